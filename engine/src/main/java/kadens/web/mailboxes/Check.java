package kadens.web.mailboxes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import kadens.run.MailboxProbe.Step;
import org.jspecify.annotations.Nullable;

/** Something that is tried while somebody looks on: what came of each step so far. It knows no password. */
final class Check {

    /** What is tried. */
    enum Kind {
        CONNECT,
        SERVERS,
        TEST,
        DRILL,
        HAND_OVER
    }

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    final String token;
    final long personId;
    final Kind kind;
    final String address;
    final List<String> expected;

    /** What was typed, to begin again from; without the password. */
    final Map<String, String> typed;

    final Instant begunAt;

    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private volatile State state = State.RUNNING;
    private volatile @Nullable Long mailboxId;
    private volatile boolean brokeOff;

    Check(
            String token,
            long personId,
            Kind kind,
            String address,
            @Nullable Long mailboxId,
            List<String> expected,
            Map<String, String> typed,
            Instant begunAt) {
        this.token = token;
        this.personId = personId;
        this.kind = kind;
        this.address = address;
        this.mailboxId = mailboxId;
        this.expected = List.copyOf(expected);
        this.typed = Map.copyOf(typed);
        this.begunAt = begunAt;
    }

    void hears(Step step) {
        steps.add(step);
    }

    /** It is about this mailbox now. */
    void isOf(long savedId) {
        mailboxId = savedId;
    }

    void ends(boolean well) {
        state = well ? State.DONE : State.FAILED;
    }

    /** By a fault of ours. */
    void breaksOff() {
        brokeOff = true;
        state = State.FAILED;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    State state() {
        return state;
    }

    boolean brokeOff() {
        return brokeOff;
    }

    /** Null while there is none. */
    @Nullable
    Long mailboxId() {
        return mailboxId;
    }
}
