package kadens.inbox;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Answers;
import kadens.enrollment.Search;
import kadens.enrollment.Whose;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What prospects wrote, an enrollment each, until somebody has dealt with it. An answer opens it, and so does each one
 * more; a wish for no more mail and a complaint are dealt with by the engine, and leave it as it is.
 */
public final class Conversations {

    private static final String SHOWN =
            "c.enrollment_id, c.mailbox_id, c.inbound_id, c.received_at, c.done, c.assignee_id";

    private static final int ASSIGNED_MAX = 10_000;

    private Conversations() {}

    /**
     * How it stands.
     *
     * @param inboundId the newest mail of theirs
     * @param assigneeId who deals with it; null: whose the mailbox is
     */
    public record Standing(
            long enrollmentId,
            long mailboxId,
            long inboundId,
            Instant receivedAt,
            boolean done,
            @Nullable Long assigneeId) {}

    /** Which of them are shown. */
    public enum Which {
        OPEN,
        /** Open, and nobody was asked to deal with it. */
        UNASSIGNED,
        DONE,
        ALL
    }

    /**
     * Which conversations are asked for.
     *
     * @param assigneeId also those that this person deals with, whosever mailbox it is; null: no others
     * @param words as in {@link kadens.enrollment.Roster.Wanted}
     */
    public record Wanted(Which which, Whose whose, @Nullable Long assigneeId, List<String> words) {}

    /** The end of a page: the next one begins after it. */
    public record Mark(Instant receivedAt, long enrollmentId) {}

    /** Some of them. @param all false where the words mean so many people that only the newest were looked through */
    public record Page(List<Standing> standings, boolean all) {}

    /** A page of them, the newest first. @param after null for the first page */
    public static Page page(StatelessSession session, Wanted wanted, @Nullable Mark after, int max) {
        var found = wanted.words().isEmpty() ? null : found(session, wanted);
        var branches = branches(wanted, found, after, max);
        if (branches.isEmpty()) {
            return new Page(List.of(), true);
        }
        var query = session.createNativeQuery(
                "SELECT DISTINCT enrollment_id, mailbox_id, inbound_id, received_at, done, assignee_id FROM ("
                        + String.join(" UNION ALL ", branches)
                        + ") AS each_one ORDER BY received_at DESC, enrollment_id DESC LIMIT " + max,
                Tuple.class);
        query.addScalar("enrollment_id", Long.class)
                .addScalar("mailbox_id", Long.class)
                .addScalar("inbound_id", Long.class)
                .addScalar("received_at", Instant.class)
                .addScalar("done", Boolean.class)
                .addScalar("assignee_id", Long.class);
        if (after != null) {
            query.setParameter("at", after.receivedAt()).setParameter("id", after.enrollmentId());
        }
        return new Page(
                query.getResultList().stream().map(Conversations::standing).toList(), found == null || found.all());
    }

    private static Search.Found found(StatelessSession session, Wanted wanted) {
        var ofMailboxes =
                Search.enrollments(session, wanted.words(), wanted.whose().mailboxIds());
        if (wanted.whose().mailboxIds() == null || wanted.assigneeId() == null) {
            return ofMailboxes;
        }
        var assigned = session.createNativeQuery(
                        "SELECT enrollment_id FROM conversation WHERE assignee_id = :assignee"
                                + " ORDER BY received_at DESC LIMIT " + ASSIGNED_MAX,
                        Long.class)
                .setParameter("assignee", wanted.assigneeId())
                .getResultList();
        return ofMailboxes.and(Search.among(session, wanted.words(), assigned));
    }

    /** How many are open, and no more than a limit. */
    public static int countOpen(StatelessSession session, Whose whose, @Nullable Long assigneeId, int max) {
        // Rides conversation_of_mailbox and conversation_of_assignee, or conversation_by_time.
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT enrollment_id FROM conversation WHERE done = FALSE AND "
                                + whose.condition("mailbox_id")
                                + (assigneeId == null
                                        ? ""
                                        : " UNION SELECT enrollment_id FROM conversation WHERE done = FALSE AND assignee_id = "
                                                + assigneeId)
                                + " LIMIT " + max + ") AS counted",
                        Integer.class)
                .getSingleResult();
    }

    public static Optional<Standing> of(StatelessSession session, long enrollmentId) {
        return Optional.ofNullable(session.createNativeQuery(
                                "SELECT " + SHOWN + " FROM conversation c WHERE c.enrollment_id = :id", Tuple.class)
                        .addScalar("enrollment_id", Long.class)
                        .addScalar("mailbox_id", Long.class)
                        .addScalar("inbound_id", Long.class)
                        .addScalar("received_at", Instant.class)
                        .addScalar("done", Boolean.class)
                        .addScalar("assignee_id", Long.class)
                        .setParameter("id", enrollmentId)
                        .getSingleResultOrNull())
                .map(Conversations::standing);
    }

    /** Nobody else changes it until the transaction ends. */
    public static void lock(StatelessSession session, long enrollmentId) {
        session.createNativeQuery("SELECT done FROM conversation WHERE enrollment_id = :id FOR UPDATE", Boolean.class)
                .setParameter("id", enrollmentId)
                .getSingleResultOrNull();
    }

    /** Somebody has dealt with it, or it is to be looked at once more. Answers whether that is new. */
    public static boolean set(StatelessSession session, long enrollmentId, boolean done) {
        return session.createNativeMutationQuery(
                                "UPDATE conversation SET done = :done WHERE enrollment_id = :id AND done <> :done")
                        .setParameter("done", done)
                        .setParameter("id", enrollmentId)
                        .executeUpdate()
                > 0;
    }

    /** Asks somebody to deal with it. @param assigneeId null: whose the mailbox is */
    public static void assign(StatelessSession session, long enrollmentId, @Nullable Long assigneeId) {
        session.createNativeMutationQuery("UPDATE conversation SET assignee_id = :assignee WHERE enrollment_id = :id")
                .setParameter("assignee", assigneeId, Long.class)
                .setParameter("id", enrollmentId)
                .executeUpdate();
    }

    /** What is stored of the mails of an enrollment, oldest first; rides inbound_enrollment. */
    public static List<Inbound> mails(StatelessSession session, long enrollmentId) {
        return session.createSelectionQuery(
                        "from Inbound where enrollmentId = :id order by receivedAt, id", Inbound.class)
                .setParameter("id", enrollmentId)
                .getResultList();
    }

    /** A mail of a person came, or is known to be one now. */
    static void came(StatelessSession session, Inbound inbound) {
        var opens = inbound.verdict().equals("reply");
        session.createNativeMutationQuery("INSERT INTO conversation"
                        + " (enrollment_id, mailbox_id, inbound_id, received_at, done)"
                        + " VALUES (:enrollment, :mailbox, :inbound, :received, :done) ON DUPLICATE KEY UPDATE"
                        + " mailbox_id = IF(VALUES(received_at) >= received_at, VALUES(mailbox_id), mailbox_id),"
                        + " inbound_id = IF(VALUES(received_at) >= received_at, VALUES(inbound_id), inbound_id),"
                        + " done = done AND VALUES(done), received_at = GREATEST(received_at, VALUES(received_at))")
                .setParameter("enrollment", inbound.enrollmentId, Long.class)
                .setParameter("mailbox", inbound.mailboxId)
                .setParameter("inbound", inbound.id)
                .setParameter("received", inbound.receivedAt)
                .setParameter("done", !opens)
                .executeUpdate();
    }

    /** A correction may have taken a mail out of it: the newest that is left counts, and without any it is none. */
    static void recall(StatelessSession session, long enrollmentId) {
        var left = mails(session, enrollmentId).stream()
                .filter(mail -> !mail.doubtful()
                        && List.of("reply", "unsubscribe", "complaint").contains(mail.verdict()))
                .toList();
        if (left.isEmpty() && Answers.ofEnrollment(session, enrollmentId).isEmpty()) {
            session.createNativeMutationQuery("DELETE FROM conversation WHERE enrollment_id = :id")
                    .setParameter("id", enrollmentId)
                    .executeUpdate();
        } else if (left.isEmpty()) {
            set(session, enrollmentId, true);
        } else {
            var newest = left.getLast();
            session.createNativeMutationQuery("UPDATE conversation SET mailbox_id = :mailbox, inbound_id = :inbound,"
                            + " received_at = :received, done = done OR :done WHERE enrollment_id = :id")
                    .setParameter("mailbox", newest.mailboxId)
                    .setParameter("inbound", newest.id)
                    .setParameter("received", newest.receivedAt)
                    .setParameter(
                            "done",
                            left.stream().noneMatch(mail -> mail.verdict().equals("reply")))
                    .setParameter("id", enrollmentId)
                    .executeUpdate();
        }
    }

    /**
     * A bounded query of each mailbox, and of open and done ones apart, so that each reads its index from the newest on
     * and stops. Rides conversation_of_mailbox, conversation_of_assignee or conversation_by_time.
     */
    private static List<String> branches(Wanted wanted, Search.@Nullable Found found, @Nullable Mark after, int max) {
        var branches = new ArrayList<String>();
        for (var done : wanted.which() == Which.ALL
                ? List.of("FALSE", "TRUE")
                : List.of(wanted.which() == Which.DONE ? "TRUE" : "FALSE")) {
            if (!wanted.whose().isNobodys()) {
                branches.add(wanted.whose()
                        .joined(
                                "c.mailbox_id",
                                mailbox -> "(" + branch(wanted, found, mailbox, done, after, max) + ")"));
            }
            if (wanted.assigneeId() != null && wanted.which() != Which.UNASSIGNED) {
                var mine = "c.assignee_id = " + wanted.assigneeId();
                branches.add("(" + branch(wanted, found, mine, done, after, max) + ")");
            }
        }
        return branches;
    }

    private static String branch(
            Wanted wanted, Search.@Nullable Found found, String of, String done, @Nullable Mark after, int max) {
        return Stream.of(
                        "SELECT " + SHOWN + " FROM conversation c",
                        "WHERE " + of + " AND c.done = " + done,
                        wanted.which() == Which.UNASSIGNED ? "AND c.assignee_id IS NULL" : "",
                        after == null
                                ? ""
                                : "AND c.received_at <= :at AND (c.received_at < :at OR c.enrollment_id < :id)",
                        found == null ? "" : "AND " + found.condition("c.enrollment_id"),
                        "ORDER BY c.received_at DESC, c.enrollment_id DESC LIMIT " + max)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static Standing standing(Tuple row) {
        return new Standing(
                row.get("enrollment_id", Long.class),
                row.get("mailbox_id", Long.class),
                row.get("inbound_id", Long.class),
                row.get("received_at", Instant.class),
                row.get("done", Boolean.class),
                row.get("assignee_id", Long.class));
    }
}
