package kadens.mailbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.hibernate.StatelessSession;

/** Mailboxes and cadences that stand still, because their mails were refused again and again, until a person has looked. */
public final class RefusalPauses {

    /** What stands still. */
    public record Target(String key) {

        public static Target mailbox(long id) {
            return new Target("mailbox:" + id);
        }

        public static Target cadence(String name) {
            return new Target("cadence:" + name);
        }
    }

    /** A cadence that stands still, and why. */
    public record PausedCadence(String name, Sentence why) {}

    private RefusalPauses() {}

    /** Why it stands still; empty where it does not. */
    public static Optional<Sentence> of(StatelessSession session, Target target) {
        return session.createNativeQuery(
                        "SELECT why FROM refusal_pause WHERE target = :target AND ended_at IS NULL", String.class)
                .setParameter("target", target.key())
                .getResultStream()
                .findFirst()
                .map(SentenceJson::read);
    }

    public static List<PausedCadence> cadences(StatelessSession session) {
        return session.createNativeQuery(
                        "SELECT target, why FROM refusal_pause WHERE target LIKE 'cadence:%' AND ended_at IS NULL"
                                + " ORDER BY target",
                        Object[].class)
                .getResultStream()
                .map(row -> new PausedCadence(
                        ((String) row[0]).substring("cadence:".length()), SentenceJson.read((String) row[1])))
                .toList();
    }

    /** When a person last let it go on: what was refused before is not counted any more. */
    public static Optional<Instant> endedAt(StatelessSession session, Target target) {
        return session.createNativeQuery(
                        "SELECT ended_at FROM refusal_pause WHERE target = :target AND ended_at IS NOT NULL",
                        LocalDateTime.class)
                .setParameter("target", target.key())
                .getResultStream()
                .findFirst()
                .map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** One that stands still already keeps its reason. */
    public static void begin(StatelessSession session, Target target, Sentence why, Instant now) {
        session.createNativeMutationQuery(
                        "INSERT INTO refusal_pause (target, why, begun_at) VALUES (:target, :why, :now)"
                                + " ON DUPLICATE KEY UPDATE why = IF(ended_at IS NULL, why, VALUES(why)),"
                                + " begun_at = IF(ended_at IS NULL, begun_at, VALUES(begun_at)), ended_at = NULL")
                .setParameter("target", target.key())
                .setParameter("why", SentenceJson.write(why))
                .setParameter("now", now)
                .executeUpdate();
    }

    /** A person lets it go on; answers whether it stood still. */
    public static boolean end(StatelessSession session, Target target, Instant now) {
        return session.createNativeMutationQuery(
                                "UPDATE refusal_pause SET ended_at = :now WHERE target = :target AND ended_at IS NULL")
                        .setParameter("target", target.key())
                        .setParameter("now", now)
                        .executeUpdate()
                > 0;
    }
}
