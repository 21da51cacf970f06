package kadens.enrollment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose work a list shows: that of some mailboxes, or of all.
 *
 * @param mailboxIds null for all
 */
public record Whose(@Nullable List<Long> mailboxIds) {

    public static final Whose EVERYBODYS = new Whose(null);

    /** So many queries at once are joined; where there are more mailboxes, one query looks through all of theirs. */
    private static final int JOINED_MAX = 100;

    public Whose {
        mailboxIds = mailboxIds == null ? null : List.copyOf(mailboxIds);
    }

    /** Whether there is nothing to show. */
    public boolean isNobodys() {
        return mailboxIds != null && mailboxIds.isEmpty();
    }

    /**
     * Joins a bounded query of each mailbox. Each reads no more rows of its index than it is bounded to, however many
     * there are.
     *
     * @param query given a condition on the mailbox, which is made of numbers alone
     * @param column that holds the mailbox
     */
    public String joined(String column, Function<String, String> query) {
        if (mailboxIds == null || isNobodys() || mailboxIds.size() > JOINED_MAX) {
            return query.apply(condition(column));
        }
        return mailboxIds.stream()
                .map(id -> "(" + query.apply(column + " = " + id) + ")")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** A condition for native SQL; only numbers go into it. */
    public String condition(String column) {
        if (mailboxIds == null) {
            return "TRUE";
        }
        return isNobodys()
                ? "FALSE"
                : column + " IN (" + mailboxIds.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
