package kadens.results;

/**
 * How many of how many, and what that says of the share that ever more would show.
 *
 * @param of at most {@code all}
 */
public record Share(long of, long all) {

    /** Of the normal distribution, for an error of one in twenty. */
    private static final double Z = 1.96;

    /** From 0 to 1; 0 of none. */
    public double mean() {
        return all == 0 ? 0 : (double) of / all;
    }

    /**
     * Where the share may lie, missed once in twenty times: E. B. Wilson, "Probable inference, the law of succession, and
     * statistical inference", Journal of the American Statistical Association 22, 1927. It holds for few, too.
     */
    public Interval interval() {
        if (all == 0) {
            return new Interval(0, 1);
        }
        var spread = Z * Z / all;
        var middle = (mean() + spread / 2) / (1 + spread);
        var half = Z / (1 + spread) * Math.sqrt(mean() * (1 - mean()) / all + spread / all / 4);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
