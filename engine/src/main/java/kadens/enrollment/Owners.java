package kadens.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kadens.team.Sight;
import org.jspecify.annotations.Nullable;

/**
 * Whose prospects a list shows. Never more than {@link Sight} allows.
 *
 * @param people null: everybody's, and what is nobody's
 * @param shared whether what is nobody's is shown beside those of {@code people}
 */
public record Owners(@Nullable List<Long> people, boolean shared) {

    static final Owners EVERYBODYS = new Owners(null, true);

    public Owners {
        people = people == null ? null : List.copyOf(people);
    }

    /** All that somebody sees. */
    public static Owners all(Sight sight) {
        return new Owners(sight.people(), true);
    }

    /** What is nobody's, and so seen by everybody. */
    public static Owners nobody() {
        return new Owners(List.of(), true);
    }

    /** One person's, where they may be seen. */
    public static Owners one(Sight sight, long person) {
        return new Owners(sight.includes(person) ? List.of(person) : List.of(), false);
    }

    boolean isAll() {
        return people == null;
    }

    /** A condition on the owner of the prospect {@code p}. Only numbers go into it. */
    String condition() {
        if (people == null) {
            return "TRUE";
        }
        var either = new ArrayList<>(
                people.isEmpty()
                        ? List.<String>of()
                        : List.of("p.owner_id IN ("
                                + String.join(
                                        ", ",
                                        people.stream().map(String::valueOf).toList()) + ")"));
        if (shared) {
            either.add("p.owner_id IS NULL");
        }
        return either.isEmpty() ? "FALSE" : "(" + String.join(" OR ", either) + ")";
    }

    /** One condition an owner, each of which is one range of an index that begins with the owner. */
    List<String> ranges() {
        if (people == null) {
            return List.of("TRUE");
        }
        return Stream.concat(
                        people.stream().map(id -> "owner_id = " + id),
                        shared ? Stream.of("owner_id IS NULL") : Stream.empty())
                .toList();
    }
}
