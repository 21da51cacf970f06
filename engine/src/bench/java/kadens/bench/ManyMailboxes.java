package kadens.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills an empty, migrated database with mailboxes that have a thousand enrollments each, alike in all but how many there
 * are. Each has ended 900 of them, 60 are due (of these 20 for the first mail), 20 fall due in the next hours, 20 wait for
 * somebody or rest. Those that were begun have their first mail, an eighth of the ended their answer.
 *
 * <p>The enrollments of a mailbox lie far apart, as those of people who enroll at the same time do.
 */
final class ManyMailboxes {

    static final int EACH = 1000;
    static final int DUE_EACH = 60;

    /** By the place of an enrollment within its mailbox, so that all mailboxes have the same. */
    private static final String CADENCE = "ELT(1 + place % 4, 'always', 'cold-outreach-nb', 'reactivation', 'upsell')";

    private static final String FIRST = "ELT(1 + place % 4, 'intro', 'intro', 'news', 'arrival-texts')";
    private static final String SECOND = "ELT(1 + place % 4, 'follow-up', 'follow-up', 'small-start', 'second-depot')";

    /** Ten a day in each mailbox. */
    private static final String ENROLLED = "(UTC_TIMESTAMP() - INTERVAL (1000 - place) * 144 MINUTE)";

    private final int mailboxes;
    private final int enrollments;

    private ManyMailboxes(int enrollments) {
        this.enrollments = enrollments;
        this.mailboxes = enrollments / EACH;
    }

    /** Leaves a database alone that has been filled. */
    static void fill(String url, int enrollments) throws SQLException {
        new ManyMailboxes(enrollments).fill(url);
    }

    /** The id of the mailbox with this number, from 1, and of the person who has it. */
    static long id(int number) {
        return 1000 + number;
    }

    static String rep(int number) {
        return "rep" + number + "@sales.example";
    }

    private void fill(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            if (isFull(statement)) {
                return;
            }
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
            // With both, MariaDB sorts what goes into an empty table and builds its indexes from that.
            statement.execute("SET foreign_key_checks = 0, unique_checks = 0");
            people(statement);
            prospects(statement);
            enrollments(statement);
            messages(statement);
            answers(statement);
            say(statement, "statistics", "ANALYZE TABLE person, mailbox, account, prospect, suppression, enrollment, task, message,"
                    + " inbound, conversation");
            statement.execute("CREATE TABLE filled (at DATETIME)");
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    private static boolean isFull(Statement sql) throws SQLException {
        try (var rows = sql.executeQuery("SHOW TABLES LIKE 'filled'")) {
            return rows.next();
        }
    }

    private void people(Statement sql) throws SQLException {
        say(sql, "people", """
                INSERT INTO person (id, email, name, created_at, role)
                SELECT 1000 + seq, CONCAT('rep', seq, '@sales.example'), CONCAT('Rep ', seq), UTC_TIMESTAMP(), 'rep'
                FROM seq_1_to_%d""".formatted(mailboxes));
        say(sql, "mailboxes", """
                INSERT INTO mailbox (id, address, owner_id, smtp_server, imap_server, time_zone, daily_cap, gap_seconds_min,
                  gap_seconds_max, freshness_seconds, created_at)
                SELECT 1000 + seq, CONCAT('rep', seq, '@sales.example'), 1000 + seq, 'smtp://x@127.0.0.1:1', 'imap://x@127.0.0.1:1',
                  'Europe/Oslo', 100000, 0, 0, 3600, UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(mailboxes));
    }

    private void prospects(Statement sql) throws SQLException {
        say(sql, "accounts", """
                INSERT INTO account (id, name, domain, fields, created_at)
                SELECT seq, CONCAT('Heis ', seq), CONCAT('company', seq, '.example'), '{"size":"50"}', UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(enrollments / 5));
        say(sql, "prospects", """
                INSERT INTO prospect (id, account_id, email, first_name, last_name, title, phone, country, fields, created_at, changed_at,
                  owner_id)
                SELECT seq, 1 + seq %% %1$d, CONCAT('p', seq, '@company', 1 + seq %% %1$d, '.example'),
                  CONCAT(ELT(1 + seq %% 5, 'Kari', 'Ola', 'Per', 'Ida', 'Nils'), seq * 7919 %% 50),
                  CONCAT(ELT(1 + seq %% 7, 'Berg', 'Dahl', 'Hansen', 'Moe', 'Vik', 'Haug', 'Aas'), seq %% 9973), 'Director',
                  CONCAT('+47 9', LPAD(seq %% 9990000, 7, '0')), 'NO', '{"trade":"lifts"}', UTC_TIMESTAMP(), UTC_TIMESTAMP(),
                  1001 + seq %% %2$d
                FROM seq_1_to_%3$d""".formatted(enrollments / 5, mailboxes, enrollments));
        say(sql, "suppressed", """
                INSERT INTO suppression (id, target, reason, created_at)
                SELECT seq, CONCAT('gone', seq, '@company', seq, '.example'), 'unsubscribed', UTC_TIMESTAMP()
                FROM seq_1_to_%d""".formatted(enrollments / 50));
    }

    private void enrollments(Statement sql) throws SQLException {
        say(sql, "enrollments", """
                INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, stop_reason, reason, step_key, due_at, due_since, lane,
                  resume_at, last_step_key, last_step_at, seed, unsubscribe_token, reply_token, enrolled_at, changed_at, version)
                SELECT seq, seq, 1001 + seq %% %1$d, %2$s, state, IF(state = 'stopped', 'replied', NULL),
                  IF(state = 'held', '{"key":"verbatim","values":["Nobody knows whom a mail is about"]}', NULL),
                  IF(state IN ('finished', 'stopped'), NULL, IF(opens, %3$s, %4$s)), due, due,
                  IF(due IS NULL, NULL, IF(opens, 'opener', 'follow-up')),
                  IF(state = 'paused', UTC_TIMESTAMP() + INTERVAL place DAY, NULL), IF(opens, NULL, %3$s),
                  IF(opens, NULL, at + INTERVAL 1 HOUR), seq, CONCAT('token-', seq), CONCAT('r', seq), at, at + INTERVAL 2 HOUR, 1
                FROM (
                  SELECT seq, place, %5$s AS at, place BETWEEN 940 AND 959 AS opens,
                    CASE WHEN place < 900 THEN IF(place %% 8 = 0, 'stopped', 'finished')
                      WHEN place < 980 THEN 'active' WHEN place < 985 THEN 'held' WHEN place < 990 THEN 'waiting' ELSE 'paused' END AS state,
                    CASE WHEN place BETWEEN 900 AND 959 THEN UTC_TIMESTAMP() - INTERVAL 970 - place MINUTE
                      WHEN place BETWEEN 960 AND 979 THEN UTC_TIMESTAMP() + INTERVAL place - 959 HOUR END AS due
                  FROM %6$s) AS told""".formatted(mailboxes, CADENCE, FIRST, SECOND, ENROLLED, placed()));
        say(sql, "calls to make", """
                INSERT INTO task (id, enrollment_id, step_key, type, title, opened_at)
                SELECT seq, seq, 'call', 'call', 'Call them', UTC_TIMESTAMP() FROM %s
                WHERE place BETWEEN 985 AND 989""".formatted(placed()));
    }

    private void messages(Statement sql) throws SQLException {
        say(sql, "messages", """
                INSERT INTO message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient, subject, state,
                  claimed_at, horizon_at, settled_at, attempts, answer, template_version, raw, account_id, cadence, opener, variant)
                SELECT seq, seq, %3$s, 1001 + seq %% %1$d, CONCAT(seq, '@sales.example'), '',
                  CONCAT('p', seq, '@company', 1 + seq %% %2$d, '.example'), CONCAT('A few words about routes, ', seq), 'sent',
                  at, at, at, 1, '250 OK', 'v',
                  'From: Rep <rep@sales.example>\\r\\nSubject: A few words about routes\\r\\n\\r\\nA few words.\\r\\n',
                  1 + seq %% %2$d, %4$s, TRUE, 'a'
                FROM (SELECT seq, place, %5$s + INTERVAL 1 HOUR AS at FROM %6$s WHERE place NOT BETWEEN 940 AND 959) AS told"""
                .formatted(mailboxes, enrollments / 5, FIRST, CADENCE, ENROLLED, placed()));
        // The ids that a claim takes end at the next of the sequence.
        sql.execute("ALTER SEQUENCE message_seq RESTART " + (enrollments + 100));
    }

    private void answers(Statement sql) throws SQLException {
        say(sql, "answers", """
                INSERT INTO inbound (id, mailbox_id, folder, uid_validity, uid, identity, message_id, from_address, subject, received_at,
                  read_at, verdict, evidence, matched_by, enrollment_id, new_text, raw, intent, answers)
                SELECT seq, 1001 + seq %% %1$d, 'INBOX', 1, seq, SHA2(seq, 256), CONCAT(seq, '@there.example'),
                  CONCAT('p', seq, '@company', 1 + seq %% %2$d, '.example'), 'Re: A few words about routes', at, at, 'reply', '[]',
                  'thread', seq, 'Words of theirs', 'Subject: Re: A few words about routes\\r\\n\\r\\nWords of theirs.\\r\\n',
                  'interested', seq
                FROM (SELECT seq, %3$s + INTERVAL 3 HOUR AS at FROM %4$s WHERE place < 900 AND place %% 8 = 0) AS told"""
                .formatted(mailboxes, enrollments / 5, ENROLLED, placed()));
        say(sql, "conversations", """
                INSERT INTO conversation (enrollment_id, mailbox_id, inbound_id, received_at, done)
                SELECT enrollment_id, mailbox_id, id, received_at, (id - 1) DIV %d < 850 FROM inbound""".formatted(mailboxes));
    }

    private String placed() {
        return "(SELECT seq, (seq - 1) DIV %d AS place FROM seq_1_to_%d) AS placed".formatted(mailboxes, enrollments);
    }

    private static void say(Statement sql, String what, String statement) throws SQLException {
        var begun = System.nanoTime();
        sql.execute(statement);
        System.err.printf("%-16s %6.0f s%n", what, InTurn.seconds(begun));
    }
}
