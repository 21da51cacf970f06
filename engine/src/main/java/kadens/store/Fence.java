package kadens.store;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kadens.language.Sentence;
import kadens.store.Standing.Allowed;
import kadens.store.Standing.Kind;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The clone fence: a restored copy of the database sends nothing until an admin has said that it may.
 *
 * <p>The database keeps which installation may send from it. Whoever is another one, or finds that the database or its
 * own files are a copy or were set back, holds: mail that goes out twice cannot be called back, and holding without need
 * costs one command.
 */
public final class Fence {

    private final Installation installation;
    private final LastSent lastSent;
    private volatile @Nullable String sendingUnder;

    public Fence(Installation installation) {
        this.installation = installation;
        this.lastSent = new LastSent(installation.home());
    }

    public Installation installation() {
        return installation;
    }

    /** The first start on a database from which nothing was ever sent: from now on this installation may. */
    public void claimUnused(StatelessSession session, Instant now) {
        if (standing(session).kind() == Kind.UNCLAIMED) {
            allow(session, now, "permit = installation.permit"); // another that was faster stays
        }
    }

    /** An admin says so: from now on this installation may send, and no other. */
    public void confirm(StatelessSession session, Instant now) {
        session.createNativeMutationQuery("INSERT IGNORE INTO birthmark (id) VALUES (1)")
                .executeUpdate();
        allow(
                session,
                now,
                "identity = VALUES(identity), place = VALUES(place), schema_name = VALUES(schema_name),"
                        + " birthmark = VALUES(birthmark), permit = VALUES(permit), since = VALUES(since), host = VALUES(host)");
    }

    private void allow(StatelessSession session, Instant now, String otherwise) {
        session.createNativeMutationQuery(
                        "INSERT INTO installation (id, identity, place, schema_name, birthmark, permit, since, host)"
                                + " SELECT 1, :identity, :place, DATABASE(), UNIX_TIMESTAMP(ROW_START), :permit, :since,"
                                + " :host FROM birthmark WHERE id = 1 ON DUPLICATE KEY UPDATE " + otherwise)
                .setParameter("identity", installation.identity())
                .setParameter("place", installation.place(), String.class)
                .setParameter("permit", UUID.randomUUID().toString())
                .setParameter("since", now)
                .setParameter("host", installation.host())
                .executeUpdate();
    }

    /**
     * What keeps us from sending, asked inside the transaction that claims a mail. Whoever is allowed meanwhile waits for
     * that transaction, so that no claim is made after it on what held before.
     */
    public Optional<Sentence> holds(StatelessSession session) {
        var standing = standing(session, " LOCK IN SHARE MODE");
        var allowed = standing.allowed();
        sendingUnder = standing.maySend() && allowed != null ? allowed.permit() : null;
        return standing.why();
    }

    /** How we stand, for people. */
    public Standing standing(StatelessSession session) {
        return standing(session, "");
    }

    private Standing standing(StatelessSession session, String lock) {
        // Two rows by their primary keys.
        var found = session.createNativeQuery(
                        "SELECT i.identity, i.place, i.permit, i.since, i.host,"
                                + " CASE WHEN i.schema_name = DATABASE() AND i.birthmark = UNIX_TIMESTAMP(b.ROW_START)"
                                + " THEN 1 ELSE 0 END AS original"
                                + " FROM installation i LEFT JOIN birthmark b ON b.id = i.id WHERE i.id = 1" + lock,
                        Tuple.class)
                .addScalar("identity", String.class)
                .addScalar("place", String.class)
                .addScalar("permit", String.class)
                .addScalar("since", Instant.class)
                .addScalar("host", String.class)
                .addScalar("original", Integer.class)
                .getSingleResultOrNull();
        if (found == null) {
            return new Standing(everSent(session) ? Kind.USED : Kind.UNCLAIMED, null);
        }
        var allowed = new Allowed(
                found.get("identity", String.class),
                found.get("place", String.class),
                found.get("permit", String.class),
                found.get("since", Instant.class),
                found.get("host", String.class));
        return new Standing(kind(session, allowed, found.get("original", Integer.class) == 1), allowed);
    }

    private Kind kind(StatelessSession session, Allowed allowed, boolean original) {
        if (!original) {
            return Kind.COPIED;
        }
        if (!allowed.identity().equals(installation.identity())) {
            return Kind.OTHER;
        }
        var place = installation.place();
        if (place != null && allowed.place() != null && !place.equals(allowed.place())) {
            return Kind.MOVED;
        }
        return lastSent.under(allowed.permit())
                        .filter(mail -> !knows(session, mail))
                        .isPresent()
                ? Kind.OLDER
                : Kind.MAY_SEND;
    }

    /** Rides message_message_id. */
    private static boolean knows(StatelessSession session, String messageId) {
        return session.createNativeQuery("SELECT COUNT(*) FROM message WHERE message_id = :id", Long.class)
                        .setParameter("id", messageId)
                        .getSingleResult()
                > 0;
    }

    private static boolean everSent(StatelessSession session) {
        return session.createNativeQuery("SELECT EXISTS (SELECT 1 FROM message)", Integer.class)
                        .getSingleResult()
                == 1;
    }

    /** A mail has left, and the database knows of it. */
    public void sent(String messageId) {
        var permit = sendingUnder;
        if (permit != null) {
            lastSent.remember(permit, messageId);
        }
    }
}
