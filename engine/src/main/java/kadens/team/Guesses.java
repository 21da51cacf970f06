package kadens.team;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.StatelessSession;

/** Counts wrong passwords, so that nobody goes on guessing: not one person's, and not everybody's from one place. */
public final class Guesses {

    private static final Duration COUNTED = Duration.ofMinutes(15);
    private static final int OF_ONE_PERSON_MAX = 10;
    private static final int FROM_ONE_PLACE_MAX = 50;

    private Guesses() {}

    /** Whether no more may be tried for now, right or wrong. */
    public static boolean areTooMany(StatelessSession session, String email, String place, Instant now) {
        return count(session, "email", address(email), now) >= OF_ONE_PERSON_MAX
                || count(session, "place", place, now) >= FROM_ONE_PLACE_MAX;
    }

    public static void note(StatelessSession session, String email, String place, Instant now) {
        session.createNativeMutationQuery("DELETE FROM wrong_password WHERE at < :old")
                .setParameter("old", now.minus(COUNTED))
                .executeUpdate();
        session.createNativeMutationQuery("INSERT INTO wrong_password (email, place, at) VALUES (:email, :place, :now)")
                .setParameter("email", address(email))
                .setParameter("place", place)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Somebody knew it in the end. */
    public static void forget(StatelessSession session, String email) {
        session.createNativeMutationQuery("DELETE FROM wrong_password WHERE email = :email")
                .setParameter("email", address(email))
                .executeUpdate();
    }

    private static long count(StatelessSession session, String column, String value, Instant now) {
        // Rides wrong_password_by_email or wrong_password_by_place.
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM wrong_password WHERE " + column + " = :value AND at > :since", Long.class)
                .setParameter("value", value)
                .setParameter("since", now.minus(COUNTED))
                .getSingleResult();
    }

    private static String address(String email) {
        var lower = email.toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(lower.length(), 254));
    }
}
