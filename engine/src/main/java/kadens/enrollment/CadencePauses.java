package kadens.enrollment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.language.Sentence;
import kadens.mailbox.RefusalPauses;
import kadens.team.Person;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Cadences that people have paused: nothing of them leaves and no call of them opens, until somebody lets them go on. */
public final class CadencePauses {

    /** Characters of a note that are kept. */
    public static final int NOTE_CHARS_MAX = 200;

    private static final String SELECT = "SELECT c.cadence, p.name, c.note, c.begun_at, c.ending_at"
            + " FROM cadence_pause c LEFT JOIN person p ON p.id = c.person_id";

    private CadencePauses() {}

    /**
     * One that is paused.
     *
     * @param by the name of who did it; null: somebody at the command line
     * @param note why, in their words; null: they gave none
     * @param ending somebody lets it go on: what fell due meanwhile is being planned anew
     */
    public record Paused(
            String cadence,
            @Nullable String by,
            @Nullable String note,
            Instant since,
            boolean ending) {

        /** Why nothing of it leaves. @param zone in which the time is said */
        public Sentence why(ZoneId zone) {
            var at = since.atZone(zone);
            var said = by == null
                    ? Sentence.of("cadence-pause.by-command", cadence, at)
                    : Sentence.of("cadence-pause.by", cadence, at, by);
            return note == null ? said : Sentence.of("cadence-pause.noted", said, note);
        }
    }

    /** Empty where nobody has paused it. */
    public static Optional<Paused> of(StatelessSession session, String cadence) {
        return session.createNativeQuery(SELECT + " WHERE c.cadence = :cadence", Object[].class)
                .setParameter("cadence", cadence)
                .getResultStream()
                .map(CadencePauses::paused)
                .findFirst();
    }

    /** All that are paused, by name. */
    public static List<Paused> all(StatelessSession session) {
        return session.createNativeQuery(SELECT + " ORDER BY c.cadence", Object[].class)
                .getResultStream()
                .map(CadencePauses::paused)
                .toList();
    }

    /** Why nothing of a cadence leaves: a person has paused it, its mails were refused, or both. */
    public static List<Sentence> why(StatelessSession session, String cadence, ZoneId zone) {
        return Stream.of(
                        of(session, cadence).map(paused -> paused.why(zone)),
                        RefusalPauses.of(session, RefusalPauses.Target.cadence(cadence)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The names of all of which nothing leaves, for either reason. */
    public static List<String> names(StatelessSession session) {
        return Stream.concat(
                        all(session).stream().map(Paused::cadence),
                        RefusalPauses.cadences(session).stream().map(RefusalPauses.PausedCadence::name))
                .distinct()
                .toList();
    }

    /** Whether nothing of it may leave now, for either reason; two looks by primary key. */
    public static boolean stands(StatelessSession session, String cadence) {
        return session.createNativeQuery(
                                "SELECT (SELECT COUNT(*) FROM cadence_pause WHERE cadence = :cadence)"
                                        + " + (SELECT COUNT(*) FROM refusal_pause"
                                        + " WHERE target = CONCAT('cadence:', :cadence) AND ended_at IS NULL)",
                                Long.class)
                        .setParameter("cadence", cadence)
                        .getSingleResult()
                > 0;
    }

    /**
     * From now on nothing of it leaves. One that is paused already keeps who did it and when.
     *
     * @param by null: somebody at the command line
     * @return whether it was not paused before
     */
    public static boolean begin(
            StatelessSession session, String cadence, @Nullable Person by, @Nullable String note, Instant now) {
        var begun = session.createNativeMutationQuery(
                                "INSERT IGNORE INTO cadence_pause (cadence, person_id, note, begun_at)"
                                        + " VALUES (:cadence, :person, :note, :now)")
                        .setParameter("cadence", cadence)
                        .setParameter("person", by == null ? null : by.id(), Long.class)
                        .setParameter("note", note, String.class)
                        .setParameter("now", now)
                        .executeUpdate()
                > 0;
        if (!begun) { // somebody was letting it go on, and this one will not have it
            session.createNativeMutationQuery("UPDATE cadence_pause SET ending_at = NULL WHERE cadence = :cadence")
                    .setParameter("cadence", cadence)
                    .executeUpdate();
        }
        return begun;
    }

    /** It is to go on as soon as what fell due meanwhile has been planned anew; answers whether it was paused. */
    public static boolean end(StatelessSession session, String cadence, Instant now) {
        return session.createNativeMutationQuery("UPDATE cadence_pause SET ending_at = :now WHERE cadence = :cadence")
                        .setParameter("cadence", cadence)
                        .setParameter("now", now)
                        .executeUpdate()
                > 0;
    }

    /** All of it is planned anew: it goes on, unless somebody has paused it again meanwhile. */
    static void over(StatelessSession session, String cadence) {
        session.createNativeMutationQuery(
                        "DELETE FROM cadence_pause WHERE cadence = :cadence AND ending_at IS NOT NULL")
                .setParameter("cadence", cadence)
                .executeUpdate();
    }

    private static Paused paused(Object[] row) {
        return new Paused(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                ((LocalDateTime) row[3]).toInstant(ZoneOffset.UTC),
                row[4] != null);
    }
}
