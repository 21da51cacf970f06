package kadens.team;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.StatelessSession;

/** Counts who asked for a link because the password was forgotten, so that nobody fills an inbox by asking again and again. */
public final class LinkRequests {

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int FOR_ONE_ADDRESS_MAX = 3;
    private static final int FROM_ONE_PLACE_MAX = 20;
    private static final int EMAIL_CHARS_MAX = 254;

    private LinkRequests() {}

    /** Whether one more may be asked for, which is then counted; it is the same for an address that nobody has. */
    public static boolean allow(StatelessSession session, String email, String place, Instant now) {
        session.createNativeMutationQuery("DELETE FROM link_asked WHERE at <= :old")
                .setParameter("old", now.minus(COUNTED))
                .executeUpdate();
        var address = email.toLowerCase(Locale.ROOT);
        var kept = address.substring(0, Math.min(address.length(), EMAIL_CHARS_MAX));
        if (count(session, "email", kept) >= FOR_ONE_ADDRESS_MAX || count(session, "place", place) >= FROM_ONE_PLACE_MAX) {
            return false;
        }
        session.createNativeMutationQuery("INSERT INTO link_asked (email, place, at) VALUES (:email, :place, :now)")
                .setParameter("email", kept)
                .setParameter("place", place)
                .setParameter("now", now)
                .executeUpdate();
        return true;
    }

    private static long count(StatelessSession session, String column, String value) {
        // Rides link_asked_by_email or link_asked_by_place.
        return session.createNativeQuery("SELECT COUNT(*) FROM link_asked WHERE " + column + " = :value", Long.class)
                .setParameter("value", value)
                .getSingleResult();
    }
}
