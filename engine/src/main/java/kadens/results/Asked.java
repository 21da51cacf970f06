package kadens.results;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which mails a report is about: those that went out within some days.
 *
 * @param from the first day, in the organization's time zone
 * @param to the last day
 * @param cadence null: all
 * @param mailboxes null: all
 */
public record Asked(
        LocalDate from,
        LocalDate to,
        @Nullable String cadence,
        @Nullable List<Long> mailboxes) {

    public Asked {
        mailboxes = mailboxes == null ? null : List.copyOf(mailboxes);
    }

    /** Conditions to stand behind WHERE. Only numbers go into it; the rest is bound by {@link #bind}. */
    String where(String day, String mailbox, String cadenceColumn) {
        return day + " BETWEEN :from AND :to" + and(mailbox, cadenceColumn);
    }

    /** Those without the days. */
    String and(String mailbox, String cadenceColumn) {
        return (mailboxes == null ? "" : " AND " + mailbox + " IN (" + ids(mailboxes) + ")")
                + (cadence == null ? "" : " AND " + cadenceColumn + " = :cadence");
    }

    NativeQuery<Object[]> bind(NativeQuery<Object[]> query) {
        query.setParameter("from", from).setParameter("to", to);
        return bindCadence(query);
    }

    NativeQuery<Object[]> bindCadence(NativeQuery<Object[]> query) {
        if (cadence != null) {
            query.setParameter("cadence", cadence);
        }
        return query;
    }

    /** Nobody's mailbox where there is none. */
    private static String ids(List<Long> mailboxes) {
        return mailboxes.isEmpty() ? "-1" : mailboxes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
