package kadens.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.enrollment.UncertainSends;
import kadens.inbox.Verdict.AutoReply;
import kadens.inbox.Verdict.Bounce;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What follows from a verdict: stop, pause, hold, suppress, or just a line in the timeline. */
final class Effects {

    private static final Duration AWAY_DEFAULT = Duration.ofDays(7);
    private static final LocalTime BACK_AT = LocalTime.of(9, 0);

    private final Enrollments enrollments;
    private final UncertainSends uncertain;
    private final InstantSource clock;

    Effects(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.uncertain = new UncertainSends(enrollments, clock);
        this.clock = clock;
    }

    void apply(StatelessSession session, Match.Found match, Verdict verdict, Inbound inbound, Mailbox mailbox) {
        var enrollment = match.enrollment();
        var prospect = Prospects.get(session, enrollment.prospectId());
        var evidence = Evidence.inbound(inbound.id());
        switch (verdict) {
            case Verdict.Reply _ ->
                enrollments.stop(
                        session,
                        enrollment,
                        StopReason.REPLIED,
                        Sentence.of("inbound.replied", inbound.fromAddress()),
                        evidence);
            case Verdict.Unsubscribe _ -> {
                suppress(session, prospect, "unsubscribed");
                enrollments.stop(
                        session,
                        enrollment,
                        StopReason.UNSUBSCRIBED,
                        Sentence.of("inbound.unsubscribed", inbound.fromAddress()),
                        evidence);
            }
            case Verdict.Complaint _ -> {
                suppress(session, prospect, "complained");
                enrollments.stop(
                        session, enrollment, StopReason.COMPLAINED, Sentence.of("inbound.complained"), evidence);
            }
            case Verdict.Receipt _ ->
                enrollments.note(session, enrollment, Kind.RECEIVED, Sentence.of("inbound.receipt"), evidence);
            case Verdict.Unreadable _ ->
                enrollments.hold(
                        session,
                        enrollment,
                        Sentence.of("inbound.unreadable", inbound.fromAddress(), inbound.subject()),
                        evidence);
            case Bounce bounce -> bounced(session, enrollment, prospect, bounce, evidence);
            case AutoReply autoReply -> autoReplied(session, enrollment, prospect, mailbox, autoReply, evidence);
        }
        confirm(session, enrollment, match.message());
    }

    void holdOnDoubt(StatelessSession session, Match.Doubtful doubt, Inbound inbound) {
        for (var enrollment : doubt.enrollments()) {
            enrollments.hold(
                    session,
                    enrollment,
                    Sentence.of("inbound.doubtful", inbound.fromAddress(), inbound.subject()),
                    Evidence.inbound(inbound.id()));
        }
    }

    private void bounced(
            StatelessSession session, Enrollment enrollment, Prospect prospect, Bounce bounce, Evidence evidence) {
        var status = bounce.status() == null ? "" : bounce.status();
        switch (bounce.outcome()) {
            case BAD_ADDRESS -> {
                suppress(session, prospect, "bounced");
                var why = Sentence.of("inbound.bad-address", prospect.email(), status);
                enrollments.stop(session, enrollment, StopReason.BOUNCED, why, evidence);
            }
            case REFUSED -> {
                var why = Sentence.of("inbound.refused", prospect.email(), status);
                enrollments.stop(session, enrollment, StopReason.BOUNCED, why, evidence);
            }
            case TRANSIENT -> {
                var why = Sentence.of("inbound.transient", prospect.email(), status);
                enrollments.note(session, enrollment, Kind.RECEIVED, why, evidence);
            }
        }
    }

    private void autoReplied(
            StatelessSession session,
            Enrollment enrollment,
            Prospect prospect,
            Mailbox mailbox,
            AutoReply autoReply,
            Evidence evidence) {
        switch (autoReply.kind()) {
            case OUT_OF_OFFICE -> {
                var zone = prospect.timeZone() == null ? mailbox.timeZone() : prospect.timeZone();
                var back = back(autoReply, zone);
                var why = Sentence.of("inbound.out-of-office", prospect.email(), back.atZone(zone));
                enrollments.pause(session, enrollment, back, why, evidence);
            }
            case LEFT_COMPANY ->
                enrollments.stop(
                        session, enrollment, StopReason.LEFT_COMPANY, left(prospect, autoReply.successor()), evidence);
            case ACKNOWLEDGEMENT, CHALLENGE ->
                enrollments.note(session, enrollment, Kind.RECEIVED, Sentence.of("inbound.machine"), evidence);
        }
    }

    /** The address is not suppressed: the mail may be read wrongly, and a stop can be undone. */
    private static Sentence left(Prospect prospect, @Nullable Successor successor) {
        return successor == null
                ? Sentence.of("inbound.left-company", prospect.email())
                : Sentence.of("inbound.left-company-to", prospect.email(), successor.toString());
    }

    /** A date may be the last one away or the first one back: the morning after it is right for both. */
    private Instant back(AutoReply autoReply, ZoneId zone) {
        LocalDate until = autoReply.until();
        return until == null
                ? clock.instant().plus(AWAY_DEFAULT)
                : until.plusDays(1).atTime(BACK_AT).atZone(zone).toInstant();
    }

    /** What refers to a message of ours proves that it arrived somewhere. */
    private void confirm(StatelessSession session, Enrollment judged, @Nullable OutgoingMessage message) {
        if (message == null) {
            return;
        }
        var of = message.enrollmentId() == judged.id()
                ? judged
                : enrollments.locked(session, message.enrollmentId()).orElseThrow();
        uncertain.arrived(session, of, message, Sentence.of("uncertain.answered", message.subject()));
    }

    private void suppress(StatelessSession session, Prospect prospect, String reason) {
        Suppressions.add(session, prospect.email(), reason, clock.instant());
    }
}
