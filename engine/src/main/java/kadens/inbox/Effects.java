package kadens.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import kadens.cadence.Cadence;
import kadens.cadence.ColleagueReplies;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.Refusals;
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
        follow(session, match.enrollment(), verdict, inbound, mailbox, match.message());
        confirm(session, match.enrollment(), match.message());
    }

    /** The writer is judged as ever; what came to the other prospect's mails holds that one. */
    void applyPassedOn(
            StatelessSession session, Match.PassedOn passed, Verdict verdict, Inbound inbound, Mailbox mailbox) {
        apply(session, passed.writer(), verdict, inbound, mailbox);
        var owner =
                enrollments.locked(session, passed.owner().enrollment().id()).orElseThrow();
        var why = Sentence.of("inbound.doubtful.passed-on", inbound.fromAddress(), inbound.subject());
        enrollments.hold(session, owner, why, Evidence.inbound(inbound.id()));
        confirm(session, owner, passed.owner().message());
    }

    /** @param answered the mail of ours that it refers to, or null */
    void follow(
            StatelessSession session,
            Enrollment enrollment,
            Verdict verdict,
            Inbound inbound,
            Mailbox mailbox,
            @Nullable OutgoingMessage answered) {
        var prospect = Prospects.get(session, enrollment.prospectId());
        var evidence = Evidence.inbound(inbound.id());
        switch (verdict) {
            case Verdict.Reply _ -> {
                enrollments.stop(
                        session,
                        enrollment,
                        StopReason.REPLIED,
                        Sentence.of("inbound.replied", inbound.fromAddress()),
                        evidence);
                enrollments
                        .ongoingColleagues(session, prospect, each -> policy(each) != ColleagueReplies.IGNORE)
                        .forEach(colleague -> asColleague(session, colleague, inbound));
            }
            case Verdict.Unsubscribe _ -> {
                suppress(session, prospect, inbound);
                enrollments.stop(
                        session,
                        enrollment,
                        StopReason.UNSUBSCRIBED,
                        Sentence.of("inbound.unsubscribed", inbound.fromAddress()),
                        evidence);
            }
            case Verdict.Complaint _ -> {
                suppress(session, prospect, inbound);
                enrollments.stop(
                        session, enrollment, StopReason.COMPLAINED, Sentence.of("inbound.complained"), evidence);
            }
            case Verdict.Receipt _ ->
                enrollments.note(session, enrollment, Kind.RECEIVED, Sentence.of("inbound.receipt"), evidence);
            case Verdict.Unreadable _ -> {
                var why = Sentence.of("inbound.unreadable", inbound.fromAddress(), inbound.subject());
                enrollments.hold(session, enrollment, why, evidence);
            }
            case Bounce bounce -> bounced(session, enrollment, prospect, bounce, inbound);
            case AutoReply autoReply -> autoReplied(session, enrollment, prospect, mailbox, autoReply, evidence);
        }
        if (verdict instanceof Verdict.Reply
                || verdict instanceof Verdict.Unsubscribe
                || verdict instanceof Verdict.Complaint) {
            LateStops.note(session, enrollments, enrollment, inbound, answered);
            Conversations.came(session, inbound);
        }
    }

    void holdOnDoubt(StatelessSession session, Match.Doubtful doubt, Inbound inbound) {
        doubt.enrollments().forEach(enrollment -> doubt(session, enrollment, inbound));
    }

    void doubt(StatelessSession session, Enrollment enrollment, Inbound inbound) {
        var why = Sentence.of("inbound.doubtful." + inbound.matchedBy(), inbound.fromAddress(), inbound.subject());
        enrollments.hold(session, enrollment, why, Evidence.inbound(inbound.id()));
    }

    /** Somebody else of the same company has answered: the cadence says what that means. */
    void asColleague(StatelessSession session, Enrollment enrollment, Inbound inbound) {
        var evidence = Evidence.inbound(inbound.id());
        switch (policy(enrollment)) {
            case IGNORE -> {}
            case HOLD -> {
                var why = Sentence.of("inbound.colleague-asks", inbound.fromAddress(), inbound.subject());
                enrollments.hold(session, enrollment, why, evidence);
            }
            case STOP -> {
                var why = Sentence.of("inbound.colleague-replied", inbound.fromAddress());
                enrollments.stop(session, enrollment, StopReason.ACCOUNT_REPLIED, why, evidence);
            }
        }
    }

    private ColleagueReplies policy(Enrollment enrollment) {
        return enrollments.cadenceOf(enrollment).map(Cadence::colleagueReplies).orElse(ColleagueReplies.IGNORE);
    }

    /** The word under which the suppression list keeps it. */
    static String suppressionReason(String verdict) {
        return switch (verdict) {
            case "unsubscribe" -> "unsubscribed";
            case "complaint" -> "complained";
            default -> "bounced";
        };
    }

    private void bounced(
            StatelessSession session, Enrollment enrollment, Prospect prospect, Bounce bounce, Inbound inbound) {
        var evidence = Evidence.inbound(inbound.id());
        var status = bounce.status() == null ? "" : bounce.status();
        switch (bounce.outcome()) {
            case BAD_ADDRESS -> {
                suppress(session, prospect, inbound);
                var why = Sentence.of("inbound.bad-address", prospect.email(), status);
                enrollments.stop(session, enrollment, StopReason.BOUNCED, why, evidence);
            }
            case REFUSED -> {
                var why = Sentence.of("inbound.refused", prospect.email(), status);
                enrollments.stop(session, enrollment, StopReason.BOUNCED, why, evidence);
                Refusals.count(session, enrollment, clock.instant());
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

    private void suppress(StatelessSession session, Prospect prospect, Inbound inbound) {
        var reason = suppressionReason(inbound.verdict());
        Suppressions.add(session, prospect.email(), reason, inbound.id(), clock.instant());
    }
}
