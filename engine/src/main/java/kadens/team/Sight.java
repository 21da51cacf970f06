package kadens.team;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Whose prospects and mail somebody sees: their own and what is nobody's; a manager those of the team, too; an admin all.
 *
 * @param people whose; null: everybody's
 */
public record Sight(@Nullable List<Long> people) {

    /** What every admin has. */
    public static final Sight ALL = new Sight(null);

    public Sight {
        people = people == null ? null : List.copyOf(people);
    }

    public static Sight of(StatelessSession session, Person person) {
        return switch (person.role()) {
            case ADMIN -> ALL;
            case MANAGER ->
                new Sight(Stream.concat(Stream.of(person), team(session, person))
                        .map(Person::id)
                        .distinct()
                        .toList());
            case REP -> new Sight(List.of(person.id()));
            case MARKETING -> new Sight(List.of());
        };
    }

    /** Whether it is seen: a prospect by its owner, a mailbox and its mail by theirs. @param ownerId null: nobody's */
    public boolean includes(@Nullable Long ownerId) {
        return ownerId == null || people == null || people.contains(ownerId);
    }

    /** Whether everything is seen, so that nothing has to be asked. */
    public boolean isAll() {
        return people == null;
    }

    /**
     * A condition for native SQL, to stand behind AND. Only numbers go into it.
     *
     * @param column whose, such as {@code p.owner_id}; null in it is seen by everybody
     */
    public String condition(String column) {
        if (people == null) {
            return "TRUE";
        }
        var ids = people.stream().map(String::valueOf).toList();
        return "(" + column + " IS NULL"
                + (ids.isEmpty() ? "" : " OR " + column + " IN (" + String.join(", ", ids) + ")") + ")";
    }

    private static Stream<Person> team(StatelessSession session, Person manager) {
        return manager.teamId() == null
                ? Stream.empty()
                : People.all(session).stream().filter(each -> Objects.equals(each.teamId(), manager.teamId()));
    }
}
