package kadens.api;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.Worklist;
import kadens.inbox.Horizons;
import kadens.inbox.InboundMails;
import kadens.inbox.LateStops;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.run.Engine;
import kadens.store.Outage;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How the mailboxes are doing and how many enrollments are in each state, as JSON. */
public final class Status {

    private final Engine engine;

    public Status(Engine engine) {
        this.engine = engine;
    }

    public void show(Context context) {
        var now = engine.clock().instant();
        var report = engine.database().transact(session -> report(session, now)).with(database());
        context.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(JsonMapper.shared().writeValueAsString(report));
    }

    private @Nullable DatabaseReport database() {
        return engine.database()
                .whyNoWrites()
                .or(() -> engine.database().outage().map(Outage::trouble))
                .map(trouble -> new DatabaseReport(
                        trouble.word(),
                        trouble.sentence().toString(),
                        engine.database()
                                .outage()
                                .map(Outage::lasts)
                                .orElse(Duration.ZERO)
                                .toSeconds()))
                .orElse(null);
    }

    private Report report(StatelessSession session, Instant now) {
        var counts = new LinkedHashMap<String, Long>();
        var stored = Worklist.counts(session);
        Worklist.ORDER.forEach(state -> counts.put(state.word(), stored.getOrDefault(state, 0L)));
        var mailboxes = engine.mailboxes().all(session).stream()
                .map(mailbox -> mailbox(session, mailbox, now))
                .toList();
        return new Report(now.toString(), null, installation(session), mailboxes, counts, answers(session));
    }

    private InstallationReport installation(StatelessSession session) {
        var fence = engine.fence();
        var standing = fence.standing(session);
        return new InstallationReport(
                fence.installation().identity(),
                standing.kind().word(),
                standing.maySend(),
                standing.why().map(Sentence::toString).orElse(null));
    }

    private static AnswerReport answers(StatelessSession session) {
        var tally = LateStops.tally(session);
        var judged = InboundMails.judged(session);
        return new AnswerReport(tally.answers(), tally.late(), judged.judged(), judged.corrected());
    }

    private static MailboxReport mailbox(StatelessSession session, Mailbox mailbox, Instant now) {
        var folders = Horizons.of(session, mailbox.id()).stream()
                .map(horizon -> new FolderReport(
                        horizon.folder(),
                        horizon.uidValidity(),
                        horizon.uid(),
                        horizon.readAt().toString()))
                .toList();
        var trouble = mailbox.trouble();
        return new MailboxReport(
                mailbox.address(),
                text(mailbox.inboxReadAt()),
                folders,
                OutgoingMessages.sentInLastDay(session, mailbox.id(), now),
                mailbox.limits().capAt(now, mailbox.firstSentAt()),
                text(mailbox.lastSentAt()),
                text(mailbox.nextSendAt()),
                Mailboxes.mayNotSend(session, mailbox).map(Sentence::toString).orElse(null),
                trouble == null ? null : trouble.toString(),
                text(mailbox.readRestsUntil()),
                text(mailbox.sendRestsUntil()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** The whole answer. Times are ISO 8601 in UTC. */
    public record Report(
            String at,
            @Nullable DatabaseReport database,
            InstallationReport installation,
            List<MailboxReport> mailboxes,
            Map<String, Long> enrollments,
            AnswerReport answers) {

        Report with(@Nullable DatabaseReport wrong) {
            return new Report(at, wrong, installation, mailboxes, enrollments, answers);
        }
    }

    /**
     * How well the mails that came in were read.
     *
     * @param stopped answers that stopped somebody
     * @param late of those, how many came too late for a mail, by why; should be 0
     * @param judged mails that have to do with a prospect
     * @param corrected of those, how many a person has corrected
     */
    public record AnswerReport(long stopped, Map<String, Long> late, long judged, long corrected) {}

    /** What is wrong with the database, and since when this node has noticed; null where nothing is. */
    public record DatabaseReport(String trouble, String why, long forSeconds) {}

    /** Whether this installation may send; why is null where it may. */
    public record InstallationReport(
            String identity,
            String standing,
            boolean maySend,
            @Nullable String why) {}

    /** One mailbox; a time that has not come yet is null, and so are trouble and what keeps it from sending by wish. */
    public record MailboxReport(
            String address,
            @Nullable String inboxReadAt,
            List<FolderReport> horizon,
            long sentInLastDay,
            int cap,
            @Nullable String lastSentAt,
            @Nullable String nextSendAt,
            @Nullable String mayNotSend,
            @Nullable String trouble,
            @Nullable String readRestsUntil,
            @Nullable String sendRestsUntil) {}

    /** How far a folder has been read. */
    public record FolderReport(String folder, long uidValidity, long uid, String readAt) {}
}
