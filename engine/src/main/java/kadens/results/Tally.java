package kadens.results;

import java.util.EnumMap;
import java.util.Map;

/**
 * What came of the mails that one variant of a step made. A prospect's way through a cadence has at most one outcome, which
 * counts for one mail: the one that was answered, else the last one that had gone out.
 *
 * @param sent left, or were refused by the server for good
 * @param outcomes of all of them
 * @param settled those delivered that are old enough for most answers to have come, with what came of them
 */
public record Tally(long sent, Map<Outcome, Long> outcomes, Score settled) {

    /** In the order of their weight: the first that somebody's mails tell of is the one that counts. */
    public enum Outcome {
        /** Asked for no more mail, in words or by the link, or complained. */
        UNSUBSCRIBED,
        /** Interested, named somebody else to ask, or booked a meeting. */
        POSITIVE,
        /** Not interested, or not now. */
        NEGATIVE,
        /** A person answered; what they want, nobody has said yet. */
        OTHER,
        /** Came back for good. */
        BOUNCED
    }

    /** Of no mails. */
    public static final Tally NONE = new Tally(0, Map.of(), new Score(0, 0, 0));

    public Tally {
        outcomes = Map.copyOf(outcomes);
    }

    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    public long delivered() {
        return sent - of(Outcome.BOUNCED);
    }

    /** How many people answered; who asked for no more mail is not among them. */
    public long replied() {
        return of(Outcome.POSITIVE) + of(Outcome.NEGATIVE) + of(Outcome.OTHER);
    }

    /** Delivered too recently to be judged. */
    public long young() {
        return delivered() - settled.mails();
    }

    Tally withSent(long more, long refused, long settledMails) {
        return new Tally(
                sent + more,
                with(Outcome.BOUNCED, refused),
                new Score(settled.mails() + settledMails, settled.positive(), settled.unsubscribed()));
    }

    Tally with(Outcome outcome, long many, boolean isSettled) {
        return new Tally(sent, with(outcome, many), isSettled ? settledWith(outcome, many) : settled);
    }

    /** What came of these mails and others. */
    public Tally and(Tally others) {
        var all = this;
        for (var outcome : others.outcomes.entrySet()) {
            all = all.with(outcome.getKey(), outcome.getValue(), false);
        }
        return new Tally(all.sent + others.sent, all.outcomes, all.settled.and(others.settled));
    }

    private Score settledWith(Outcome outcome, long many) {
        return switch (outcome) {
            case UNSUBSCRIBED -> new Score(settled.mails(), settled.positive(), settled.unsubscribed() + many);
            case POSITIVE -> new Score(settled.mails(), settled.positive() + many, settled.unsubscribed());
            case BOUNCED -> new Score(settled.mails() - many, settled.positive(), settled.unsubscribed());
            case NEGATIVE, OTHER -> settled;
        };
    }

    private Map<Outcome, Long> with(Outcome outcome, long many) {
        var all = new EnumMap<Outcome, Long>(Outcome.class);
        all.putAll(outcomes);
        all.merge(outcome, many, Long::sum);
        return all;
    }
}
