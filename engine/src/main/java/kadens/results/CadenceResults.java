package kadens.results;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.cadence.Variant;
import kadens.enrollment.NextSteps;
import kadens.enrollment.StepNames;
import kadens.results.Counting.Made;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What came of the mails of a cadence: of each of its email steps in their order, then of steps that it had before.
 *
 * @param name of the cadence
 * @param sums how new the sums are that were read; null: counted just now
 */
public record CadenceResults(String name, List<StepResults> steps, Recount.@Nullable Standing sums) {

    /** A mail this old has the answers that it will have, but for a few. */
    public static final Duration RIPE = Duration.ofDays(7);

    public CadenceResults {
        steps = List.copyOf(steps);
    }

    /**
     * One email step.
     *
     * @param title the key where the cadence does not have it any more
     * @param variants in the order of their names
     */
    public record StepResults(String key, String title, List<VariantResults> variants, Comparison comparison) {

        public StepResults {
            variants = List.copyOf(variants);
        }
    }

    /**
     * One variant of a step.
     *
     * @param weight 0 where nobody new gets it, or the step does not have it any more
     */
    public record VariantResults(String name, int weight, Tally tally) {}

    /** Whether any mail has been sent. */
    public boolean hasMails() {
        return steps.stream()
                .flatMap(step -> step.variants().stream())
                .anyMatch(each -> each.tally().sent() > 0);
    }

    /**
     * Counts now; in a cadence that is unreadable or gone, the steps that mails tell of. Mails of a step whose key was changed
     * are that step's.
     */
    public static CadenceResults of(StatelessSession session, Loaded loaded, NextSteps nextSteps, Instant now) {
        return of(session, loaded, nextSteps, Counting.of(session, loaded.name(), now.minus(RIPE)), null);
    }

    /**
     * For a page: counted now, or where that would take a while, from sums that are a little older and judge mails by whole
     * days. Newer sums are waited for between transactions: counting them takes connections of its own.
     *
     * @param zone of the organization
     */
    public static CadenceResults quickly(
            Database database, Loaded loaded, NextSteps nextSteps, Recount recount, Instant now, ZoneId zone) {
        if (!database.transact(session -> Counting.isMuch(session, loaded.name()))) {
            return database.transact(session -> of(session, loaded, nextSteps, now));
        }
        var sums = recount.freshen();
        return database.transact(session -> summed(session, loaded, nextSteps, sums, now, zone));
    }

    /** From sums of whole days. @param zone of the organization */
    public static CadenceResults summed(
            StatelessSession session,
            Loaded loaded,
            NextSteps nextSteps,
            Recount.Standing sums,
            Instant now,
            ZoneId zone) {
        var young = LocalDate.ofInstant(now.minus(RIPE), zone);
        return of(session, loaded, nextSteps, Counting.summed(session, loaded.name(), young), sums);
    }

    private static CadenceResults of(
            StatelessSession session,
            Loaded loaded,
            NextSteps nextSteps,
            Map<Made, Tally> counted,
            Recount.@Nullable Standing sums) {
        var tallies = loaded instanceof Cadence cadence
                ? renamed(counted, cadence, nextSteps.names(session, cadence))
                : counted;
        var current = loaded instanceof Cadence cadence
                ? cadence.steps().stream()
                        .filter(step -> step.type() == Step.Type.EMAIL)
                        .toList()
                : List.<Step>of();
        var steps = new ArrayList<StepResults>();
        current.forEach(step -> steps.add(ofStep(step, tallies)));
        var earlier = new TreeSet<String>();
        tallies.keySet().forEach(made -> earlier.add(made.step()));
        current.forEach(step -> earlier.remove(step.key()));
        earlier.forEach(
                key -> steps.add(new StepResults(key, key, variants(key, List.of(), tallies), new Comparison.Gone())));
        return new CadenceResults(loaded.name(), steps, sums);
    }

    private static Map<Made, Tally> renamed(Map<Made, Tally> counted, Cadence cadence, StepNames names) {
        var tallies = new HashMap<Made, Tally>();
        counted.forEach((made, tally) -> {
            var step = names.step(cadence, made.step()).map(Step::key).orElse(made.step());
            tallies.merge(new Made(step, made.variant()), tally, Tally::and);
        });
        return tallies;
    }

    private static StepResults ofStep(Step step, Map<Made, Tally> tallies) {
        var variants = variants(step.key(), step.variants(), tallies);
        return new StepResults(step.key(), step.title(), variants, comparison(variants));
    }

    private static List<VariantResults> variants(String step, List<Variant> current, Map<Made, Tally> tallies) {
        var named = new TreeMap<String, VariantResults>();
        tallies.forEach((made, tally) -> {
            if (made.step().equals(step)) {
                named.put(made.variant(), new VariantResults(made.variant(), 0, tally));
            }
        });
        for (var variant : current) {
            var tally = tallies.getOrDefault(new Made(step, variant.name()), Tally.NONE);
            named.put(variant.name(), new VariantResults(variant.name(), variant.weight(), tally));
        }
        return List.copyOf(named.values());
    }

    private static Comparison comparison(List<VariantResults> variants) {
        var inUse = new LinkedHashMap<String, Score>();
        variants.stream()
                .filter(each -> each.weight() > 0)
                .forEach(each -> inUse.put(each.name(), each.tally().settled()));
        return inUse.size() == 1 && variants.size() > 1
                ? new Comparison.Ended(inUse.firstEntry().getKey())
                : Comparison.of(inUse);
    }
}
