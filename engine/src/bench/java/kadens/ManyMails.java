package kadens;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty, migrated database with 1,000,000 prospects and enrollments and 5,000,000 messages of two years, in SQL that
 * works on sets. Everything follows from its number: two fillings are alike.
 */
final class ManyMails {

    static final int ENROLLMENTS = Integer.getInteger("bench.enrollments", 1_000_000);
    static final int REPS = 250;

    /** Enrollments in four days, after which the next mail of each goes out. */
    private static final int BETWEEN = Math.max(1, ENROLLMENTS * 4 / 700);

    private ManyMails() {}

    static void fill(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_buffer_pool_size = 2147483648");
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            statement.execute("SET foreign_key_checks = 0, unique_checks = 0");
            if (hasMails(statement)) {
                return;
            }
            people(statement);
            prospects(statement);
            enrollments(statement);
            messages(connection, statement);
            inbound(statement);
            say(statement, "statistics", "ANALYZE TABLE prospect, enrollment, message, inbound");
        }
    }

    private static boolean hasMails(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 FROM inbound LIMIT 1")) {
            return rows.next();
        }
    }

    private static void people(Statement sql) throws SQLException {
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

    private static void prospects(Statement sql) throws SQLException {
        say(sql, "accounts", """
                INSERT INTO account (id, name, domain, fields, created_at)
                SELECT seq, CONCAT('Company ', seq), CONCAT('company', seq, '.example'), '{}', UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(ENROLLMENTS / 5));
        say(sql, "prospects", """
                INSERT INTO prospect (id, account_id, email, first_name, last_name, fields, created_at, changed_at, owner_id)
                SELECT seq, 1 + seq %% %d, CONCAT('p', seq, '@company', 1 + seq %% %d, '.example'),
                  ELT(1 + seq %% 10, 'Kari', 'Ola', 'Per', 'Ida', 'Nils', 'Eva', 'Jon', 'Liv', 'Odd', 'Siv'),
                  CONCAT(ELT(1 + seq %% 7, 'Berg', 'Dahl', 'Lie', 'Moe', 'Vik', 'Haug', 'Aas'), seq %% 9973), '{}',
                  UTC_TIMESTAMP(), UTC_TIMESTAMP(), 1001 + (seq * 7919) %% %d
                FROM seq_1_to_%d""".formatted(ENROLLMENTS / 5, ENROLLMENTS / 5, REPS, ENROLLMENTS));
    }

    private static void enrollments(Statement sql) throws SQLException {
        say(sql, "enrollments", """
                INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, stop_reason, seed, unsubscribe_token,
                  enrolled_at, changed_at, version, unsubscribed_at, reply_token, last_step_key, last_step_at)
                SELECT seq, seq, 1001 + (seq * 7919) %% %1$d, %2$s,
                  IF(seq %% 8 = 0 OR seq %% 200 = 1, 'stopped', 'finished'),
                  CASE WHEN seq %% 80 = 0 THEN 'meeting-booked' WHEN seq %% 8 = 0 THEN 'replied' WHEN seq %% 200 = 1 THEN 'called-back' END,
                  seq, CONCAT('token-', seq), %3$s, %3$s + INTERVAL 16 DAY, 1,
                  IF(seq %% 211 = 5, %3$s + INTERVAL 5 DAY, NULL), CONCAT('r', seq), 'goodbye', %3$s + INTERVAL 16 DAY
                FROM seq_1_to_%4$d""".formatted(REPS, cadence("seq"), enrolled("seq"), ENROLLMENTS));
    }

    private static void messages(Connection connection, Statement sql) throws SQLException {
        var indexes = indexes(sql);
        say(sql, "without indexes", "ALTER TABLE message " + String.join(", ", indexes.stream()
                .map(line -> "DROP INDEX `" + line.split("`")[1] + "`")
                .toList()));
        connection.setAutoCommit(false);
        for (int step = 0; step < 5; step++) {
            say(sql, "messages of step " + step, """
                    INSERT INTO message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient, subject, state,
                      claimed_at, horizon_at, settled_at, attempts, answer, template_version, raw, account_id, cadence, opener, variant)
                    SELECT (seq + %1$d * %2$d) * 5 + %1$d, seq, ELT(%1$d + 1, 'intro', 'follow-up', 'case', 'question', 'goodbye'),
                      1001 + (seq * 7919) %% %3$d, CONCAT(seq, '.', %1$d, '@sales.example'), '',
                      CONCAT('p', seq, '@company', 1 + seq %% %4$d, '.example'), CONCAT('A few words about routes, ', seq),
                      IF(seq %% 331 = 7 AND %1$d = 0, 'refused', 'sent'), %5$s + INTERVAL %6$d DAY, %5$s + INTERVAL %6$d DAY,
                      %5$s + INTERVAL %6$d DAY, 1, '250 OK', 'v', REPEAT('x', 200), 1 + seq %% %4$d, %7$s, %1$d = 0,
                      IF(%1$d = 0 AND seq %% 2 = 0, 'b', 'a')
                    FROM seq_1_to_%8$d""".formatted(
                            step, BETWEEN, REPS, ENROLLMENTS / 5, enrolled("seq"), 4 * step, cadence("seq"), ENROLLMENTS));
            connection.commit();
        }
        connection.setAutoCommit(true);
        say(sql, "with indexes again", "ALTER TABLE message " + String.join(", ", indexes.stream()
                .map(line -> "ADD " + line)
                .toList()));
    }

    /** Those that neither keep a row from being there twice nor stand behind a reference. */
    private static List<String> indexes(Statement sql) throws SQLException {
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

    private static void inbound(Statement sql) throws SQLException {
        say(sql, "what came in", """
                INSERT INTO inbound (id, mailbox_id, folder, uid_validity, uid, identity, message_id, from_address, subject, received_at,
                  read_at, verdict, outcome, evidence, matched_by, enrollment_id, new_text, raw, intent, answers)
                SELECT seq, 1001 + (seq * 7919) %% %1$d, 'INBOX', 1, seq, SHA2(seq, 256), CONCAT(seq, '@there.example'),
                  CONCAT('p', seq, '@company', 1 + seq %% %2$d, '.example'), 'Re: A few words about routes', at, at + INTERVAL 1 MINUTE,
                  verdict,
                  CASE verdict WHEN 'bounce' THEN ELT(1 + seq %% 3, 'bad-address', 'refused', 'mailbox-full') WHEN 'auto-reply' THEN 'out-of-office' END,
                  '[]', 'message-id', seq, 'Words of theirs', REPEAT('x', 200),
                  IF(verdict = 'reply', ELT(1 + seq DIV 8 %% 5, 'interested', 'not-now', 'not-interested', 'question', 'unclear'), NULL),
                  IF(seq %% 3 = 0, NULL, (seq + (seq DIV 8 %% 4) * %3$d) * 5 + seq DIV 8 %% 4)
                FROM (
                  SELECT seq, %4$s + INTERVAL 4 * (seq DIV 8 %% 4) DAY + INTERVAL 7 + POW(seq * 37 %% 100, 2) MINUTE AS at,
                    CASE WHEN seq %% 8 = 0 THEN 'reply' WHEN seq %% 10 = 3 THEN 'auto-reply' WHEN seq %% 40 = 7 THEN 'bounce'
                      WHEN seq %% 100 = 9 THEN 'unsubscribe' WHEN seq %% 1000 = 11 THEN 'complaint' END AS verdict
                  FROM seq_1_to_%5$d) AS told
                WHERE verdict IS NOT NULL""".formatted(REPS, ENROLLMENTS / 5, BETWEEN, enrolled("seq"), ENROLLMENTS));
    }

    private static String cadence(String number) {
        return "ELT(1 + ((%1$s * 7919) %% %2$d + %1$s %% 2) %% 6, 'cold-outreach', 'cold-outreach-nb', 'inbound-inquiry', 'win-back', 'renewal', 'event')"
                .formatted(number, REPS);
    }

    /** From 720 days ago until 20 days ago, in the working hours of a day. */
    private static String enrolled(String number) {
        return "(UTC_DATE() - INTERVAL 720 DAY + INTERVAL (%1$s * 700 DIV %2$d) DAY + INTERVAL 480 + %1$s * 31 %% 480 MINUTE)"
                .formatted(number, ENROLLMENTS);
    }

    private static void say(Statement sql, String what, String statement) throws SQLException {
        var begun = System.nanoTime();
        sql.execute(statement);
        System.out.printf("%-24s %6d s%n", what, (System.nanoTime() - begun) / 1_000_000_000);
    }
}
