package kadens.results;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;

/**
 * How long people took to answer the mails of some days: from when a mail went out until the answer that counts had come.
 * Told to five minutes within a day, to an hour within ten days, else to a day.
 */
public record ReplyTimes(Times all, Map<String, Times> byCadence) {

    /** The ends of the classes of a distribution; the last one has none. */
    public static final List<Duration> ENDS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ofDays(2),
            Duration.ofDays(4),
            Duration.ofDays(7));

    private static final String GRAIN = "CASE WHEN minutes < 1440 THEN minutes DIV 5 * 5"
            + " WHEN minutes < 14400 THEN minutes DIV 60 * 60 ELSE minutes DIV 1440 * 1440 END";

    /** @param minutes how many answered after so many */
    public record Times(TreeMap<Integer, Long> minutes) {

        public long replies() {
            return minutes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** After how long that share of those who answered had; zero where nobody has. */
        public Duration quantile(double share) {
            var wanted = share * replies();
            long seen = 0;
            for (var each : minutes.entrySet()) {
                seen += each.getValue();
                if (seen >= wanted) {
                    return Duration.ofMinutes(each.getKey());
                }
            }
            return Duration.ZERO;
        }

        /** How many lie in the class that ends there and begins where the one before it ends. */
        public long within(int place) {
            var from = place == 0 ? 0 : ENDS.get(place - 1).toMinutes();
            var to = place == ENDS.size() ? Integer.MAX_VALUE : ENDS.get(place).toMinutes();
            return minutes.subMap((int) from, (int) to).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** @param title by which a cadence is known */
    public static ReplyTimes of(StatelessSession session, Asked asked, UnaryOperator<String> title) {
        var all = new Times(new TreeMap<>());
        var byCadence = new LinkedHashMap<String, Times>();
        // Rides mail_result_when alone; 1 to 3 are the answers of people.
        var rows = asked.bind(session.createNativeQuery(
                        "SELECT cadence, " + GRAIN + " AS took, COUNT(*) FROM mail_result WHERE outcome IN (1, 2, 3) AND "
                                + asked.where("day", "mailbox_id", "cadence")
                                + " GROUP BY cadence, took ORDER BY cadence, took",
                        Object[].class))
                .getResultList();
        for (var row : rows) {
            var minutes = ((Number) row[1]).intValue();
            var many = ((Number) row[2]).longValue();
            all.minutes.merge(minutes, many, Long::sum);
            byCadence
                    .computeIfAbsent(title.apply(row[0].toString()), _ -> new Times(new TreeMap<>()))
                    .minutes
                    .merge(minutes, many, Long::sum);
        }
        return new ReplyTimes(all, byCadence);
    }
}
