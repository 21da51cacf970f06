package kadens.web.cadences;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kadens.cadence.Loaded;
import kadens.enrollment.StepCounts;
import kadens.results.CadenceResults;
import kadens.results.Recount;
import kadens.run.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is counted of each cadence. What is counted quickly is counted each time; where there are millions of mails, a page
 * shows what was counted up to a minute ago and has it counted anew meanwhile.
 */
final class Numbers {

    private static final Logger LOG = LoggerFactory.getLogger(Numbers.class);

    private static final Duration QUICK = Duration.ofMillis(40);
    private static final Duration KEPT_MIN = Duration.ofSeconds(30);

    /** So that counting takes no more than this part of the time. */
    private static final int TIMES_AS_LONG = 20;

    private final Engine engine;
    private final Recount recount;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Numbers(Engine engine, Recount recount) {
        this.engine = engine;
        this.recount = recount;
    }

    /** Of one cadence. */
    record Counted(CadenceResults results, StepCounts where) {}

    private record Kept(Loaded loaded, Counted counted, long atNanos, Duration took, AtomicBoolean isRenewed) {

        boolean isYoung(long nowNanos) {
            var age = Duration.ofNanos(nowNanos - atNanos);
            return age.compareTo(KEPT_MIN) < 0 || age.compareTo(took.multipliedBy(TIMES_AS_LONG)) < 0;
        }
    }

    Counted of(Loaded loaded) {
        var last = kept.get(loaded.name());
        if (last == null || !last.loaded().equals(loaded) || last.took().compareTo(QUICK) < 0) {
            return count(loaded);
        }
        if (!last.isYoung(System.nanoTime()) && last.isRenewed().compareAndSet(false, true)) {
            Thread.ofVirtual().name("counting " + loaded.name()).start(() -> recount(loaded, last));
        }
        return last.counted();
    }

    private void recount(Loaded loaded, Kept last) {
        try {
            count(loaded);
        } catch (RuntimeException e) {
            LOG.debug("{} could not be counted; the next page tries again.", loaded.name(), e);
            last.isRenewed().set(false);
        }
    }

    private Counted count(Loaded loaded) {
        var begun = System.nanoTime();
        var results = CadenceResults.quickly(
                engine.database(),
                loaded,
                engine.nextSteps(),
                recount,
                engine.clock().instant(),
                engine.organizationZone());
        var where = engine.database().transact(session -> StepCounts.of(session, loaded.name()));
        var counted = new Counted(results, where);
        var ended = System.nanoTime();
        kept.put(loaded.name(), new Kept(loaded, counted, ended, Duration.ofNanos(ended - begun), new AtomicBoolean()));
        return counted;
    }
}
