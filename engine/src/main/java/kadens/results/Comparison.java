package kadens.results;

import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import kadens.language.Sentence;

/** What the mails so far say about which variant is the best. */
public sealed interface Comparison {

    /** What each variant needs before anything is said. */
    long MAILS_MIN = 100;

    /** In a sentence for people. Leads are told as mails of a thousand. */
    Sentence sentence();

    /** There is nothing to compare. */
    record Alone() implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.alone");
        }
    }

    /** Somebody has ended the test: everybody new gets this one. */
    record Ended(String variant) implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.ended", variant);
        }
    }

    /** Its files do not have the step, or can't be read. */
    record Gone() implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.gone");
        }
    }

    /** A variant has too few mails; no other one has fewer. */
    record Early(String variant, long mails) implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.early", variant, mails, MAILS_MIN, CadenceResults.RIPE.toDays());
        }
    }

    /** One has the better score, but that may be chance. */
    record Open(String best, String rival, Interval lead) implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.open", best, rival, thousandths(-lead.low()), thousandths(lead.high()));
        }
    }

    /** One is better than every other: it may be given to everybody. */
    record Ahead(String best, String rival, Interval lead) implements Comparison {
        @Override
        public Sentence sentence() {
            return Sentence.of("results.ahead", best, rival, thousandths(lead.low()), thousandths(lead.high()));
        }
    }

    /** Compares the scores of the variants that people still get, by their names. */
    static Comparison of(Map<String, Score> scores) {
        if (scores.size() < 2) {
            return new Alone();
        }
        var fewest = scores.entrySet().stream()
                .min(Comparator.comparingLong(each -> each.getValue().mails()))
                .orElseThrow();
        return fewest.getValue().mails() < MAILS_MIN
                ? new Early(fewest.getKey(), fewest.getValue().mails())
                : ofEnough(scores);
    }

    private static Comparison ofEnough(Map<String, Score> scores) {
        var best = scores.entrySet().stream()
                .max(Comparator.comparingDouble(each -> each.getValue().mean()))
                .orElseThrow();
        // The one that the best is least sure to be better than.
        var nearest = scores.entrySet().stream()
                .filter(each -> !each.getKey().equals(best.getKey()))
                .map(each -> Map.entry(each.getKey(), best.getValue().leadOver(each.getValue(), scores.size() - 1)))
                .min(Comparator.comparingDouble(
                        (Entry<String, Interval> each) -> each.getValue().low()))
                .orElseThrow();
        return nearest.getValue().low() > 0
                ? new Ahead(best.getKey(), nearest.getKey(), nearest.getValue())
                : new Open(best.getKey(), nearest.getKey(), nearest.getValue());
    }

    private static long thousandths(double share) {
        return Math.round(share * 1_000);
    }
}
