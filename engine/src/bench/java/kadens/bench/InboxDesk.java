package kadens.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import kadens.BenchEngine;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentCopy;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.team.People;

/** An installation with mailboxes that are read, and people who were written to and may answer. */
record InboxDesk(Engine engine) {

    static InboxDesk open(Database database, Path home, Clock clock) {
        var fence = new Fence(Installation.passing());
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        return new InboxDesk(BenchEngine.wire(database, fence, home, clock));
    }

    /** Its id. Nothing is sent from it. */
    long mailbox(String address, String imap) {
        var now = engine.clock().instant();
        return engine.database().transact(session -> {
            var draft = new Mailboxes.Draft(
                    address,
                    ServerUrl.smtp("smtp://127.0.0.1:9"),
                    ServerUrl.imap(imap),
                    new Limits(40, Duration.ZERO, Duration.ZERO, null),
                    null,
                    ZoneId.of("Europe/Oslo"),
                    Duration.ofHours(1),
                    WhenUncertain.ASSUME_SENT,
                    SentCopy.NEVER);
            return engine.mailboxes()
                    .save(session, draft, People.nameOrRename(session, address, address, null, null, now), now)
                    .id();
        });
    }

    /** So many people were written to from this mailbox, and get the next mail in a month. */
    void enrollments(Connection database, long mailbox, int count) throws SQLException {
        try (var sql = database.createStatement()) {
            sql.execute("INSERT INTO account (id, name, domain, fields, created_at) SELECT seq, CONCAT('Heis ', seq),"
                    + " CONCAT('firm', seq, '.example'), '{}', UTC_TIMESTAMP() FROM seq_1_to_" + count);
            sql.execute("INSERT INTO prospect (id, account_id, email, first_name, last_name, fields, created_at, changed_at, owner_id)"
                    + " SELECT seq, seq, CONCAT('p', seq, '@firm', seq, '.example'), 'Kari', CONCAT('Hansen', seq), '{}', UTC_TIMESTAMP(),"
                    + " UTC_TIMESTAMP(), NULL FROM seq_1_to_" + count);
            sql.execute("INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, step_key, due_at, due_since, lane, seed,"
                    + " unsubscribe_token, reply_token, enrolled_at, changed_at, version) SELECT seq, seq, " + mailbox
                    + ", 'cold-outreach', 'active', 'follow-up', UTC_TIMESTAMP(6) + INTERVAL 30 DAY, UTC_TIMESTAMP(6) + INTERVAL 30 DAY, 'follow-up',"
                    + " seq, CONCAT('t', seq), LEFT(SHA2(seq, 256), 12), UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), 1"
                    + " FROM seq_1_to_" + count);
            sql.execute("INSERT INTO message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient, subject, state,"
                    + " claimed_at, horizon_at, settled_at, attempts, answer, template_version, raw, account_id, cadence, opener, variant)"
                    + " SELECT seq, seq, 'intro', " + mailbox + ", CONCAT('sent.', seq, '@sales.example'), '', CONCAT('p', seq, '@firm', seq, '.example'),"
                    + " 'A few words about routes', 'sent', UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6) - INTERVAL 1 DAY,"
                    + " UTC_TIMESTAMP(6) - INTERVAL 1 DAY, 1, '250 OK', 'v', 'Subject: A few words about routes\\r\\n\\r\\nA few words.\\r\\n', seq, 'cold-outreach', TRUE, 'a'"
                    + " FROM seq_1_to_" + count);
            sql.execute("ANALYZE TABLE mailbox, account, prospect, enrollment, message, inbound");
        }
    }
}
