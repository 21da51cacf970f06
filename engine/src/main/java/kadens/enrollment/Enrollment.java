package kadens.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import kadens.plan.Lane;
import kadens.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * One prospect going through one cadence from one mailbox.
 *
 * <p>Its transitions are the methods of this class and are called by {@link Enrollments} alone, which writes each of
 * them to the timeline.
 */
@Entity
public final class Enrollment {

    private static final Set<String> SIGN_IS_WAITED_FOR = Set.of("send.uncertain", "send.undecided");

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "enrollment_seq", allocationSize = 100)
    long id;

    long prospectId;
    long mailboxId;
    String cadence = "";

    @Enumerated(EnumType.STRING)
    State state = State.ACTIVE;

    @Enumerated(EnumType.STRING)
    @Nullable
    StopReason stopReason;

    @Nullable
    String reason;

    @Nullable
    String stepKey;

    @Nullable
    Instant dueAt;

    @Nullable
    Instant dueSince;

    @Nullable
    String lane;

    @Nullable
    String plan;

    @Nullable
    Instant resumeAt;

    @Nullable
    String lastStepKey;

    @Nullable
    Instant lastStepAt;

    @Nullable
    Long becauseInbound;

    long seed;
    String unsubscribeToken = "";

    @Nullable
    String replyToken;

    Instant enrolledAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;

    @Version
    int version;

    Enrollment() {}

    Enrollment(long prospectId, long mailboxId, String cadence, long seed, String unsubscribeToken, Instant now) {
        this.prospectId = prospectId;
        this.mailboxId = mailboxId;
        this.cadence = cadence;
        this.seed = seed;
        this.unsubscribeToken = unsubscribeToken;
        this.enrolledAt = now;
        this.changedAt = now;
    }

    /** Somebody who is not enrolled, as they would be now; never stored. */
    static Enrollment wouldBe(long id, Outlook.WouldBe one, Instant now) {
        var enrollment = new Enrollment(
                one.prospect().id(),
                one.mailbox().id(),
                one.cadence().name(),
                Enrollments.seed(one.prospect(), one.cadence()),
                "",
                now);
        enrollment.id = id;
        return enrollment;
    }

    public long id() {
        return id;
    }

    public long prospectId() {
        return prospectId;
    }

    public long mailboxId() {
        return mailboxId;
    }

    /** The cadence's folder name. */
    public String cadence() {
        return cadence;
    }

    public State state() {
        return state;
    }

    /** Null unless stopped. */
    public @Nullable StopReason stopReason() {
        return stopReason;
    }

    /** Why the state is what it is; null while active. */
    public @Nullable Sentence reason() {
        return reason == null ? null : SentenceJson.read(reason);
    }

    /** The step to come; null when there is none. */
    public @Nullable String stepKey() {
        return stepKey;
    }

    /** When the step to come goes out by the planner; null unless active. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    /** When the step to come first fell due, whatever made it wait since; null unless active. */
    public @Nullable Instant dueSince() {
        return dueSince;
    }

    /** Whose turn the step to come waits for; null unless active. */
    public @Nullable Lane lane() {
        return lane == null ? null : Lane.ofWord(lane);
    }

    /** The ordered reasons for {@link #dueAt}. */
    public List<Sentence> planReasons() {
        return plan == null ? List.of() : SentenceJson.readList(plan);
    }

    /** When a pause ends by itself; null where a person ends it. */
    public @Nullable Instant resumeAt() {
        return resumeAt;
    }

    /** The step before, as it was really sent or done; null before the first. */
    public @Nullable String lastStepKey() {
        return lastStepKey;
    }

    public @Nullable Instant lastStepAt() {
        return lastStepAt;
    }

    /** The incoming mail to which it owes its state; null where it owes it to none. */
    public @Nullable Long becauseInbound() {
        return becauseInbound;
    }

    /** What makes this enrollment's jitter repeatable. */
    public long seed() {
        return seed;
    }

    /** The secret part of the unsubscribe link. */
    public String unsubscribeToken() {
        return unsubscribeToken;
    }

    /** The secret part of the address that answers go to, where the mailbox has such; null in rows that others wrote. */
    public @Nullable String replyToken() {
        return replyToken;
    }

    public Instant enrolledAt() {
        return enrolledAt;
    }

    /** Another one after each change. */
    public int version() {
        return version;
    }

    public Instant changedAt() {
        return changedAt;
    }

    /** Whether this step is planned to go out. */
    boolean isBefore(String key) {
        return state == State.ACTIVE && key.equals(stepKey);
    }

    /** Whether it waits to know if its last mail is out. */
    boolean waitsForSign() {
        var why = reason();
        return (state == State.PAUSED || state == State.HELD) && why != null && SIGN_IS_WAITED_FOR.contains(why.key());
    }

    /** Whether it waits for a template or cadence to be mended, and for no decision about the prospect. */
    boolean heldForTemplate() {
        var why = reason();
        return state == State.HELD && why != null && why.key().startsWith("hold.");
    }

    /**
     * Whether a pause until then (null: until a person resumes) may begin: it never shortens one that lasts longer, such
     * as one made by hand, and never ends a hold that needs a decision.
     */
    boolean mayPauseUntil(@Nullable Instant until) {
        return switch (state) {
            case ACTIVE -> true;
            case PAUSED -> until == null || (resumeAt != null && until.isAfter(resumeAt));
            case HELD -> heldForTemplate() || waitsForSign();
            case WAITING -> until == null; // by a person: the call that is open is opened again when it goes on
            case FINISHED, STOPPED -> false;
        };
    }

    void planStep(String stepKey, Lane lane, Plan plan, Instant now) {
        become(State.ACTIVE, null, now);
        this.stepKey = stepKey;
        this.lane = lane.word();
        this.dueAt = plan.at();
        this.dueSince = plan.at();
        this.plan = SentenceJson.write(plan.reasons());
    }

    /** The same step at another time; its place in the queue stays. */
    void postpone(Plan plan, Instant now) {
        if (state == State.ACTIVE) {
            this.dueAt = plan.at();
            this.plan = SentenceJson.write(plan.reasons());
            this.changedAt = now;
        }
    }

    /** The same step by other rules, before it has fallen due. */
    void planAnew(Plan plan, Instant now) {
        if (state == State.ACTIVE) {
            // One that fell due before and had to wait keeps its place in the queue.
            dueSince = dueSince == null || dueSince.isAfter(now) ? plan.at() : dueSince;
            postpone(plan, now);
        }
    }

    /** From another mailbox from now on. */
    void handOver(long mailboxId, Instant now) {
        this.mailboxId = mailboxId;
        this.changedAt = now;
    }

    /** Since when the step is due, where it was due before something else was changed. */
    void wasDueSince(Instant since) {
        if (state == State.ACTIVE) {
            this.dueSince = since;
        }
    }

    void stepDone(String key, Instant at) {
        this.lastStepKey = key;
        this.lastStepAt = at;
    }

    /** The step before is to come once more. What it was counted from has passed, whatever that was. */
    void stepUndone(String key) {
        if (key.equals(lastStepKey)) {
            this.lastStepKey = null;
            this.lastStepAt = null;
        }
    }

    void await(String stepKey, Sentence why, Instant now) {
        become(State.WAITING, why, now);
        this.stepKey = stepKey;
    }

    void pause(Sentence why, @Nullable Instant until, Instant now) {
        become(State.PAUSED, why, now);
        this.resumeAt = until;
    }

    void hold(Sentence why, Instant now) {
        become(State.HELD, why, now);
    }

    /** As it rested before a mail that is undone. */
    void restore(Consequence before, Instant now) {
        become(Objects.requireNonNull(before.state), null, now);
        this.reason = before.reason;
        this.resumeAt = before.resumeAt;
        this.becauseInbound = before.becauseInbound;
    }

    void finish(Sentence why, Instant now) {
        become(State.FINISHED, why, now);
        this.stepKey = null;
    }

    void stop(StopReason stopReason, Sentence why, Instant now) {
        become(State.STOPPED, why, now);
        this.stopReason = stopReason;
    }

    private void become(State state, @Nullable Sentence why, Instant now) {
        this.state = state;
        this.reason = why == null ? null : SentenceJson.write(why);
        this.stopReason = null;
        this.dueAt = null;
        this.dueSince = null;
        this.lane = null;
        this.plan = null;
        this.resumeAt = null;
        this.becauseInbound = null;
        this.changedAt = now;
    }
}
