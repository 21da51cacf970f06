package kadens.web.settings;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kadens.enrollment.Replanning;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what waits anew after a rule has changed. What takes longer than a page may goes on behind it; a step that falls due
 * meanwhile is judged by the new rules anyway.
 */
final class Anew {

    private static final Logger LOG = LoggerFactory.getLogger(Anew.class);
    private static final int SECONDS_MAX = 3;

    private final Engine engine;

    Anew(Engine engine) {
        this.engine = engine;
    }

    /** What everybody waits for. @return the query that tells what came of it, see {@link Said} */
    String all() {
        return planned(List.of());
    }

    /** What is to leave a person's mailboxes. */
    String of(Person person) {
        var mailboxes = engine.database().transact(session -> engine.mailboxes().of(session, person));
        return mailboxes.isEmpty()
                ? Said.SAVED
                : planned(mailboxes.stream().map(Mailbox::id).toList());
    }

    private String planned(List<Long> mailboxIds) {
        var work = CompletableFuture.supplyAsync(
                () -> run(mailboxIds), task -> Thread.ofVirtual().name("planning anew").start(task));
        try {
            return Said.planned(work.get(SECONDS_MAX, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            return Said.PLANNING;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The change is stored; planning anew failed", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Said.PLANNING;
        }
    }

    private Replanning.Outcome run(List<Long> mailboxIds) {
        try {
            return mailboxIds.isEmpty()
                    ? engine.replanning().run(null)
                    : mailboxIds.stream()
                            .map(id -> engine.replanning().run(id))
                            .reduce(new Replanning.Outcome(0, 0), Anew::sum);
        } catch (RuntimeException e) {
            LOG.warn("What waits was not all planned anew; it is judged by the new rules when it falls due.", e);
            throw e;
        }
    }

    private static Replanning.Outcome sum(Replanning.Outcome one, Replanning.Outcome other) {
        return new Replanning.Outcome(one.moved() + other.moved(), one.held() + other.held());
    }
}
