package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kadens.enrollment.Answer.Sending;
import kadens.mailbox.Mailbox;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people wrote back to prospects: stored before it is sent, settled when the outcome is known. */
public final class Answers {

    /** Between the attempts to put a copy into Sent; after the last one no copy is kept. */
    private static final List<Duration> COPY_BACK_OFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));

    private Answers() {}

    /**
     * What an answer is made of before it is sent.
     *
     * @param token of the form that it was written in
     * @param messageId without angle brackets
     */
    public record Draft(
            long enrollmentId,
            long inboundId,
            long mailboxId,
            long personId,
            String token,
            String messageId,
            String recipient,
            String subject,
            String text,
            byte[] raw) {}

    /** Stores an answer that goes out with the mailbox's next run. */
    public static Answer add(StatelessSession session, Draft draft, Instant now) {
        var answer = new Answer();
        answer.enrollmentId = draft.enrollmentId();
        answer.inboundId = draft.inboundId();
        answer.mailboxId = draft.mailboxId();
        answer.personId = draft.personId();
        answer.token = draft.token();
        answer.messageId = draft.messageId();
        answer.recipient = draft.recipient();
        answer.subject = draft.subject();
        answer.text = draft.text();
        answer.raw = draft.raw();
        answer.writtenAt = now;
        answer.tryAt = now;
        new AnswerRows_(session).insert(answer);
        return answer;
    }

    /** The answer that was written in a form, where it has been sent before. */
    public static Optional<Answer> byToken(StatelessSession session, String token) {
        return new AnswerRows_(session).byToken(token);
    }

    public static Optional<Answer> byId(StatelessSession session, long id) {
        return new AnswerRows_(session).byId(id);
    }

    /** Nobody else changes it until the transaction ends. */
    public static Optional<Answer> locked(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Answer.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    /** All answers in an enrollment, oldest first; rides answer_enrollment. */
    public static List<Answer> ofEnrollment(StatelessSession session, long enrollmentId) {
        return new AnswerRows_(session).ofEnrollment(enrollmentId);
    }

    /** Those that have one of these Message-IDs (without angle brackets); rides answer_message_id. */
    public static List<Answer> amongst(StatelessSession session, List<String> messageIds) {
        return messageIds.isEmpty() ? List.of() : new AnswerRows_(session).amongst(messageIds);
    }

    /** Those of a mailbox that go out now, the oldest first; rides answer_to_go. */
    public static List<Answer> due(StatelessSession session, long mailboxId, Instant now, int max) {
        return session.createSelectionQuery(
                        "from Answer where mailboxId = :mailbox and state = WAITING and tryAt <= :now order by tryAt, id",
                        Answer.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultList();
    }

    /** Those that were begun under an earlier lease, whose holder is gone; rides answer_to_go. */
    public static List<Answer> cutOff(StatelessSession session, long mailboxId, long lease) {
        return new AnswerRows_(session).cutOff(mailboxId, lease);
    }

    /** Those of which a sign is looked for; rides answer_to_go. */
    public static List<Answer> waitedFor(StatelessSession session, long mailboxId, Instant now, int max) {
        return session.createSelectionQuery(
                        "from Answer where mailboxId = :mailbox and state = UNCERTAIN and settleBy > :now order by id",
                        Answer.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultList();
    }

    /** Stores that the SMTP dialogue about it begins now. */
    public static void begin(StatelessSession session, Answer answer, long lease, Instant now) {
        answer.begin(lease, now);
        update(session, answer);
    }

    /** Stores what came of it. */
    public static void settle(StatelessSession session, Answer answer, Sending state, String said, Instant now) {
        answer.settle(state, said, now);
        if (state == Sending.SENT) {
            wantCopy(session, answer, now);
        }
        update(session, answer);
    }

    /** Stores that the server would not take it now. Answers whether it is tried again. */
    public static boolean putOff(StatelessSession session, Answer answer, String said, Instant now) {
        var again = answer.putOff(said, now);
        update(session, answer);
        return again;
    }

    /** Stores that it was not tried, for a reason that has nothing to do with it. */
    public static void notTried(StatelessSession session, Answer answer, String said, Instant now) {
        answer.notTried(said, now);
        update(session, answer);
    }

    /** An uncertain one is known to have left. One that is certain already changes nothing. */
    public static boolean arrived(StatelessSession session, Answer known, Instant now) {
        return changed(session, known, Sending.UNCERTAIN, answer -> {
            answer.settle(Sending.SENT, answer.said == null ? "" : answer.said, now);
            wantCopy(session, answer, now);
        });
    }

    /** A person lets an uncertain one go out once more: the same bytes under the same Message-ID. */
    public static boolean again(StatelessSession session, Answer known, Instant now) {
        return changed(session, known, Sending.UNCERTAIN, answer -> {
            answer.settle(Sending.WAITING, answer.said == null ? "" : answer.said, now);
            answer.tryAt = now;
        });
    }

    /** A person takes it back. Answers whether that was in time. */
    public static boolean withdraw(StatelessSession session, Answer known, Instant now) {
        return !known.isResent()
                && changed(session, known, Sending.WAITING, answer -> answer.settle(Sending.WITHDRAWN, "", now));
    }

    private static boolean changed(
            StatelessSession session, Answer known, Sending from, Consumer<Answer> change) {
        var answer = locked(session, known.id).orElseThrow();
        if (answer.state != from) {
            return false;
        }
        change.accept(answer);
        update(session, answer);
        return true;
    }

    /** Those of a mailbox of which a copy is put into Sent now; rides answer_copy. */
    public static List<Answer> toCopy(StatelessSession session, long mailboxId, Instant now, int max) {
        return session.createSelectionQuery(
                        "from Answer where mailboxId = :mailbox and copyAt <= :now order by copyAt, id", Answer.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultList();
    }

    /** A copy is there, or none is wanted any more. */
    public static void copied(StatelessSession session, Answer known) {
        locked(session, known.id).ifPresent(answer -> {
            answer.copyAt = null;
            update(session, answer);
        });
    }

    /** A copy could not be put there. Answers whether it is tried again. */
    public static boolean notCopied(StatelessSession session, Answer known, Instant now) {
        var answer = locked(session, known.id).orElseThrow();
        var again = answer.copyAttempts < COPY_BACK_OFF.size();
        answer.copyAt = again ? now.plus(COPY_BACK_OFF.get(answer.copyAttempts)) : null;
        answer.copyAttempts++;
        update(session, answer);
        return again;
    }

    private static void wantCopy(StatelessSession session, Answer answer, Instant now) {
        var mailbox = session.get(Mailbox.class, answer.mailboxId);
        if (mailbox != null && mailbox.wantsSentCopies()) {
            answer.copyAt = now.plus(mailbox.sentCopyDelay());
        }
    }

    private static void update(StatelessSession session, Answer answer) {
        new AnswerRows_(session).update(answer);
    }
}
