package kadens.drill;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kadens.run.Engine;
import kadens.sandbox.PostOffice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The world of a reply race: the engine in this process, its mailboxes, and a gate before the IMAP server for each. */
final class RaceDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RaceDesk.class);
    private static final int RUNS_AT_ONCE = 12;

    private final Engine engine;
    private final Ground ground;
    private final HandClock clock;
    private final Runs runs = new Runs();
    private final Receipts receipts = new Receipts();
    private final RaceScript script = new RaceScript(receipts, runs);
    private final Answers answers;
    private final List<ImapGate> gates;
    private final ScriptedSmtp smtp;
    private final Crowd crowd;
    private final AtomicInteger ran = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(RUNS_AT_ONCE, Thread.ofVirtual().factory());

    RaceDesk(Engine engine, Ground ground, HandClock clock, RacePlan plan) {
        this.engine = engine;
        this.ground = ground;
        this.clock = clock;
        this.answers = new Answers(ground.post(), clock, runs);
        this.crowd = new Crowd(engine, ground, plan.mailboxes(), plan.histories());
        this.smtp = ScriptedSmtp.start(script, clock);
        this.gates = IntStream.range(0, plan.mailboxes())
                .mapToObj(_ -> ImapGate.before(ground.post().imapPort()))
                .toList();
    }

    /** Adds the mailboxes, with the folders that answers come to, and the prospects; nobody is enrolled yet. */
    void gather() {
        crowd.gather(smtp.port(), mailbox -> gates.get(mailbox).port());
        for (int i = 0; i < gates.size(); i++) {
            ground.post().open(Crowd.mailbox(i), History.Place.ARCHIVE.folder);
            ground.post().open(Crowd.mailbox(i), History.Place.CUSTOMERS.folder);
        }
    }

    /** One run of each of these mailboxes, some at a time. */
    void run(Collection<Integer> mailboxes) throws InterruptedException {
        var all = mailboxes.stream()
                .<Callable<Boolean>>map(mailbox -> () -> {
                    runs.begin(Crowd.mailbox(mailbox));
                    engine.run().run(crowd.senders().get(mailbox).id());
                    return ran.incrementAndGet() > 0;
                })
                .toList();
        for (var one : threads.invokeAll(all)) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a run of the drill failed", e.getCause());
            }
        }
    }

    Optional<Taken> intro(History history) {
        return script.mail(new Letter(Crowd.prospect(history.number()), "intro"));
    }

    Optional<Taken> followUp(History history) {
        return script.mail(new Letter(Crowd.prospect(history.number()), "follow-up"));
    }

    ImapGate gate(int mailbox) {
        return gates.get(mailbox);
    }

    Crowd crowd() {
        return crowd;
    }

    HandClock clock() {
        return clock;
    }

    PostOffice post() {
        return ground.post();
    }

    Answers answers() {
        return answers;
    }

    RaceScript script() {
        return script;
    }

    Receipts receipts() {
        return receipts;
    }

    int runs() {
        return ran.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        smtp.close();
        for (var gate : gates) {
            try {
                gate.close();
            } catch (IOException e) {
                LOG.debug("a gate did not close cleanly", e);
            }
        }
    }
}
