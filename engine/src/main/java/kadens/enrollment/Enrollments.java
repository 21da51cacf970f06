package kadens.enrollment;

import jakarta.data.Limit;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.plan.Plan;
import kadens.plan.Planned;
import kadens.prospect.Prospect;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Every transition of an enrollment is made here, and written to its timeline in the same transaction.
 *
 * <p>An enrollment that has ended stays ended: late news is told to the timeline and changes nothing.
 */
public final class Enrollments {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NextSteps nextSteps;
    private final InstantSource clock;

    public Enrollments(NextSteps nextSteps, InstantSource clock) {
        this.nextSteps = nextSteps;
        this.clock = clock;
    }

    /** The enrollment with this id, who is changed by nobody else until the transaction ends; empty if there is none. */
    public Optional<Enrollment> locked(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Enrollment.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    /** The same as {@link #locked}, but for one that somebody else is changing: it is passed over. */
    public Optional<Enrollment> lockedUnlessBusy(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Enrollment.class, id, LockMode.UPGRADE_SKIPLOCKED));
    }

    /** Those with these ids, locked, by id. */
    public Map<Long, Enrollment> locked(StatelessSession session, Collection<Long> ids) {
        return lockedBy(session, ids, "FOR UPDATE");
    }

    /** The same, passing over those that somebody else is changing. */
    public Map<Long, Enrollment> lockedUnlessBusy(StatelessSession session, Collection<Long> ids) {
        return lockedBy(session, ids, "FOR UPDATE SKIP LOCKED");
    }

    /** In the order of their ids, so that two who lock several wait for each other and no more. */
    private static Map<Long, Enrollment> lockedBy(StatelessSession session, Collection<Long> ids, String lock) {
        return ids.isEmpty()
                ? Map.of()
                : session.createNativeQuery(
                                "SELECT * FROM enrollment WHERE id IN (:ids) ORDER BY id " + lock, Enrollment.class)
                        .setParameterList("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(Enrollment::id, each -> each));
    }

    /** The ongoing enrollment of a prospect, locked; at most one by the database's rule. */
    public Optional<Enrollment> ongoingOf(StatelessSession session, long prospectId) {
        return new EnrollmentRows_(session).ongoingOf(prospectId).flatMap(found -> locked(session, found.id));
    }

    /** The ongoing enrollment of a prospect, else the latest, locked. */
    public Optional<Enrollment> latestOf(StatelessSession session, long prospectId) {
        return ongoingOf(session, prospectId)
                .or(() -> ofProspect(session, prospectId).reversed().stream()
                        .findFirst()
                        .flatMap(latest -> locked(session, latest.id)));
    }

    /**
     * The ongoing enrollments with prospects of a company that has one of these domains, locked: those of the mailbox, and
     * those that were written to from it before they were handed over.
     */
    public List<Enrollment> ongoingAtCompany(StatelessSession session, long mailboxId, List<String> domains, int max) {
        return locked(session, new EnrollmentRows_(session).ongoingAtCompany(mailboxId, domains, Limit.of(max)));
    }

    /** The same with prospects of these names; rides prospect_name. */
    public List<Enrollment> ongoingOfName(
            StatelessSession session, long mailboxId, List<String> firstNames, List<String> lastNames, int max) {
        return locked(
                session, new EnrollmentRows_(session).ongoingOfName(mailboxId, firstNames, lastNames, Limit.of(max)));
    }

    private List<Enrollment> locked(StatelessSession session, List<Enrollment> found) {
        return found.stream().flatMap(each -> locked(session, each.id).stream()).toList();
    }

    /** The enrollment that the address of an answer names. */
    public Optional<Enrollment> byReplyToken(StatelessSession session, String replyToken) {
        return new EnrollmentRows_(session).byReplyToken(replyToken);
    }

    /**
     * The ongoing enrollments of the others of the prospect's company, whichever mailbox they are written to from. Only
     * those that are concerned are locked: two colleagues who answer at once do not wait for each other otherwise.
     */
    public List<Enrollment> ongoingColleagues(
            StatelessSession session, Prospect prospect, Predicate<Enrollment> concerned) {
        var accountId = prospect.accountId();
        return accountId == null
                ? List.of()
                : locked(
                        session,
                        new EnrollmentRows_(session)
                                .ongoingColleagues(accountId, prospect.id()).stream()
                                        .filter(concerned)
                                        .toList());
    }

    /** Remembers, the first time, that the unsubscribe link in one of its mails was used: it counts as their result. */
    public void linkUsed(StatelessSession session, Enrollment enrollment) {
        session.createNativeMutationQuery(
                        "UPDATE enrollment SET unsubscribed_at = COALESCE(unsubscribed_at, :now)" + " WHERE id = :id")
                .setParameter("now", clock.instant())
                .setParameter("id", enrollment.id)
                .executeUpdate();
    }

    /** The enrollment that an unsubscribe link names. */
    public Optional<Enrollment> byToken(StatelessSession session, String unsubscribeToken) {
        return new EnrollmentRows_(session).byToken(unsubscribeToken);
    }

    /** All enrollments of a prospect, oldest first. */
    public List<Enrollment> ofProspect(StatelessSession session, long prospectId) {
        return new EnrollmentRows_(session).ofProspect(prospectId);
    }

    /** Starts a prospect on a cadence; the caller has checked that they may be. */
    Enrollment start(StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox) {
        var now = clock.instant();
        var enrollment =
                new Enrollment(prospect.id(), mailbox.id(), cadence.name(), seed(prospect, cadence), newToken(), now);
        enrollment.replyToken = newReplyToken();
        var first = new NextSteps.Found(cadence, cadence.first(), prospect, mailbox, false);
        var planned = nextSteps.plan(session, enrollment, first, now);
        take(enrollment, first, planned, now);
        new EnrollmentRows_(session).insert(enrollment);
        write(
                session,
                enrollment,
                Kind.ENROLLED,
                Sentence.of("timeline.enrolled", cadence.title(), mailbox.address()),
                Evidence.NONE);
        tellIfHeld(session, enrollment);
        return enrollment;
    }

    /** The same for everybody who asks, so that what a forecast shows before enrolling is what happens after it. */
    static long seed(Prospect prospect, Cadence cadence) {
        return new SplittableRandom(31 * prospect.id() + cadence.name().hashCode()).nextLong();
    }

    /** The step's mail is out: goes on to the next step, unless the enrollment has ended since. */
    public void sent(Facts facts, Enrollment enrollment, OutgoingMessage message, Sentence how, Instant at) {
        var session = facts.session();
        enrollment.stepDone(message.stepKey(), at);
        write(session, enrollment, Kind.SENT, how, Evidence.message(message.id()));
        if (enrollment.state == State.ACTIVE || enrollment.heldForTemplate()) {
            advance(facts, enrollment);
        } else {
            update(session, enrollment);
        }
    }

    /** Nobody knows whether the step's mail is out: waits for a sign of it, and sends nothing meanwhile. */
    void awaitSign(
            StatelessSession session, Enrollment enrollment, OutgoingMessage message, Sentence why, Instant until) {
        write(session, enrollment, Kind.SENT, why, Evidence.message(message.id()));
        if (enrollment.state == State.ACTIVE || enrollment.heldForTemplate()) {
            enrollment.pause(why, until, clock.instant());
            update(session, enrollment);
        }
    }

    /** What was waited for is known, or taken as known: the step's mail was out when it was claimed. */
    void signCame(StatelessSession session, Enrollment enrollment, OutgoingMessage message, Sentence how) {
        write(session, enrollment, Kind.NOTE, how, Evidence.message(message.id()));
        if (!enrollment.state.ongoing()) {
            return;
        }
        var waited = enrollment.waitsForSign() || enrollment.isBefore(message.stepKey());
        enrollment.stepDone(message.stepKey(), message.claimedAt());
        if (waited) {
            advance(session, enrollment);
        } else {
            update(session, enrollment);
        }
    }

    /** The step's mail goes out once more, judged like any other; where it rests for another reason, after that. */
    void sendAgain(StatelessSession session, Enrollment enrollment, OutgoingMessage message, Sentence why) {
        var now = clock.instant();
        write(session, enrollment, Kind.NOTE, why, Evidence.message(message.id()));
        var moves = enrollment.waitsForSign() || enrollment.state == State.ACTIVE;
        enrollment.stepUndone(message.stepKey());
        if (!moves) {
            update(session, enrollment);
        } else if (nextSteps.find(session, enrollment) instanceof NextSteps.Found next
                && next.step().key().equals(message.stepKey())) {
            var plan = new Plan(now, List.of(Sentence.of("plan.send-again")));
            enrollment.planStep(message.stepKey(), next.lane(), plan, now); // the window is judged then
            update(session, enrollment);
        } else {
            advance(session, enrollment);
        }
    }

    /** A call or task step is due: a person has to do it. */
    public void openTask(StatelessSession session, Enrollment enrollment, Step step) {
        var now = clock.instant();
        var rows = new TaskRows_(session);
        if (!isOpen(session, enrollment, step)) { // it was opened before a pause or a hold
            var task = new Task();
            task.enrollmentId = enrollment.id;
            task.stepKey = step.key();
            task.type = step.type().name().toLowerCase(Locale.ROOT);
            task.title = step.title().substring(0, Math.min(step.title().length(), Task.TITLE_CHARS_MAX));
            task.instructions = step.instructions();
            task.openedAt = now;
            rows.insert(task);
        }
        var why = Sentence.of("timeline.task-opened", step.title());
        enrollment.await(step.key(), why, now);
        write(session, enrollment, Kind.TASK, why, Evidence.NONE);
        update(session, enrollment);
    }

    /** One that was opened when the step had another key becomes this step's. */
    private boolean isOpen(StatelessSession session, Enrollment enrollment, Step step) {
        var keys = cadenceOf(enrollment)
                .map(cadence -> nextSteps.names(session, cadence).of(step.key()))
                .orElse(Set.of(step.key()));
        var rows = new TaskRows_(session);
        var open = rows.ofEnrollment(enrollment.id).stream()
                .filter(task -> task.doneAt == null && keys.contains(task.stepKey))
                .findFirst();
        open.filter(task -> !task.stepKey.equals(step.key())).ifPresent(task -> {
            task.stepKey = step.key();
            rows.update(task);
        });
        return open.isPresent();
    }

    /** A person has done the open call or task. Doing it twice changes nothing. */
    public void taskDone(StatelessSession session, Enrollment enrollment) {
        var stepKey = enrollment.stepKey;
        if (enrollment.state != State.WAITING || stepKey == null) {
            return;
        }
        var now = clock.instant();
        var rows = new TaskRows_(session);
        rows.ofStep(enrollment.id, stepKey).ifPresent(task -> {
            task.doneAt = now;
            rows.update(task);
            enrollment.stepDone(task.stepKey, now);
            write(session, enrollment, Kind.TASK, Sentence.of("timeline.task-done", task.title), Evidence.NONE);
        });
        advance(session, enrollment);
    }

    /** Ends the enrollment. One that has ended keeps its end; the news is told all the same. */
    public void stop(
            StatelessSession session, Enrollment enrollment, StopReason reason, Sentence why, Evidence evidence) {
        if (!enrollment.state.ongoing()) {
            noteWithoutChange(session, enrollment, why, evidence);
            return;
        }
        Undoing.keep(session, enrollment, evidence, true);
        enrollment.stop(reason, why, clock.instant());
        changed(session, enrollment, Kind.STOPPED, why, evidence);
    }

    /**
     * Rests until an instant, or until a person resumes it where that is null.
     *
     * <p>So does one that is held for its template: mended in between, it must not go on while the prospect is away.
     */
    public void pause(
            StatelessSession session, Enrollment enrollment, @Nullable Instant until, Sentence why, Evidence evidence) {
        if (!enrollment.mayPauseUntil(until)) {
            noteWithoutChange(session, enrollment, why, evidence);
            return;
        }
        Undoing.keep(session, enrollment, evidence, true);
        enrollment.pause(why, until, clock.instant());
        changed(session, enrollment, Kind.PAUSED, why, evidence);
    }

    /** Sends nothing more until a person has decided. */
    public void hold(StatelessSession session, Enrollment enrollment, Sentence why, Evidence evidence) {
        if (!enrollment.state.ongoing()) {
            noteWithoutChange(session, enrollment, why, evidence);
            return;
        }
        Undoing.keep(session, enrollment, evidence, true);
        enrollment.hold(why, clock.instant());
        changed(session, enrollment, Kind.HELD, why, evidence);
    }

    /** It rests again as it did before a mail that is undone. */
    void restore(StatelessSession session, Enrollment enrollment, Consequence before, Kind kind) {
        enrollment.restore(before, clock.instant());
        write(session, enrollment, kind, Objects.requireNonNull(enrollment.reason()), Evidence.NONE);
        update(session, enrollment);
    }

    /** Goes on from wherever it was, planned anew from now. */
    void goOn(StatelessSession session, Enrollment enrollment, Sentence why) {
        write(session, enrollment, Kind.RESUMED, why, Evidence.NONE);
        UncertainSends.takeAsSent(session, enrollment);
        advance(session, enrollment);
    }

    /** Goes on after a pause or a hold, planned anew from now. */
    public void resume(StatelessSession session, Enrollment enrollment, Sentence why) {
        if (enrollment.state != State.PAUSED && enrollment.state != State.HELD) {
            return;
        }
        goOn(session, enrollment, why);
    }

    /** Whether the pause of any of a mailbox has run out. */
    public boolean anyRested(StatelessSession session, long mailboxId) {
        return !new EnrollmentRows_(session)
                .restedUntil(mailboxId, clock.instant())
                .isEmpty();
    }

    /** Resumes the enrollments of a mailbox whose pause has run out. */
    public void resumeRested(StatelessSession session, long mailboxId) {
        for (var rested : new EnrollmentRows_(session).restedUntil(mailboxId, clock.instant())) {
            locked(session, rested.id)
                    .filter(found -> found.state == State.PAUSED)
                    .ifPresent(found -> resume(session, found, Sentence.of("timeline.pause-over")));
        }
    }

    /** How many enrollments are in each state; states without any are left out. */
    public Map<State, Long> countsByState(StatelessSession session) {
        return session.createSelectionQuery("select state, count(*) from Enrollment group by state", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (State) row[0], row -> (Long) row[1]));
    }

    /** How many steps of a mailbox have fallen due. */
    public long dueCount(StatelessSession session, long mailboxId, Instant now) {
        return new EnrollmentRows_(session).dueCount(mailboxId, now);
    }

    /** Enrollments of a mailbox that wait for a decision, longest first. */
    public List<Enrollment> heldOf(StatelessSession session, long mailboxId) {
        return new EnrollmentRows_(session).heldOf(mailboxId);
    }

    /**
     * Enrollments of a mailbox that wait for a template or a cadence to be mended, locked, by id.
     *
     * @param after the id behind which to begin
     */
    public List<Enrollment> heldForTemplates(StatelessSession session, long mailboxId, long after, int max) {
        return new EnrollmentRows_(session)
                .heldForTemplates(mailboxId, after, Limit.of(max)).stream()
                        .flatMap(found -> locked(session, found.id).stream())
                        .filter(found -> found.state == State.HELD)
                        .toList();
    }

    /** Whether there are any, unlocked. */
    public boolean anyHeldForTemplates(StatelessSession session, long mailboxId) {
        return !new EnrollmentRows_(session)
                .heldForTemplates(mailboxId, 0, Limit.of(1))
                .isEmpty();
    }

    /** Another time for the same step, with its reasons; it keeps its place in the queue. No news for the timeline. */
    public void replan(StatelessSession session, Enrollment enrollment, Plan plan) {
        enrollment.postpone(plan, clock.instant());
        update(session, enrollment);
    }

    /** Other rules hold: another time for a step that has not fallen due, or a hold where there is none any more. */
    void planAnew(StatelessSession session, Enrollment enrollment, NextSteps.Found next, Planned planned) {
        var now = clock.instant();
        switch (planned) {
            case Plan plan -> enrollment.planAnew(plan, now);
            case Planned.Never never -> take(enrollment, next, never, now);
        }
        tellIfHeld(session, enrollment);
        update(session, enrollment);
    }

    /** Goes on from another mailbox, planned anew by its calendars. A step that is late stays late. */
    void handOver(StatelessSession session, Enrollment enrollment, Mailbox from, Mailbox to) {
        var now = clock.instant();
        var stepKey = enrollment.stepKey;
        var dueSince = enrollment.dueSince;
        enrollment.handOver(to.id(), now);
        var what = Sentence.of("timeline.handed-over", from.address(), to.address());
        write(session, enrollment, Kind.NOTE, what, Evidence.NONE);
        if (enrollment.state != State.ACTIVE) {
            update(session, enrollment);
            return;
        }
        advance(session, enrollment);
        if (dueSince != null && !dueSince.isAfter(now) && Objects.equals(stepKey, enrollment.stepKey)) {
            enrollment.wasDueSince(dueSince);
            update(session, enrollment);
        }
    }

    /** Whether there is a time for the step to come. */
    public boolean hasTime(StatelessSession session, Enrollment enrollment, NextSteps.Found next) {
        return nextSteps.plan(session, enrollment, next, clock.instant()) instanceof Plan;
    }

    /** How many are on the way from a mailbox. */
    public long ongoingCount(StatelessSession session, long mailboxId) {
        return new EnrollmentRows_(session).ongoingCount(mailboxId);
    }

    /** Tells the timeline something that changes nothing. */
    public void note(StatelessSession session, Enrollment enrollment, Kind kind, Sentence what, Evidence evidence) {
        write(session, enrollment, kind, what, evidence);
    }

    /** The cadence that it goes through; empty where that is broken or gone. */
    public Optional<Cadence> cadenceOf(Enrollment enrollment) {
        return nextSteps.cadence(enrollment.cadence());
    }

    private void noteWithoutChange(StatelessSession session, Enrollment enrollment, Sentence why, Evidence evidence) {
        Undoing.keep(session, enrollment, evidence, false);
        write(session, enrollment, Kind.NOTE, why, evidence);
    }

    private void changed(StatelessSession session, Enrollment enrollment, Kind kind, Sentence why, Evidence evidence) {
        enrollment.becauseInbound = evidence.inboundId();
        write(session, enrollment, kind, why, evidence);
        update(session, enrollment);
    }

    /** Plans the first step not yet done, or finishes. */
    public void advance(StatelessSession session, Enrollment enrollment) {
        advance(Facts.of(session, enrollment), enrollment);
    }

    private void advance(Facts facts, Enrollment enrollment) {
        var session = facts.session();
        var now = clock.instant();
        switch (nextSteps.find(facts, enrollment)) {
            case NextSteps.Found next -> {
                take(enrollment, next, nextSteps.plan(facts, enrollment, next, List.of(), now), now);
                tellIfHeld(session, enrollment);
            }
            case NextSteps.AllDone _ -> {
                var why = Sentence.of("timeline.finished");
                enrollment.finish(why, now);
                write(session, enrollment, Kind.FINISHED, why, Evidence.NONE);
            }
            case NextSteps.NoCadence(var loaded) -> {
                var why = missing(loaded);
                enrollment.hold(why, now);
                write(session, enrollment, Kind.HELD, why, Evidence.NONE);
            }
        }
        update(session, enrollment);
    }

    private static void take(Enrollment enrollment, NextSteps.Found next, Planned planned, Instant now) {
        switch (planned) {
            case Plan plan -> enrollment.planStep(next.step().key(), next.lane(), plan, now);
            case Planned.Never(var why) ->
                enrollment.hold(Sentence.of("hold.no-time", next.step().title(), why), now);
        }
    }

    private void tellIfHeld(StatelessSession session, Enrollment enrollment) {
        var why = enrollment.reason();
        if (enrollment.state == State.HELD && why != null) {
            write(session, enrollment, Kind.HELD, why, Evidence.NONE);
        }
    }

    private static Sentence missing(Loaded loaded) {
        return loaded instanceof Loaded.Broken broken
                ? Sentence.of(
                        "hold.cadence-broken", broken.problems().getFirst().toString())
                : Sentence.of("hold.cadence-missing", loaded.name());
    }

    private static void update(StatelessSession session, Enrollment enrollment) {
        new EnrollmentRows_(session).update(enrollment);
    }

    private void write(
            StatelessSession session, Enrollment enrollment, Kind kind, Sentence sentence, Evidence evidence) {
        session.insert(new TimelineEntry(enrollment.id, clock.instant(), kind, sentence, evidence));
    }

    /** Short enough for the local part of an address (RFC 5321, 4.5.3.1.1), in letters that survive lower-casing. */
    private static String newReplyToken() {
        return HexFormat.of().toHexDigits(RANDOM.nextLong(), 12);
    }

    static String newToken() {
        var random = new byte[24];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
