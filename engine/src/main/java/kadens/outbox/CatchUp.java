package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.Lateness;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * After a standstill: steps that it made later than their cadence allows are held for a person. The others stay due and
 * leave by the usual limits, the oldest first, inside their windows.
 *
 * <p>Waiting for a mailbox that runs but is full is no lateness: that is what caps are for, and the forecast tells it.
 */
final class CatchUp {

    /** Shorter pauses between two runs are nothing special. */
    static final Duration STANDSTILL = Duration.ofHours(1);

    private static final int BATCH = 200;

    private final Cadences cadences;
    private final Enrollments enrollments;
    private final InstantSource clock;

    CatchUp(Cadences cadences, Enrollments enrollments, InstantSource clock) {
        this.cadences = cadences;
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** Whether the mailbox stood still until this run. */
    boolean isNeeded(Mailbox mailbox) {
        var since = mailbox.ranAt();
        return since == null || Duration.between(since, clock.instant()).compareTo(STANDSTILL) >= 0;
    }

    /** To be called before anything is sent, until a run has gone well: only that ends the standstill. */
    void holdTooLate(Lease lease, Instant horizonAt) {
        var mailbox = lease.mailbox();
        if (!isNeeded(mailbox)) {
            return;
        }
        var since = mailbox.ranAt();
        for (var cadence : lease.transact(session -> DueSteps.cadences(session, mailbox.id(), horizonAt))) {
            if (cadences.find(cadence) instanceof Cadence found && found.latenessLimit() != null) {
                holdTooLate(lease, found, since, horizonAt);
            }
        }
    }

    private void holdTooLate(Lease lease, Cadence cadence, @Nullable Instant stoodSince, Instant horizonAt) {
        var mailbox = lease.mailbox();
        List<Long> batch = List.of();
        do {
            var after = batch.isEmpty() ? 0 : batch.getLast();
            batch = lease.transact(session -> {
                var ids = DueSteps.ofCadence(session, mailbox.id(), cadence.name(), horizonAt, after, BATCH);
                ids.forEach(id -> enrollments
                        .locked(session, id)
                        .ifPresent(found -> judge(session, found, mailbox, cadence, stoodSince)));
                return ids;
            });
        } while (batch.size() == BATCH);
    }

    private void judge(
            StatelessSession session,
            Enrollment enrollment,
            Mailbox mailbox,
            Cadence cadence,
            @Nullable Instant stoodSince) {
        Lateness.tooLate(enrollment, cadence, stoodSince, mailbox.timeZone(), clock.instant())
                .ifPresent(why -> enrollments.hold(session, enrollment, why, Evidence.NONE));
    }
}
