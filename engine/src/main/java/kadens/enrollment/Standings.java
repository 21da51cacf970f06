package kadens.enrollment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Suppressions;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Where each of some prospects stands, for lists. */
public final class Standings {

    private Standings() {}

    /**
     * A prospect in a list.
     *
     * @param enrollment the ongoing one, else the latest; null: was never enrolled
     * @param suppressed whether nothing may be written to them
     */
    public record Standing(
            Prospect prospect,
            @Nullable Account account,
            @Nullable Enrollment enrollment,
            boolean suppressed) {}

    /** Those that are still there, in the order of the ids. */
    public static List<Standing> of(StatelessSession session, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        // By their ids alone: a query with a list of them is translated anew each time, which takes longer than asking
        // it.
        var prospects = session.getMultiple(Prospect.class, ids).stream()
                .filter(Objects::nonNull)
                .toList();
        var accountIds = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var accounts = session.getMultiple(Account.class, accountIds).stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Account::id, Function.identity()));
        var enrollments = enrollments(session, ids);
        var suppressed = Suppressions.forbidden(
                session, prospects.stream().map(Prospect::email).toList());
        return prospects.stream()
                .map(prospect -> new Standing(
                        prospect,
                        prospect.accountId() == null ? null : accounts.get(prospect.accountId()),
                        enrollments.get(prospect.id()),
                        suppressed.contains(prospect.email())))
                .toList();
    }

    private static Map<Long, Enrollment> enrollments(StatelessSession session, List<Long> ids) {
        // Rides enrollment_one_active_a_prospect and enrollment_prospect.
        var list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var ongoing = session.createNativeQuery(
                        "SELECT id FROM enrollment WHERE active_prospect_id IN (" + list + ")", Long.class)
                .getResultList();
        var latest = session.createNativeQuery(
                        "SELECT MAX(id) FROM enrollment WHERE prospect_id IN (" + list + ") GROUP BY prospect_id",
                        Long.class)
                .getResultList();
        var either = Stream.concat(ongoing.stream(), latest.stream()).distinct().toList();
        return either.isEmpty()
                ? Map.of()
                : session.getMultiple(Enrollment.class, either).stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(
                                Enrollment::prospectId,
                                Function.identity(),
                                (one, other) -> one.state().ongoing() ? one : other));
    }
}
