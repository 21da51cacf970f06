package kadens.enrollment;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.store.Database;
import org.hibernate.StatelessSession;

/** Handing enrollments over to another mailbox, on purpose: those not yet written to, and others where it is asked for. */
public final class HandingOver {

    private final Enrollments enrollments;
    private final Cadences cadences;
    private final InstantSource clock;

    public HandingOver(Enrollments enrollments, Cadences cadences, InstantSource clock) {
        this.enrollments = enrollments;
        this.cadences = cadences;
        this.clock = clock;
    }

    /** What came of moving one enrollment. */
    public enum Outcome {
        /** It goes on from the other mailbox. */
        MOVED,
        /** So it does, but while its mailbox sent nothing its step became later than its cadence allows. */
        HELD,
        /** It has ended, was moved or is being written to in the meantime. */
        LEFT
    }

    /**
     * The ongoing enrollments of a mailbox, by id.
     *
     * @param untouched nobody was written to yet
     * @param midWay the prospect has a mail from this address, and may answer to it
     * @param beingSent a mail is on its way to the server at this moment, or a sign of one is waited for
     */
    public record Ongoing(List<Long> untouched, List<Long> midWay, List<Long> beingSent) {}

    /** What there is to hand over. */
    public Ongoing of(StatelessSession session, long mailboxId) {
        var rows = new EnrollmentRows_(session);
        var beingSent = new HashSet<>(rows.ongoingBeingSent(mailboxId));
        var written = new HashSet<>(rows.ongoingWritten(mailboxId));
        var ids = rows.ongoingIds(mailboxId);
        return new Ongoing(
                ids.stream().filter(id -> !written.contains(id)).toList(),
                ids.stream()
                        .filter(id -> written.contains(id) && !beingSent.contains(id))
                        .toList(),
                ids.stream().filter(beingSent::contains).toList());
    }

    /** How many that go on from it were written to from it. */
    public long midWay(StatelessSession session, long mailboxId) {
        return new EnrollmentRows_(session).ongoingWritten(mailboxId).size();
    }

    /**
     * Moves one enrollment.
     *
     * @param midWay whether it moves when the prospect has been written to
     */
    public Outcome move(StatelessSession session, long enrollmentId, Mailbox from, Mailbox to, boolean midWay) {
        var found = enrollments
                .locked(session, enrollmentId)
                .filter(each -> each.state().ongoing() && each.mailboxId() == from.id());
        if (found.isEmpty()
                || (hasMail(session, enrollmentId, "delivery <> DEFERRED") && !midWay)
                || hasMail(session, enrollmentId, "(delivery = SENDING or settleBy is not null or sendAgain = true)")) {
            return Outcome.LEFT;
        }
        var enrollment = found.get();
        var tooLate = tooLate(enrollment, from);
        var forgotten = forgetPutOff(session, enrollmentId);
        enrollments.handOver(session, enrollment, from, to);
        if (forgotten) {
            enrollments.note(session, enrollment, Kind.NOTE, Sentence.of("timeline.written-anew"), Evidence.NONE);
        }
        tooLate.ifPresent(why -> enrollments.hold(session, enrollment, why, Evidence.NONE));
        return tooLate.isPresent() ? Outcome.HELD : Outcome.MOVED;
    }

    /** Moves all of these to others, by free capacity; answers how many were moved, and how many of those are held. */
    public Dealt deal(Database database, Ongoing ongoing, Mailbox from, List<Mailbox> to, boolean midWay) {
        var rotation = database.transact(session -> Rotation.of(session, to, clock.instant()));
        var dealt = new Dealt(0, 0, 0);
        for (var id : Stream.concat(ongoing.untouched().stream(), midWay ? ongoing.midWay().stream() : Stream.of())
                .toList()) {
            var target = to.stream()
                    .filter(each -> each.id() == rotation.next())
                    .findFirst()
                    .orElseThrow();
            var outcome = database.transact(session -> move(session, id, from, target, midWay));
            if (outcome != Outcome.LEFT) {
                rotation.took();
            }
            dealt = dealt.and(outcome);
        }
        return dealt;
    }

    /**
     * What came of moving several.
     *
     * @param held of those moved, for they became too late
     * @param left ended, or were being written to just then
     */
    public record Dealt(long moved, long held, long left) {

        Dealt and(Outcome outcome) {
            return switch (outcome) {
                case MOVED -> new Dealt(moved + 1, held, left);
                case HELD -> new Dealt(moved + 1, held + 1, left);
                case LEFT -> new Dealt(moved, held, left + 1);
            };
        }
    }

    /** As after a standstill: handing over must not let out what was due long ago. */
    private Optional<Sentence> tooLate(Enrollment enrollment, Mailbox from) {
        return cadences.find(enrollment.cadence()) instanceof Cadence cadence
                ? Lateness.tooLate(enrollment, cadence, from.ranAt(), from.timeZone(), clock.instant())
                : Optional.empty();
    }

    private static boolean hasMail(StatelessSession session, long enrollmentId, String which) {
        return session.createSelectionQuery(
                                "select count(*) from OutgoingMessage where enrollmentId = :id and " + which,
                                Long.class)
                        .setParameter("id", enrollmentId)
                        .getSingleResult()
                > 0;
    }

    /** No server has accepted a mail that was put off, and its bytes name the old address: it is written anew. */
    private static boolean forgetPutOff(StatelessSession session, long enrollmentId) {
        session.createMutationQuery("update TimelineEntry set messageId = null where messageId in"
                        + " (select id from OutgoingMessage where enrollmentId = :id and delivery = DEFERRED)")
                .setParameter("id", enrollmentId)
                .executeUpdate();
        return session.createMutationQuery(
                                "delete from OutgoingMessage where enrollmentId = :id and delivery = DEFERRED")
                        .setParameter("id", enrollmentId)
                        .executeUpdate()
                > 0;
    }
}
