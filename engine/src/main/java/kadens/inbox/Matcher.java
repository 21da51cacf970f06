package kadens.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Answer;
import kadens.enrollment.Answers;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.inbox.Match.Found;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/**
 * Finds the enrollment that a mail is about: by what only our mails to it carry, then by address, then by weaker evidence.
 * Mail from well before the enrolling is about something else, unless it names one of our mails: it turns up when a rep
 * moves old mail.
 */
final class Matcher {

    private static final Duration BEFORE_ENROLLING_MAX = Duration.ofDays(1);

    private final Enrollments enrollments;
    private final WeakEvidence weak;

    Matcher(Enrollments enrollments) {
        this.enrollments = enrollments;
        this.weak = new WeakEvidence(enrollments);
    }

    Match match(StatelessSession session, Mailbox mailbox, Judged judged) {
        var mail = judged.mail();
        var verdict = judged.verdict();
        var receivedAt = judged.fetched().receivedAt();
        if (isOurOwn(session, mailbox, mail)) {
            return new Match.OurOwn();
        }
        return byIds(session, thread(mail), "thread")
                .or(() -> byIds(session, List.copyOf(mail.returnedIds()), "returned"))
                .or(() -> byIds(session, Traces.idsIn(mail, verdict), "text"))
                .or(() -> byAnswers(session, mail))
                .or(() -> byTokens(session, Traces.replyTokens(mail, mailbox), enrollments::byReplyToken, "token"))
                .or(() -> byTokens(session, mail.linkTokens(), enrollments::byToken, "link"))
                .or(() -> of(session, Prospects.amongst(session, failed(mail, verdict)), "recipient", receivedAt))
                .or(() -> of(session, Prospects.amongst(session, senders(mail)), "sender", receivedAt))
                .or(() -> of(session, ProspectAddresses.owners(session, senders(mail)), "address", receivedAt))
                .map(found -> byWriter(session, mailbox, mail, verdict, found, receivedAt))
                .orElseGet(() -> weak.match(session, mailbox, mail, verdict, receivedAt));
    }

    static boolean mayAnswer(Enrollment enrollment, Instant receivedAt) {
        return !receivedAt.isBefore(enrollment.enrolledAt().minus(BEFORE_ENROLLING_MAX));
    }

    /** The engine's mails come back as copies (Sent, All Mail), and so do the rep's own answers. */
    private static boolean isOurOwn(StatelessSession session, Mailbox mailbox, IncomingMail mail) {
        var id = mail.messageId();
        return mail.fromAddress().equals(mailbox.address())
                || (id != null
                        && !OutgoingMessages.amongst(session, List.of(id)).isEmpty());
    }

    private Optional<Found> byIds(StatelessSession session, List<String> ids, String by) {
        return OutgoingMessages.amongst(session, ids).stream()
                .max(Comparator.comparing(OutgoingMessage::claimedAt).thenComparing(OutgoingMessage::id))
                .flatMap(message -> enrollments
                        .locked(session, message.enrollmentId())
                        .map(enrollment -> new Found(current(session, enrollment), by, message)));
    }

    /** It answers or returns what a person wrote back. */
    private Optional<Found> byAnswers(StatelessSession session, IncomingMail mail) {
        return Answers.amongst(session, named(mail)).stream()
                .max(Comparator.comparing(Answer::id))
                .flatMap(answer -> enrollments.locked(session, answer.enrollmentId()))
                .map(enrollment -> new Found(current(session, enrollment), "thread", null));
    }

    /** What a mail refers to proves that it arrived somewhere. */
    static void confirmAnswers(StatelessSession session, IncomingMail mail, Instant now) {
        Answers.amongst(session, named(mail)).forEach(answer -> Answers.arrived(session, answer, now));
    }

    /** The mails that it answers, returns or reports on. */
    static List<String> named(IncomingMail mail) {
        return Stream.concat(thread(mail).stream(), mail.returnedIds().stream())
                .distinct()
                .toList();
    }

    /** Where the mail names several, the latest enrollment is meant. */
    private Optional<Found> byTokens(
            StatelessSession session,
            Collection<String> tokens,
            BiFunction<StatelessSession, String, Optional<Enrollment>> finding,
            String by) {
        return tokens.stream()
                .flatMap(token -> finding.apply(session, token).stream())
                .max(Comparator.comparing(Enrollment::id))
                .flatMap(found -> enrollments.locked(session, found.id()))
                .map(enrollment -> new Found(current(session, enrollment), by, null));
    }

    private Optional<Found> of(StatelessSession session, List<Prospect> prospects, String by, Instant receivedAt) {
        return prospects.stream()
                .flatMap(prospect -> enrollments.latestOf(session, prospect.id()).stream())
                .filter(enrollment -> mayAnswer(enrollment, receivedAt))
                .findFirst()
                .map(enrollment -> new Found(enrollment, by, null));
    }

    /** Who writes to us has answered, whoever's mail it is that they quote. */
    private Match byWriter(
            StatelessSession session,
            Mailbox mailbox,
            IncomingMail mail,
            Verdict verdict,
            Found found,
            Instant receivedAt) {
        if (!Traces.isByPerson(verdict)) {
            return found;
        }
        var writers = known(session, mail.fromAddress());
        return writers.contains(found.enrollment().prospectId())
                ? found
                : writers.stream()
                        .flatMap(writer -> enrollments.ongoingOf(session, writer).stream())
                        .filter(enrollment -> mayAnswer(enrollment, receivedAt))
                        .findFirst()
                        .<Match>map(enrollment -> new Match.PassedOn(new Found(enrollment, "sender", null), found))
                        .orElseGet(() -> unlessByUs(session, mailbox, mail, found));
    }

    /** What a colleague of ours says of a mail that was passed on to them is no answer, but may tell of one. */
    private static Match unlessByUs(StatelessSession session, Mailbox mailbox, IncomingMail mail, Found found) {
        return found.enrollment().state().ongoing() && OtherAddresses.isOurs(session, mailbox, mail)
                ? new Match.Doubtful(List.of(found.enrollment()), "ours")
                : found;
    }

    /** The prospects who are known to write from there. */
    private static Set<Long> known(StatelessSession session, String address) {
        var from = List.of(address);
        return Stream.concat(
                        Prospects.amongst(session, from).stream(), ProspectAddresses.owners(session, from).stream())
                .map(Prospect::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An answer to an old thread ends what the prospect is in now. */
    private Enrollment current(StatelessSession session, Enrollment enrollment) {
        return enrollment.state().ongoing()
                ? enrollment
                : enrollments.ongoingOf(session, enrollment.prospectId()).orElse(enrollment);
    }

    private static List<String> thread(IncomingMail mail) {
        return Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
                .distinct()
                .toList();
    }

    static List<String> senders(IncomingMail mail) {
        return Stream.concat(Stream.of(mail.fromAddress()), mail.replyTo().stream())
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    /** Whom a bounce was about. */
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
