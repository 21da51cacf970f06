package kadens.enrollment;

import jakarta.data.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.prospect.Prospect;
import kadens.store.Fields;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The messages of enrollments: claimed before they are sent, settled when the outcome is known. */
public final class OutgoingMessages {

    private OutgoingMessages() {}

    /**
     * What a message is made of before it is sent.
     *
     * @param opener whether it is the first mail of its enrollment
     * @param messageId without angle brackets
     * @param references the Message-IDs of the thread, oldest first
     * @param content which of the step's texts it was made of, and of what
     * @param raw the exact bytes
     * @param horizonAt when the inbox had last been read
     */
    public record Draft(
            Enrollment enrollment,
            String stepKey,
            boolean opener,
            String messageId,
            List<String> references,
            Prospect recipient,
            String subject,
            Content content,
            byte[] raw,
            Instant horizonAt) {}

    /**
     * Where the words of a message come from.
     *
     * @param version of the step's files
     * @param values what the template saw, by name
     */
    public record Content(String version, String variant, Locale language, Map<String, String> values) {}

    /** What a prospect was sent after an instant, by the time at which the server took it, the first first. */
    public static List<OutgoingMessage> sentAfter(StatelessSession session, long prospectId, Instant after) {
        return new OutgoingMessageRows_(session).sentAfter(prospectId, after);
    }

    /** A new message as claimed under the lease with this number; to be stored by {@link #store}. */
    public static OutgoingMessage claim(Draft draft, long lease, Instant now) {
        var message = new OutgoingMessage();
        fill(message, draft, lease, now);
        return message;
    }

    /** Stores those of the messages that are new. */
    public static void store(StatelessSession session, List<OutgoingMessage> messages) {
        session.insertMultiple(
                messages.stream().filter(message -> message.id == 0).toList());
    }

    /** The same for a message that no server has ever taken, which is written anew: of what it was, nothing is kept. */
    public static OutgoingMessage claimAnew(
            StatelessSession session, OutgoingMessage message, Draft draft, long lease, Instant now) {
        fill(message, draft, lease, now);
        new OutgoingMessageRows_(session).update(message);
        // What is written is left out of updates otherwise: it is long, and never changes but here.
        session.createNativeMutationQuery("UPDATE message SET message_id = :messageId, reference_ids = :references,"
                        + " subject = :subject, template_version = :version, variant = :variant, language = :language,"
                        + " written_with = :values, raw = :raw WHERE id = :id")
                .setParameter("messageId", message.messageId)
                .setParameter("references", message.referenceIds)
                .setParameter("subject", message.subject)
                .setParameter("version", message.templateVersion)
                .setParameter("variant", message.variant)
                .setParameter("language", message.language)
                .setParameter("values", message.writtenWith)
                .setParameter("raw", message.raw)
                .setParameter("id", message.id)
                .executeUpdate();
        return message;
    }

    private static void fill(OutgoingMessage message, Draft draft, long lease, Instant now) {
        message.enrollmentId = draft.enrollment().id();
        message.stepKey = draft.stepKey();
        message.mailboxId = draft.enrollment().mailboxId();
        message.messageId = draft.messageId();
        message.referenceIds = String.join(" ", draft.references());
        message.cadence = draft.enrollment().cadence();
        message.opener = draft.opener();
        message.recipient = draft.recipient().email();
        message.accountId = draft.recipient().accountId();
        message.subject = draft.subject();
        message.templateVersion = draft.content().version();
        message.variant = draft.content().variant();
        message.language = draft.content().language().toLanguageTag();
        message.writtenWith = Fields.write(draft.content().values());
        message.raw = draft.raw();
        message.horizonAt = draft.horizonAt();
        message.claimedAt = now;
        message.lease = lease;
        message.delivery = Delivery.SENDING;
        message.attempts++;
    }

    /**
     * Stores a message as claimed again: one that was put off, or is to go out once more, keeps its bytes and Message-ID.
     */
    public static OutgoingMessage claimAgain(
            StatelessSession session, OutgoingMessage message, Instant horizonAt, long lease, Instant now) {
        message.delivery = Delivery.SENDING;
        message.attempts++;
        message.resent |= message.sendAgain;
        message.sendAgain = false;
        message.horizonAt = horizonAt;
        message.claimedAt = now;
        message.lease = lease;
        new OutgoingMessageRows_(session).update(message);
        return message;
    }

    /**
     * Gives up a claim under which nothing was said to any server: a message that none has ever been shown is written anew
     * when its turn comes, another one goes back to what it was.
     */
    public static void release(StatelessSession session, OutgoingMessage message, String why, Instant at) {
        if (message.settledAt == null) {
            new OutgoingMessageRows_(session).delete(message);
        } else {
            notTried(session, message, why, at);
        }
    }

    /** Stores what came of a sending. */
    public static void settle(
            StatelessSession session, OutgoingMessage message, Delivery delivery, String answer, Instant at) {
        message.delivery = delivery;
        message.answer = answer;
        message.settledAt = at;
        new OutgoingMessageRows_(session).update(message);
    }

    /** The server did not take it now. One that may have left before stays uncertain, and is not taken for unsent. */
    public static void putOff(StatelessSession session, OutgoingMessage message, String answer, Instant at) {
        message.sendAgain = message.resent;
        settle(session, message, message.resent ? Delivery.UNCERTAIN : Delivery.DEFERRED, answer, at);
    }

    /** The server did not take the mail, for a reason that has nothing to do with it: the attempt does not count. */
    public static void notTried(StatelessSession session, OutgoingMessage message, String answer, Instant at) {
        message.attempts--;
        putOff(session, message, answer, at);
    }

    public static Optional<OutgoingMessage> byId(StatelessSession session, long id) {
        return new OutgoingMessageRows_(session).byId(id);
    }

    /** The messages that have one of these Message-IDs (without angle brackets), ours or one that a server gave them. */
    public static List<OutgoingMessage> amongst(StatelessSession session, List<String> messageIds) {
        if (messageIds.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<>(new OutgoingMessageRows_(session).amongst(messageIds));
        found.addAll(MessageAliases.amongst(session, messageIds));
        return found;
    }

    /** Messages of a mailbox with one of these subjects, newest first; rides message_subject. */
    public static List<OutgoingMessage> ofSubject(
            StatelessSession session, long mailboxId, List<String> subjects, Instant since, int max) {
        return new OutgoingMessageRows_(session).ofSubject(mailboxId, subjects, since, Limit.of(max));
    }

    /** All messages of these enrollments, oldest first. */
    static List<OutgoingMessage> ofEnrollments(StatelessSession session, List<Long> enrollmentIds) {
        return session.createNativeQuery(
                        "SELECT * FROM message WHERE enrollment_id IN (:ids) ORDER BY claimed_at, id",
                        OutgoingMessage.class)
                .setParameterList("ids", enrollmentIds)
                .getResultList();
    }

    /** All messages of an enrollment, oldest first. */
    public static List<OutgoingMessage> ofEnrollment(StatelessSession session, long enrollmentId) {
        return new OutgoingMessageRows_(session).ofEnrollment(enrollmentId);
    }

    /** Messages of a mailbox that are claimed under the lease with this number. */
    public static List<OutgoingMessage> beingSent(StatelessSession session, long mailboxId, long lease) {
        return new OutgoingMessageRows_(session).beingSent(mailboxId, lease);
    }

    /** Messages of a mailbox that were claimed under an earlier lease, whose holder is gone. */
    public static List<OutgoingMessage> cutOff(StatelessSession session, long mailboxId, long lease) {
        return new OutgoingMessageRows_(session).cutOff(mailboxId, lease);
    }

    /** Messages of a mailbox of which a sign is waited for. */
    public static List<OutgoingMessage> waitedFor(StatelessSession session, long mailboxId, int max) {
        return new OutgoingMessageRows_(session).waitedFor(mailboxId, Limit.of(max));
    }

    /** Messages of which nobody knows whether they arrived, from one mailbox or, where that is null, from all. */
    public static List<OutgoingMessage> uncertain(StatelessSession session, @Nullable Long mailboxId, int max) {
        return session.createSelectionQuery(
                        "from OutgoingMessage where delivery = UNCERTAIN and (:mailbox is null or mailboxId = :mailbox)"
                                + " order by claimedAt desc, id desc",
                        OutgoingMessage.class)
                .setParameter("mailbox", mailboxId)
                .setMaxResults(max)
                .getResultList();
    }

    /** How many messages of a mailbox nobody knows to have arrived. */
    public static long uncertain(StatelessSession session, long mailboxId) {
        return new OutgoingMessageRows_(session).uncertain(mailboxId);
    }

    /** How many mails left the mailbox in the 24 hours before now. */
    public static long sentInLastDay(StatelessSession session, long mailboxId, Instant now) {
        return new OutgoingMessageRows_(session).sentSince(mailboxId, now.minus(Duration.ofDays(1)));
    }
}
