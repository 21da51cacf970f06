package kadens.enrollment;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.enrollment.Selection.Phase;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.store.Database;
import kadens.team.People;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrolls those that somebody has chosen, in the background, a batch a transaction; what is done is done. */
public final class SelectionWork {

    private static final Logger LOG = LoggerFactory.getLogger(SelectionWork.class);
    private static final int BATCH = 100;
    private static final int ATTEMPTS_MAX = 5;

    private final Database database;
    private final Cadences cadences;
    private final Mailboxes mailboxes;
    private final Enrolling enrolling;
    private final Enrollments enrollments;
    private final InstantSource clock;

    public SelectionWork(
            Database database,
            Cadences cadences,
            Mailboxes mailboxes,
            Enrolling enrolling,
            Enrollments enrollments,
            InstantSource clock) {
        this.database = database;
        this.cadences = cadences;
        this.mailboxes = mailboxes;
        this.enrolling = enrolling;
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** Begins; the caller has looked at cadence and mailboxes. False where it has begun before. */
    public boolean start(StatelessSession session, long id, Cadence cadence, List<Mailbox> from, boolean again) {
        var selection = Selections.locked(session, id);
        if (selection.phase() != Phase.CHOSEN) {
            return false;
        }
        selection.begin(cadence.name(), from.stream().map(Mailbox::id).toList(), again, clock.instant());
        session.update(selection);
        Selections.beat(session, id);
        begin(id);
        return true;
    }

    /** Goes on with one that broke off. */
    public boolean goOn(StatelessSession session, long id) {
        var selection = Selections.locked(session, id);
        if (selection.phase() != Phase.INTERRUPTED) {
            return false;
        }
        selection.state = Phase.ENROLLING.word();
        session.update(selection);
        Selections.beat(session, id);
        begin(id);
        return true;
    }

    /** Stops those that have got nothing yet; answers how many. */
    public long undo(long id, Sentence why) {
        long stopped = 0;
        long after = 0;
        while (true) {
            var from = after;
            var batch = database.transact(session -> session.createNativeQuery("""
                            SELECT enrollment_id FROM selected
                            WHERE selection_id = :id AND enrollment_id > :after ORDER BY enrollment_id LIMIT :limit
                            """, Long.class)
                    .setParameter("id", id)
                    .setParameter("after", from)
                    .setParameter("limit", BATCH)
                    .getResultList());
            if (batch.isEmpty()) {
                return stopped;
            }
            stopped += database.transact(session -> batch.stream()
                    .flatMap(each -> enrollments.locked(session, each).stream())
                    .filter(enrollment -> hasGotNothing(session, enrollment))
                    .peek(enrollment -> enrollments.stop(session, enrollment, StopReason.BY_HAND, why, Evidence.NONE))
                    .count());
            after = batch.getLast();
        }
    }

    private static boolean hasGotNothing(StatelessSession session, Enrollment enrollment) {
        return enrollment.state.ongoing()
                && enrollment.lastStepAt == null
                && session.createNativeQuery("SELECT 1 FROM message WHERE enrollment_id = :id LIMIT 1", Integer.class)
                        .setParameter("id", enrollment.id)
                        .getResultList()
                        .isEmpty();
    }

    private void begin(long id) {
        Thread.ofVirtual().name("enroll-" + id).start(() -> {
            try {
                database.transactAlone(session -> Selections.beat(session, id)); // waits for what began it
                run(id);
            } catch (RuntimeException e) {
                LOG.warn("Enrolling selection {} broke off; who was enrolled stays so, and it can go on.", id, e);
                breaksOff(id);
            }
        });
    }

    private void run(long id) {
        var selection =
                database.transact(session -> Selections.byId(session, id)).orElseThrow();
        if (selection.phase() != Phase.ENROLLING
                || !(cadences.find(String.valueOf(selection.cadence)) instanceof Cadence cadence)) {
            breaksOff(id);
            return;
        }
        var from = database.transact(session -> selection.mailboxes().stream()
                .flatMap(each -> mailboxes.byId(session, each).stream())
                .filter(mailbox -> Mailboxes.mayNotSend(session, mailbox).isEmpty())
                .collect(Collectors.toMap(Mailbox::id, mailbox -> mailbox)));
        if (from.isEmpty()) {
            breaksOff(id);
            return;
        }
        var rotation = database.transact(session -> Rotation.of(session, List.copyOf(from.values()), clock.instant()));
        while (attempt(selection, cadence, from, rotation, 1)) {}
        database.transactAlone(session -> {
            var done = Selections.locked(session, id);
            done.state = Phase.ENROLLED.word();
            done.endedAt = clock.instant();
            session.update(done);
        });
    }

    /** What is in the way for a while may be out of it the next time. */
    private boolean attempt(
            Selection selection, Cadence cadence, Map<Long, Mailbox> from, Rotation rotation, int number) {
        try {
            return database.transact(session -> batch(session, selection, cadence, from, rotation));
        } catch (RuntimeException e) {
            if (number == ATTEMPTS_MAX || !Database.isPassing(e)) {
                throw e;
            }
        }
        return attempt(selection, cadence, from, rotation, number + 1);
    }

    private boolean batch(
            StatelessSession session,
            Selection selection,
            Cadence cadence,
            Map<Long, Mailbox> from,
            Rotation rotation) {
        var ids = session.createNativeQuery(
                        "SELECT prospect_id FROM selected WHERE selection_id = :id AND NOT done"
                                + " ORDER BY prospect_id LIMIT :limit",
                        Long.class)
                .setParameter("id", selection.id)
                .setParameter("limit", BATCH)
                .getResultList();
        if (ids.isEmpty()) {
            return false;
        }
        var sight = Sight.of(session, People.get(session, selection.personId));
        var prospects = new HashMap<Long, Prospect>();
        Prospects.withIds(session, ids).stream()
                .filter(prospect -> sight.includes(prospect.ownerId()))
                .forEach(prospect -> prospects.put(prospect.id(), prospect));
        enrolling.reserve(
                session,
                prospects.values().stream()
                        .sorted(Comparator.comparing(Prospect::email))
                        .toList());
        for (var id : ids) {
            var prospect = prospects.get(id);
            if (prospect == null) {
                note(session, selection.id, id, null, Sentence.of("enroll.gone"));
            } else {
                enroll(session, selection, prospect, cadence, from, rotation);
            }
        }
        Selections.beat(session, selection.id);
        return true;
    }

    private void enroll(
            StatelessSession session,
            Selection selection,
            Prospect prospect,
            Cadence cadence,
            Map<Long, Mailbox> from,
            Rotation rotation) {
        var mailbox =
                from.getOrDefault(rotation.next(), from.values().iterator().next());
        switch (enrolling.enroll(session, prospect, cadence, mailbox, selection.again)) {
            case EnrollOutcome.Enrolled(var enrollment) -> {
                rotation.took();
                note(
                        session,
                        selection.id,
                        prospect.id(),
                        enrollment.id,
                        enrollment.state == State.HELD ? enrollment.reason() : null);
            }
            case EnrollOutcome.NotEnrolled(var _, var why) -> note(session, selection.id, prospect.id(), null, why);
        }
    }

    private static void note(
            StatelessSession session,
            long selectionId,
            long prospectId,
            @Nullable Long enrollmentId,
            @Nullable Sentence why) {
        session.createNativeMutationQuery("UPDATE selected SET done = TRUE, enrollment_id = :enrollment, reason = :why"
                        + " WHERE selection_id = :id AND prospect_id = :prospect")
                .setParameter("enrollment", enrollmentId, Long.class)
                .setParameter("why", why == null ? null : SentenceJson.write(why), String.class)
                .setParameter("id", selectionId)
                .setParameter("prospect", prospectId)
                .executeUpdate();
    }

    private void breaksOff(long id) {
        try {
            database.transactAlone(session -> session.createNativeMutationQuery(
                            "UPDATE selection SET state = 'interrupted' WHERE id = :id AND state = 'enrolling'")
                    .setParameter("id", id)
                    .executeUpdate());
        } catch (RuntimeException e) {
            LOG.debug("That selection {} broke off is noticed when its page is opened.", id, e);
        }
    }
}
