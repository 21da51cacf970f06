package kadens.results;

/**
 * How well mails are received: each counts +1 where somebody wants to go on talking, −1 where somebody wants no more mail or
 * complains, else 0. Mails that came back say nothing about a text, and are not among them.
 *
 * <p>People look at their results every day and stop when they like them. A usual 95 % interval would find a winner among
 * equals that way sooner or later. These are asymptotic confidence sequences: all looks together miss the truth in no more
 * than 5 % of tests (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 52(6), 2024, theorem 2.2).
 *
 * @param mails that were delivered, and are old enough for most answers to have come
 */
public record Score(long mails, long positive, long unsubscribed) {

    private static final double ERROR = 0.05;

    /** For how many mails the intervals are narrowest; for others they are a little wider than they could be. */
    private static final double NARROWEST_AT_MAILS = 1_000;

    Score and(Score others) {
        return new Score(mails + others.mails, positive + others.positive, unsubscribed + others.unsubscribed);
    }

    /** From −1 to 1; 0 without mails. */
    public double mean() {
        return mails == 0 ? 0 : (double) (positive - unsubscribed) / mails;
    }

    /** Where the score lies that ever more mails would show. */
    public Interval interval() {
        var half = mails == 0 ? 1 : halfWidth(variance() / mails, mails, ERROR);
        return new Interval(Math.max(-1, mean() - half), Math.min(1, mean() + half));
    }

    /**
     * By how much this is more than the other; both have mails.
     *
     * @param comparisons among how many such questions an answer is looked for, at least 1
     */
    Interval leadOver(Score other, int comparisons) {
        var squaredError = variance() / mails + other.variance() / other.mails;
        var half = halfWidth(squaredError, mails + other.mails, ERROR / comparisons);
        var lead = mean() - other.mean();
        return new Interval(lead - half, lead + half);
    }

    /** One more of each outcome than there were: a variant without any answer yet is not known to be without. */
    private double variance() {
        double counted = mails + 2.0;
        var mean = (positive - unsubscribed) / counted;
        return (positive + unsubscribed + 2) / counted - mean * mean;
    }

    private static double halfWidth(double squaredError, long mails, double error) {
        var log = -2 * Math.log(error);
        var scale = mails * (log + Math.log(log) + 1) / NARROWEST_AT_MAILS;
        return Math.sqrt(squaredError * 2 * (scale + 1) / scale * Math.log(Math.sqrt(scale + 1) / error));
    }
}
