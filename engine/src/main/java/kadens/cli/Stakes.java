package kadens.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import kadens.enrollment.OutgoingMessages;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake when an installation is allowed to send.
 *
 * @param due steps that have fallen due and would go out by and by
 * @param uncertain mails of which nobody knows whether they arrived
 * @param lastSentAt when the last mail left that the database knows of
 */
record Stakes(
        long ongoing, long due, long uncertain, @Nullable Instant lastSentAt) {

    static Stakes of(Engine engine) {
        return engine.database().transact(session -> of(engine, session));
    }

    private static Stakes of(Engine engine, StatelessSession session) {
        var now = engine.clock().instant();
        var ongoing = engine.enrollments().countsByState(session).entrySet().stream()
                .filter(count -> count.getKey().ongoing())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long due = 0;
        long uncertain = 0;
        Instant last = null;
        for (var mailbox : engine.mailboxes().all(session)) {
            due += engine.enrollments().dueCount(session, mailbox.id(), now);
            uncertain += OutgoingMessages.uncertain(session, mailbox.id());
            var sentAt = mailbox.lastSentAt();
            last = sentAt == null || (last != null && last.isAfter(sentAt)) ? last : sentAt;
        }
        return new Stakes(ongoing, due, uncertain, last);
    }

    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("ongoing", ongoing);
        values.put("due", due);
        values.put("uncertain", uncertain);
        values.put("lastSentAt", Told.orNull(lastSentAt));
        return values;
    }

    String words(ZoneId zone) {
        return "On the way: %d %s, %d of them due now; %d %s uncertain.\n%s"
                .formatted(
                        ongoing,
                        ongoing == 1 ? "enrollment" : "enrollments",
                        due,
                        uncertain,
                        uncertain == 1 ? "mail is" : "mails are",
                        lastSentAt == null
                                ? "The database knows of no mail that was sent: any there were would go out again."
                                : "The last mail that the database knows of left " + Told.at(lastSentAt, zone)
                                        + ". What was sent after that would go out again.");
    }
}
