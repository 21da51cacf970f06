package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kadens.enrollment.OutgoingMessages;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;

/** How fast a mailbox sends: its cap of any 24 hours with the ramp-up, and the gap between two mails. */
public final class Pace {

    private Pace() {}

    /** What keeps the mailbox from sending one more now; empty when nothing does. */
    public static Optional<Sentence> holds(Mailbox mailbox, long sentInLastDay, Instant now) {
        var cap = mailbox.limits().capAt(now, mailbox.firstSentAt());
        if (sentInLastDay >= cap) {
            return Optional.of(Sentence.of("pace.cap", mailbox.address(), cap));
        }
        var next = mailbox.nextSendAt();
        if (next != null && now.isBefore(next)) {
            return Optional.of(Sentence.of("pace.gap", mailbox.address(), next.atZone(mailbox.timeZone())));
        }
        return Optional.empty();
    }

    /** Everything that keeps the mailbox from sending now, its trouble first; empty where the next run will send. */
    public static List<Sentence> holding(StatelessSession session, Mailbox mailbox, Instant now) {
        var trouble = mailbox.trouble();
        var pace = holds(mailbox, OutgoingMessages.sentInLastDay(session, mailbox.id(), now), now);
        return Stream.concat(Stream.ofNullable(trouble), pace.stream()).toList();
    }

    /** When the next mail may leave: the gap with its jitter, drawn from what was just sent. */
    static Instant nextAfter(Instant sentAt, Mailbox mailbox, long seed) {
        var limits = mailbox.limits();
        var room = limits.gapMax().minus(limits.gapMin()).toMillis();
        return sentAt.plus(limits.gapMin()).plus(Duration.ofMillis(new SplittableRandom(seed).nextLong(room + 1)));
    }
}
