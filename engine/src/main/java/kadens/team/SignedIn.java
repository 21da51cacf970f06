package kadens.team;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Who is signed in: the cookie's token leads to a person until it has not been used for long, or is ended. */
public final class SignedIn {

    private static final Duration UNUSED_MAX = Duration.ofDays(14);
    private static final Duration AGE_MAX = Duration.ofDays(60);

    /** When it was last used is noted no more often than this: pages that refresh themselves would write all the time. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);

    private static final int BROWSER_CHARS_MAX = 300;

    private SignedIn() {}

    /**
     * A place where somebody is signed in.
     *
     * @param seenAt when it was last used, to within minutes
     * @param browser as it names itself
     * @param here whether it is the one that asks
     */
    public record Place(Instant since, Instant seenAt, String browser, boolean here) {}

    /** Where a person is signed in, the last used first. @param token of the browser that asks; empty: none */
    public static List<Place> places(StatelessSession session, long personId, String token, Instant now) {
        var here = Tokens.kept(token);
        // Rides signed_in_person.
        return session
                .createNativeQuery(
                        "SELECT since, seen_at, browser, token FROM signed_in WHERE person_id = :person"
                                + " AND seen_at >= :used AND since >= :begun ORDER BY seen_at DESC LIMIT 50",
                        Object[].class)
                .addScalar("since", Instant.class)
                .addScalar("seen_at", Instant.class)
                .addScalar("browser", String.class)
                .addScalar("token", String.class)
                .setParameter("person", personId)
                .setParameter("used", now.minus(UNUSED_MAX))
                .setParameter("begun", now.minus(AGE_MAX))
                .getResultList()
                .stream()
                .map(row -> new Place((Instant) row[0], (Instant) row[1], (String) row[2], here.equals(row[3])))
                .toList();
    }

    /** When people last used the pages, by their ids; who is signed in nowhere is not among them. */
    public static Map<Long, Instant> lastSeen(StatelessSession session) {
        return session
                .createNativeQuery(
                        "SELECT person_id, MAX(seen_at) AS seen FROM signed_in GROUP BY person_id", Object[].class)
                .addScalar("person_id", Long.class)
                .addScalar("seen", Instant.class)
                .getResultList()
                .stream()
                .collect(Collectors.toUnmodifiableMap(row -> (Long) row[0], row -> (Instant) row[1]));
    }

    /** Signs somebody in. @return the token for the cookie, which is stored nowhere here */
    public static String begin(StatelessSession session, Person person, String browser, Instant now) {
        var token = Tokens.fresh();
        session.createNativeMutationQuery("DELETE FROM signed_in WHERE seen_at < :old")
                .setParameter("old", now.minus(UNUSED_MAX))
                .executeUpdate();
        session.createNativeMutationQuery("INSERT INTO signed_in VALUES (:token, :person, :now, :now, :browser)")
                .setParameter("token", Tokens.kept(token))
                .setParameter("person", person.id())
                .setParameter("now", now)
                .setParameter("browser", browser.substring(0, Math.min(browser.length(), BROWSER_CHARS_MAX)))
                .executeUpdate();
        return token;
    }

    /** Whose token it is; empty where it is nobody's, has run out, or is that of somebody who has left. */
    public static Optional<Person> person(StatelessSession session, String token, Instant now) {
        var kept = Tokens.kept(token);
        var found = session.createNativeQuery(
                        "SELECT person_id FROM signed_in WHERE token = :token AND seen_at >= :used AND since >= :begun",
                        Long.class)
                .setParameter("token", kept)
                .setParameter("used", now.minus(UNUSED_MAX))
                .setParameter("begun", now.minus(AGE_MAX))
                .uniqueResultOptional();
        found.ifPresent(_ -> note(session, kept, now));
        return found.map(id -> People.get(session, id)).filter(person -> person.leftAt() == null);
    }

    /** Ends one, as signing out does. */
    public static void end(StatelessSession session, String token) {
        session.createNativeMutationQuery("DELETE FROM signed_in WHERE token = :token")
                .setParameter("token", Tokens.kept(token))
                .executeUpdate();
    }

    /** Ends all of a person, on whatever machine. */
    public static void end(StatelessSession session, Person person) {
        session.createNativeMutationQuery("DELETE FROM signed_in WHERE person_id = :person")
                .setParameter("person", person.id())
                .executeUpdate();
    }

    private static void note(StatelessSession session, String kept, Instant now) {
        session.createNativeMutationQuery(
                        "UPDATE signed_in SET seen_at = :now WHERE token = :token AND seen_at < :noted")
                .setParameter("now", now)
                .setParameter("token", kept)
                .setParameter("noted", now.minus(NOTED_EVERY))
                .executeUpdate();
    }
}
