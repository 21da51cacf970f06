package kadens.bench;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
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
import org.hibernate.StatelessSession;

/** Enrollments that are due in twenty mailboxes, and nothing that keeps any of them from going out at once. */
final class DueMails {

    static final int MAILBOXES = 20;

    private DueMails() {}

    /** An engine with its mailboxes, in each of which its share of so many mails is due. */
    static Engine engine(
            Database database, Connection watch, Path folder, int smtpPort, GreenMail inboxes, int mails)
            throws IOException, SQLException {
        var clock = Clock.systemUTC();
        var fence = new Fence(Installation.passing());
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var engine = BenchEngine.wire(database, fence, folder, templates(folder), clock);
        database.transactAlone(session -> mailboxes(session, engine, smtpPort, inboxes));
        try (var sql = watch.createStatement()) {
            fill(sql, mails);
        }
        return engine;
    }

    /** How long it takes to do this for all mailboxes at once, by their ids. */
    static double seconds(Engine engine, LongConsumer work) {
        var all = engine.database().transact(session -> engine.mailboxes().all(session));
        var begun = System.nanoTime();
        try (var runs = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(mailbox -> runs.submit(() -> work.accept(mailbox.id())));
        }
        return InTurn.seconds(begun);
    }

    /** The shipped cadences, at all hours; the cold one is called {@code always}. */
    static Path templates(Path folder) throws IOException {
        var templates = folder.resolve("templates");
        var from = Path.of("templates");
        try (var all = Files.walk(from)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var to = templates.resolve(from.relativize(file).toString().replace("cold-outreach/", "always/"));
                Files.createDirectories(to.getParent());
                if (file.endsWith("cadence.yaml")) {
                    Files.writeString(
                            to, Files.readString(file).replaceAll("window: .*", "window: mon-sun 00:00-24:00"));
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return templates;
    }

    /** @param smtpPort of the server that takes their mails; none has anything in its inbox */
    static void mailboxes(StatelessSession session, Engine engine, int smtpPort, GreenMail inboxes) {
        var now = engine.clock().instant();
        for (int i = 1; i <= MAILBOXES; i++) {
            var address = "rep" + i + "@sales.example";
            inboxes.setUser(address, "secret");
            var draft = new Mailboxes.Draft(
                    address,
                    ServerUrl.smtp("smtp://127.0.0.1:" + smtpPort),
                    ServerUrl.imap("imap://" + address.replace("@", "%40") + ":secret@127.0.0.1:"
                            + inboxes.getImap().getPort()),
                    new Limits(100_000, Duration.ZERO, Duration.ZERO, null),
                    null,
                    ZoneId.of("Europe/Oslo"),
                    Duration.ofHours(1),
                    WhenUncertain.ASSUME_SENT,
                    SentCopy.NEVER);
            engine.mailboxes()
                    .save(session, draft, People.nameOrRename(session, address, "Rep " + i, null, null, now), now);
        }
    }

    /** So many first mails are due, each to somebody at another company. */
    static void fill(Statement sql, int mails) throws SQLException {
        sql.execute("INSERT INTO account (id, name, domain, fields, created_at) SELECT seq, CONCAT('Heis ', seq),"
                + " CONCAT('firm', seq, '.example'), '{}', UTC_TIMESTAMP() FROM seq_1_to_" + mails);
        sql.execute("INSERT INTO prospect (id, account_id, email, first_name, last_name, fields, created_at, changed_at,"
                + " owner_id) SELECT seq, seq, CONCAT('p', seq, '@firm', seq, '.example'), 'Kari', CONCAT('Hansen', seq),"
                + " '{}', UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL FROM seq_1_to_" + mails);
        sql.execute("INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, step_key, due_at, due_since, lane,"
                + " seed, unsubscribe_token, reply_token, enrolled_at, changed_at, version) SELECT seq, seq, (SELECT id FROM"
                + " mailbox WHERE address = CONCAT('rep', 1 + seq MOD " + MAILBOXES + ", '@sales.example')), 'always',"
                + " 'active', 'intro', UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, 'opener',"
                + " seq, CONCAT('t', seq), LEFT(SHA2(seq, 256), 12), UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), 1"
                + " FROM seq_1_to_" + mails);
        sql.execute("ANALYZE TABLE person, mailbox, account, prospect, enrollment, message");
    }
}
