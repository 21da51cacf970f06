package kadens.results;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import kadens.results.Tally.Outcome;
import org.hibernate.StatelessSession;

/**
 * What came of the mails of some days, from enrolling to a meeting, told apart by something. The numbers of mails and answers
 * are those of {@link CadenceResults}.
 *
 * @param lines in the order of their keys
 */
public record Funnel(List<Line> lines, Line all) {

    /** Behind the key, who was enrolled and what was sent. */
    private static final int FIRST_OUTCOME = 5;

    /** What lines are told apart by. */
    public enum By {
        CADENCE("cadence", "", ""),
        STEP("cadence", "step_key", ""),
        VARIANT("cadence", "step_key", "variant"),
        MAILBOX("mailbox_id", "", ""),
        /** By its Monday. */
        WEEK("day - INTERVAL WEEKDAY(day) DAY", "", "");

        private final List<String> columns;

        By(String... columns) {
            this.columns = List.of(columns);
        }

        private boolean tellsSteps() {
            return this == STEP || this == VARIANT;
        }

        private String select() {
            return String.join(
                    ", ",
                    columns.stream()
                            .map(column -> column.isEmpty() ? "''" : "CAST(" + column + " AS CHAR)")
                            .toList());
        }
    }

    /** One line's place: a cadence with its step and variant, a mailbox's id, or the Monday of a week. */
    public record Key(String first, String step, String variant) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::first)
                    .thenComparing(Key::step)
                    .thenComparing(Key::variant)
                    .compare(this, other);
        }
    }

    /**
     * @param enrolled who began; 0 where steps are told apart
     * @param tally of the mails that went out within the days
     * @param booked of whom a meeting was booked with, or who were called back
     */
    public record Line(Key key, long enrolled, Tally tally, long booked) {

        private Line and(Line other) {
            return new Line(key, enrolled + other.enrolled, tally.and(other.tally), booked + other.booked);
        }
    }

    public Funnel {
        lines = List.copyOf(lines);
    }

    /** @param current what a key is called now, such as that of a step that was renamed */
    public static Funnel of(StatelessSession session, Asked asked, By by, UnaryOperator<Key> current) {
        var lines = new HashMap<Key, Line>();
        for (var line : counted(session, asked, by)) {
            var now = new Line(current.apply(line.key), line.enrolled, line.tally, line.booked);
            lines.merge(now.key, now, Line::and);
        }
        var all = lines.values().stream().reduce(new Line(new Key("", "", ""), 0, Tally.NONE, 0), Line::and);
        if (by.tellsSteps()) {
            var enrolled = counted(session, asked, By.CADENCE).stream()
                    .mapToLong(Line::enrolled)
                    .sum();
            all = new Line(all.key, enrolled, all.tally, all.booked);
        }
        return new Funnel(
                lines.values().stream().sorted(Comparator.comparing(Line::key)).toList(), all);
    }

    private static List<Line> counted(StatelessSession session, Asked asked, By by) {
        // Rides the primary key of mail_day by days, or mail_day_of_mailbox by mailboxes.
        var sums = "SUM(" + MailDay.COUNTS.replace(", ", "), SUM(") + ")";
        return asked
                .bind(session.createNativeQuery(
                        "SELECT " + by.select() + ", " + sums + " FROM mail_day WHERE grain = '" + grain(asked, by)
                                + "' AND " + asked.where("day", "mailbox_id", "cadence") + " GROUP BY 1, 2, 3",
                        Object[].class))
                .getResultList()
                .stream()
                .map(Funnel::line)
                .toList();
    }

    private static Line line(Object[] row) {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, number(row[FIRST_OUTCOME + outcome.ordinal()]));
        }
        var refused = number(row[FIRST_OUTCOME + Outcome.values().length]);
        var booked = number(row[FIRST_OUTCOME + Outcome.values().length + 1]);
        var tally = new Tally(0, outcomes, Tally.NONE.settled()).withSent(number(row[4]), refused, 0);
        return new Line(key(row), number(row[3]), tally, booked);
    }

    private static String grain(Asked asked, By by) {
        var tellsMailboxes = asked.mailboxes() != null || by == By.MAILBOX;
        return by.tellsSteps() ? (tellsMailboxes ? "both" : "step") : tellsMailboxes ? "mailbox" : "all";
    }

    private static Key key(Object[] row) {
        return new Key(row[0].toString(), row[1].toString(), row[2].toString());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
