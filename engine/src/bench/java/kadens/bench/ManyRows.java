package kadens.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty, migrated database with 1,025,000 prospects, as many enrollments and 5,000,000 messages of two years, and
 * with all that comes of them, in SQL that works on sets. Everything follows from its number: two fillings are alike.
 *
 * <p>{@code rep1} has 300,000 of the prospects, 100,000 are nobody's, and the other 249 reps share the rest.
 */
final class ManyRows {

    static final int ENROLLMENTS = 1_025_000;
    static final int REPS = 250;

    private final int enrollments;

    /** Enrollments in four days, after which the next mail of each goes out. */
    private final int between;

    private ManyRows(int enrollments) {
        this.enrollments = enrollments;
        this.between = Math.max(1, enrollments * 4 / 700);
    }

    /** @param enrollments {@link #ENROLLMENTS}, or fewer to try it */
    static void fill(String url, int enrollments) throws SQLException {
        new ManyRows(enrollments).fill(url);
    }

    private void fill(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_buffer_pool_size = 2147483648");
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            statement.execute("SET foreign_key_checks = 0, unique_checks = 0");
            if (isFull(statement)) {
                return;
            }
            people(statement);
            prospects(statement);
            suppressions(statement);
            enrollments(statement);
            messages(connection, statement);
            inbound(statement);
            conversations(statement);
            timeline(statement);
            upload(statement);
            say(statement, "statistics", "ANALYZE TABLE account, prospect, suppression, enrollment, message, inbound, conversation,"
                    + " task, timeline, audit");
        }
    }

    private boolean isFull(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 FROM upload LIMIT 1")) {
            return rows.next();
        }
    }

    private void people(Statement sql) throws SQLException {
        say(sql, "teams", "INSERT INTO team (id, name) SELECT seq + 1000, CONCAT('Team ', seq) FROM seq_1_to_25");
        say(sql, "people", """
                INSERT INTO person (id, email, name, created_at, role, team_id)
                SELECT seq + 1000, CONCAT('rep', seq, '@sales.example'), CONCAT('Rep ', seq), UTC_TIMESTAMP(), 'rep', 1001 + seq %% 25
                FROM seq_1_to_%d""".formatted(REPS));
        say(sql, "mailboxes", """
                INSERT INTO mailbox (id, address, owner_id, smtp_server, imap_server, time_zone, daily_cap, gap_seconds_min,
                  gap_seconds_max, freshness_seconds, created_at)
                SELECT seq + 1000, CONCAT('rep', seq, '@sales.example'), seq + 1000, 'smtp://x@127.0.0.1:1', 'imap://x@127.0.0.1:1',
                  'Europe/Oslo', 40, 300, 600, 60, UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(REPS));
    }

    private void prospects(Statement sql) throws SQLException {
        say(sql, "accounts", """
                INSERT INTO account (id, name, domain, fields, created_at)
                SELECT seq, CONCAT(ELT(1 + seq %% 5, 'Fjord', 'Nordic', 'Heis', 'Bygg', 'Data'), ' ', seq),
                  CONCAT('company', seq, '.example'), '{"size":"50"}', UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(enrollments / 5));
        say(sql, "prospects", """
                INSERT INTO prospect (id, account_id, email, first_name, last_name, title, phone, country, fields, created_at, changed_at,
                  owner_id)
                SELECT seq, 1 + seq %% %1$d, CONCAT('p', seq, '@company', 1 + seq %% %1$d, '.example'),
                  CONCAT(ELT(1 + seq %% 10, 'Kari', 'Ola', 'Per', 'Ida', 'Nils', 'Eva', 'Jon', 'Liv', 'Odd', 'Siv'), seq * 7919 %% 50),
                  CONCAT(ELT(1 + seq %% 7, 'Berg', 'Dahl', 'Hansen', 'Moe', 'Vik', 'Haug', 'Aas'), seq %% 9973), 'Director',
                  CONCAT('+47 9', LPAD(seq %% 9990000, 7, '0')),
                  IF(seq %% 5000 = 0, 'IS', ELT(1 + seq %% 4, 'NO', 'SE', 'DK', 'GB')), '{"trade":"lifts"}',
                  UTC_TIMESTAMP() - INTERVAL %2$d - seq MINUTE, UTC_TIMESTAMP(),
                  CASE WHEN seq %% 10 = 0 THEN NULL WHEN seq %% 10 < 4 THEN 1001 ELSE 1002 + (seq * 7919) %% %3$d END
                FROM seq_1_to_%2$d""".formatted(enrollments / 5, enrollments, REPS - 1));
        say(sql, "other addresses", """
                INSERT INTO prospect_address (address, prospect_id, learned_from, at)
                SELECT CONCAT('p', seq * 11, '@home.example'), seq * 11, 'reference', UTC_TIMESTAMP() FROM seq_1_to_5000""");
    }

    private void suppressions(Statement sql) throws SQLException {
        say(sql, "suppressed", """
                INSERT INTO suppression (id, target, reason, created_at)
                SELECT seq, CONCAT('p', seq * 37, '@company', 1 + seq * 37 %% %d, '.example'), 'unsubscribed',
                  UTC_TIMESTAMP() - INTERVAL seq MINUTE
                FROM seq_1_to_20000""".formatted(enrollments / 5));
        say(sql, "suppressed domains", """
                INSERT INTO suppression (id, target, reason, created_at)
                SELECT 30000 + seq, CONCAT('company', seq * 91, '.example'), 'by-hand', UTC_TIMESTAMP() FROM seq_1_to_50""");
    }

    /** The newest tenth goes on; of the others, each has had its end. */
    private void enrollments(Statement sql) throws SQLException {
        say(sql, "enrollments", """
                INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, stop_reason, reason, step_key, due_at, lane, due_since,
                  seed, unsubscribe_token, enrolled_at, changed_at, version, unsubscribed_at, reply_token, last_step_key, last_step_at)
                SELECT seq, seq, 1001 + (seq * 7919) %% %1$d, cadence, state,
                  IF(state = 'stopped', IF(seq %% 80 = 0, 'meeting-booked', IF(seq %% 200 = 1, 'called-back', 'replied')), NULL),
                  IF(state = 'held', '{"key":"verbatim","values":["Nobody knows whom a mail is about"]}', NULL),
                  IF(goes_on, 'goodbye', NULL), IF(goes_on, UTC_TIMESTAMP() + INTERVAL seq %% 20000 MINUTE, NULL),
                  IF(goes_on, 'follow-up', NULL), IF(goes_on, UTC_TIMESTAMP() + INTERVAL seq %% 20000 MINUTE, NULL),
                  seq, CONCAT('token-', seq), at, at + INTERVAL 16 DAY, 1,
                  IF(seq %% 211 = 5, at + INTERVAL 5 DAY, NULL), CONCAT('r', seq), IF(goes_on, 'free-week', 'goodbye'), at + INTERVAL 16 DAY
                FROM (
                  SELECT seq, seq > %4$d * 9 DIV 10 AS goes_on, %2$s AS cadence, %3$s AS at,
                    CASE WHEN seq > %4$d * 9 DIV 10
                      THEN CASE WHEN seq %% 50 = 0 THEN 'held' WHEN seq %% 100 = 1 THEN 'waiting' WHEN seq %% 20 = 2 THEN 'paused'
                        ELSE 'active' END
                      ELSE IF(seq %% 8 = 0 OR seq %% 200 = 1, 'stopped', 'finished') END AS state
                  FROM seq_1_to_%4$d) AS told""".formatted(REPS, cadence("seq"), enrolled("seq"), enrollments));
        say(sql, "calls to make", """
                INSERT INTO task (id, enrollment_id, step_key, type, title, opened_at)
                SELECT id, id, 'call', 'call', 'Call them', UTC_TIMESTAMP() FROM enrollment WHERE state = 'waiting'""");
    }

    private void messages(Connection connection, Statement sql) throws SQLException {
        var indexes = indexes(sql);
        say(sql, "without indexes", "ALTER TABLE message " + String.join(", ", indexes.stream()
                .map(line -> "DROP INDEX `" + line.split("`")[1] + "`")
                .toList()));
        connection.setAutoCommit(false);
        for (int step = 0; step < 5; step++) {
            say(sql, "messages of step " + step, """
                    INSERT INTO message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient, subject, state,
                      claimed_at, horizon_at, settled_at, attempts, answer, template_version, raw, account_id, cadence, opener, variant)
                    SELECT (seq + %1$d * %2$d) * 5 + %1$d, seq, ELT(%1$d + 1, 'intro', 'follow-up', 'question', 'free-week', 'goodbye'),
                      1001 + (seq * 7919) %% %3$d, CONCAT(seq, '.', %1$d, '@sales.example'), '',
                      CONCAT('p', seq, '@company', 1 + seq %% %4$d, '.example'), CONCAT('A few words about routes, ', seq),
                      IF(seq %% 331 = 7 AND %1$d = 0, 'refused', 'sent'), %5$s + INTERVAL %6$d DAY, %5$s + INTERVAL %6$d DAY,
                      %5$s + INTERVAL %6$d DAY, 1, '250 OK', 'v', %9$s, 1 + seq %% %4$d, %7$s, %1$d = 0,
                      IF(%1$d = 0 AND seq %% 2 = 0, 'b', 'a')
                    FROM seq_1_to_%8$d WHERE %1$d < 4 OR seq <= %8$d * 9 DIV 10""".formatted(
                            step, between, REPS, enrollments / 5, enrolled("seq"), 4 * step, cadence("seq"), enrollments, raw("A few words about routes")));
            connection.commit();
        }
        connection.setAutoCommit(true);
        say(sql, "with indexes again", "ALTER TABLE message " + String.join(", ", indexes.stream()
                .map(line -> "ADD " + line)
                .toList()));
    }

    /** Those that neither keep a row from being there twice nor stand behind a reference. */
    private List<String> indexes(Statement sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var rows = sql.executeQuery("SHOW CREATE TABLE message")) {
            rows.next();
            for (var line : rows.getString(2).split("\n")) {
                if (line.strip().startsWith("KEY `") && !line.contains("`message_in_flight`")) {
                    found.add(line.strip().replaceAll(",$", ""));
                }
            }
        }
        return found;
    }

    private void inbound(Statement sql) throws SQLException {
        say(sql, "what came in", """
                INSERT INTO inbound (id, mailbox_id, folder, uid_validity, uid, identity, message_id, from_address, subject, received_at,
                  read_at, verdict, outcome, evidence, matched_by, enrollment_id, new_text, raw, intent, answers)
                SELECT seq, 1001 + (seq * 7919) %% %1$d, 'INBOX', 1, seq, SHA2(seq, 256), CONCAT(seq, '@there.example'),
                  CONCAT('p', seq, '@company', 1 + seq %% %2$d, '.example'), 'Re: A few words about routes', at, at + INTERVAL 1 MINUTE,
                  verdict,
                  CASE verdict WHEN 'bounce' THEN ELT(1 + seq %% 3, 'bad-address', 'refused', 'mailbox-full') WHEN 'auto-reply' THEN 'out-of-office' END,
                  '[]', 'thread', seq, 'Words of theirs', %6$s,
                  IF(verdict = 'reply', ELT(1 + seq DIV 8 %% 5, 'interested', 'not-now', 'not-interested', 'question', 'unclear'), NULL),
                  IF(seq %% 3 = 0, NULL, (seq + (seq DIV 8 %% 4) * %3$d) * 5 + seq DIV 8 %% 4)
                FROM (
                  SELECT seq, %4$s + INTERVAL 4 * (seq DIV 8 %% 4) DAY + INTERVAL 7 + POW(seq * 37 %% 100, 2) MINUTE AS at,
                    CASE WHEN seq %% 8 = 0 THEN 'reply' WHEN seq %% 10 = 3 THEN 'auto-reply' WHEN seq %% 40 = 7 THEN 'bounce'
                      WHEN seq %% 100 = 9 THEN 'unsubscribe' WHEN seq %% 1000 = 11 THEN 'complaint' END AS verdict
                  FROM seq_1_to_%5$d) AS told
                WHERE verdict IS NOT NULL""".formatted(REPS, enrollments / 5, between, enrolled("seq"), enrollments, raw("Re: A few words about routes")));
    }

    private void conversations(Statement sql) throws SQLException {
        say(sql, "conversations", """
                INSERT INTO conversation (enrollment_id, mailbox_id, inbound_id, received_at, done)
                SELECT enrollment_id, mailbox_id, id, received_at, id % 20 <> 0 FROM inbound
                WHERE verdict IN ('reply', 'unsubscribe', 'complaint')""");
        say(sql, "late stops", """
                INSERT INTO late_stop (inbound_id, enrollment_id, message_id, received_at, sent_at, horizon_at, why)
                SELECT id, enrollment_id, enrollment_id * 5, received_at, received_at, received_at, 'during-run'
                FROM inbound WHERE verdict = 'reply' AND id % 100000 = 8""");
    }

    /** Of each enrollment what its page tells beside its mails, and what people did. */
    private void timeline(Statement sql) throws SQLException {
        say(sql, "timeline", """
                INSERT INTO timeline (id, enrollment_id, at, kind, sentence, message_id)
                SELECT seq * 6 + step, seq, %1$s + INTERVAL step * 4 DAY, 'sent', '{"key":"timeline.sent","values":["intro","A few words"]}', seq * 5 + step
                FROM (SELECT seq AS step FROM seq_0_to_4) AS steps JOIN seq_1_to_%2$d""".formatted(enrolled("seq"), enrollments));
        say(sql, "audit", """
                INSERT INTO audit (id, at, person_id, sentence)
                SELECT seq, UTC_TIMESTAMP() - INTERVAL 1000000 - seq MINUTE, 1001 + seq %% %d, '{"key":"audit.signed-in","values":[]}' FROM seq_1_to_1000000"""
                .formatted(REPS));
    }

    /** An import of 100,000 rows, of which a tenth was refused. */
    private void upload(Statement sql) throws SQLException {
        say(sql, "rows of an import", """
                INSERT INTO upload_row (upload_id, prospect_id, created, changed_at)
                SELECT 1, seq, TRUE, UTC_TIMESTAMP() FROM seq_1_to_90000""");
        say(sql, "refusals of an import", """
                INSERT INTO upload_refusal (id, upload_id, line, column_name, value, reason)
                SELECT seq, 1, seq * 10, 'email', CONCAT('wrong', seq), '{"key":"verbatim","values":["This is no email address."]}' FROM seq_1_to_10000""");
        say(sql, "an import", """
                INSERT INTO upload (id, person_id, file_name, bytes, headed, meanings, updates, state, row_count, bytes_read, line_done,
                  created, updated, unchanged, refused, uploaded_at, started_at, ended_at)
                VALUES (1, 1001, 'list.csv', 5000000, TRUE, '["email","first_name"]', TRUE, 'imported', 100000, 5000000, 100001, 90000, 0, 0,
                  10000, UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP())""");
    }

    /** Short, so that a laptop has room for them. */
    private String raw(String subject) {
        return "'From: Rep <rep@sales.example>\\r\\nTo: they@there.example\\r\\nSubject: " + subject
                + "\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n\\r\\nA few words.\\r\\n'";
    }

    private String cadence(String number) {
        return "ELT(1 + ((%1$s * 7919) %% %2$d + %1$s %% 2) %% 6, 'cold-outreach', 'cold-outreach-nb', 'inbound-inquiry', 'reactivation', 'upsell', 'cold-outreach')"
                .formatted(number, REPS);
    }

    /** From 720 days ago until 20 days ago, in the working hours of a day. */
    private String enrolled(String number) {
        return "(UTC_DATE() - INTERVAL 720 DAY + INTERVAL (%1$s * 700 DIV %2$d) DAY + INTERVAL 480 + %1$s * 31 %% 480 MINUTE)"
                .formatted(number, enrollments);
    }

    private void say(Statement sql, String what, String statement) throws SQLException {
        var begun = System.nanoTime();
        sql.execute(statement);
        System.out.printf("%-24s %6d s%n", what, (System.nanoTime() - begun) / 1_000_000_000);
    }
}
