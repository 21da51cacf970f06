package kadens.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/**
 * Finds the enrollment that a mail is about: by our Message-IDs first, then by address. A colleague whom nothing ties
 * to our mail is a doubt, not a match. Mail from well before the enrolling is about something else, unless it names our
 * Message-ID: it turns up when a rep moves old mail.
 */
final class Matcher {

    private static final Duration BEFORE_ENROLLING_MAX = Duration.ofDays(1);

    private final Enrollments enrollments;

    Matcher(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    /** @param receivedAt when the server got the mail */
    Match match(StatelessSession session, Mailbox mailbox, IncomingMail mail, Verdict verdict, Instant receivedAt) {
        if (isOurOwn(session, mailbox, mail)) {
            return new Match.OurOwn();
        }
        return byIds(session, thread(mail), "thread")
                .or(() -> byIds(session, List.copyOf(mail.returnedIds()), "returned"))
                .or(() -> byAddresses(session, failed(mail, verdict), "recipient", receivedAt))
                .or(() -> byAddresses(session, senders(mail), "sender", receivedAt))
                .<Match>map(found -> found)
                .orElseGet(() -> colleague(session, mailbox, mail, verdict, receivedAt));
    }

    /** The engine's mails come back as copies (Sent, All Mail), and so do the rep's own answers. */
    private static boolean isOurOwn(StatelessSession session, Mailbox mailbox, IncomingMail mail) {
        var id = mail.messageId();
        return mail.fromAddress().equals(mailbox.address())
                || (id != null
                        && !OutgoingMessages.amongst(session, List.of(id)).isEmpty());
    }

    private Optional<Match.Found> byIds(StatelessSession session, List<String> ids, String by) {
        return OutgoingMessages.amongst(session, ids).stream()
                .max(Comparator.comparing(OutgoingMessage::claimedAt).thenComparing(OutgoingMessage::id))
                .flatMap(message -> enrollments
                        .locked(session, message.enrollmentId())
                        .map(enrollment -> new Match.Found(current(session, enrollment), by, message)));
    }

    private Optional<Match.Found> byAddresses(
            StatelessSession session, List<String> addresses, String by, Instant receivedAt) {
        return Prospects.amongst(session, addresses).stream()
                .flatMap(prospect -> enrollments.latestOf(session, prospect.id()).stream())
                .filter(enrollment -> mayAnswer(enrollment, receivedAt))
                .findFirst()
                .map(enrollment -> new Match.Found(enrollment, by, null));
    }

    /** An answer to an old thread ends what the prospect is in now. */
    private Enrollment current(StatelessSession session, Enrollment enrollment) {
        return enrollment.state().ongoing()
                ? enrollment
                : enrollments.ongoingOf(session, enrollment.prospectId()).orElse(enrollment);
    }

    private Match colleague(
            StatelessSession session, Mailbox mailbox, IncomingMail mail, Verdict verdict, Instant receivedAt) {
        if (!(verdict instanceof Verdict.Reply || verdict instanceof Verdict.Unsubscribe)) {
            return new Match.None();
        }
        var domain = mail.fromAddress().substring(mail.fromAddress().lastIndexOf('@') + 1);
        var doubtful = enrollments.ongoingAtCompany(session, mailbox.id(), domain).stream()
                .filter(enrollment -> mayAnswer(enrollment, receivedAt))
                .toList();
        return doubtful.isEmpty() ? new Match.None() : new Match.Doubtful(doubtful);
    }

    private static boolean mayAnswer(Enrollment enrollment, Instant receivedAt) {
        return !receivedAt.isBefore(enrollment.enrolledAt().minus(BEFORE_ENROLLING_MAX));
    }

    private static List<String> thread(IncomingMail mail) {
        return Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
                .distinct()
                .toList();
    }

    private static List<String> senders(IncomingMail mail) {
        return Stream.concat(Stream.of(mail.fromAddress()), mail.replyTo().stream())
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> failed(IncomingMail mail, Verdict verdict) {
        var failed = new ArrayList<String>();
        if (verdict instanceof Verdict.Bounce bounce) {
            failed.addAll(mail.failedRecipients());
            var recipient = bounce.recipient();
            if (recipient != null) {
                failed.add(recipient);
            }
        }
        return failed;
    }
}
