package kadens.results;

/** Where a score or a difference of scores may lie. */
public record Interval(double low, double high) {}
