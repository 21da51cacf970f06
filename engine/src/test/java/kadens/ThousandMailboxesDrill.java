package kadens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kadens.cadence.Cadence;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Secrets;
import kadens.mailbox.ServerUrl;
import kadens.plan.Limits;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.store.TestFolders;
import kadens.team.People;
import org.junit.jupiter.api.Test;

/**
 * One node as {@code kadens serve} starts it, with the default settings and the embedded database, while a thousand
 * mailboxes are in the middle of an SMTP dialogue: what it takes of the machine's memory. Takes minutes, so it is run by
 * name: {@code mvn test -pl engine -Dtest=ThousandMailboxesDrill}. Linux only.
 */
class ThousandMailboxesDrill {

    private static final int MAILBOXES = Integer.getInteger("kadens.drill.mailboxes", 1000);
    private static final int MEGABYTES_MAX = 700;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Test
    void a_thousand_mailboxes_send_at_once_in_700_megabytes() throws Exception {
        var home = Files.createTempDirectory("thousand");
        var mail = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/test-classes",
                        "kadens.HoldingMail",
                        Integer.toString(MAILBOXES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = mail.inputReader()) {
            populate(home, Integer.parseInt(said.readLine()), Integer.parseInt(said.readLine()));
            assertThat(megabytesWhileSending(home, said)).isLessThan(MEGABYTES_MAX);
        } finally {
            mail.destroy();
            TestFolders.delete(home);
        }
    }

    /** What the two processes took at most, added. */
    private static long megabytesWhileSending(Path home, BufferedReader said) throws Exception {
        var builder = new ProcessBuilder("bin/kadens", "serve", "--port", "0").inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "KADENS_HOME", home.toString(),
                        "KADENS_TEMPLATES", home.resolve("templates").toString()));
        var serve = builder.start();
        try {
            var last = "";
            var line = said.readLine();
            while (line != null && !line.endsWith(" " + MAILBOXES + " taken")) {
                assertThat(serve.isAlive()).isTrue();
                last = line;
                line = said.readLine();
            }
            assertThat(line).as("after " + last).startsWith(MAILBOXES + " at once");
            TimeUnit.SECONDS.sleep(5); // what came of them is recorded
            var engine = peak(serve.pid());
            var database = peak(Long.parseLong(
                    Files.readString(home.resolve("mariadb/mariadb.pid")).strip()));
            System.out.printf(
                    "%d mailboxes at once: engine %d MB, MariaDB %d MB, in all %d MB%n",
                    MAILBOXES, engine, database, engine + database);
            return engine + database;
        } finally {
            serve.destroy();
            await().atMost(PATIENCE).until(() -> !serve.isAlive());
        }
    }

    /** The most of a process that was ever in memory (proc_pid_status(5), VmHWM). */
    private static long peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** A mailbox for each prospect. */
    private static void populate(Path home, int smtpPort, int imapPort) throws IOException {
        var templates = home.resolve("templates");
        var folder = Files.createDirectories(templates.resolve("cadences/one"));
        Files.writeString(folder.resolve("cadence.yaml"), """
                title: One mail
                window: always
                steps:
                  - key: intro
                    delay: 0 days
                """);
        Files.writeString(
                folder.resolve("intro.ftlh"),
                "Subject: Hello\n\n<p>Hello ${prospect.email},</p>\n<p>" + "all is well. ".repeat(200) + "</p>\n");
        var settings = Settings.read(
                Map.of("KADENS_HOME", home.toString(), "KADENS_TEMPLATES", templates.toString()), ZoneId.of("UTC"));
        var clock = Clock.systemUTC();
        try (var server = EmbeddedMariaDb.open(home);
                var database = Database.open(server.url("kadens"), Engine.ENTITIES)) {
            var fence = new Fence(Installation.open(null, home, List.of(server.birthFile())));
            database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
            var engine =
                    Kadens.wire(database, fence, Secrets.open(null, home), settings, settings.runInterval(), clock);
            var csv = new StringBuilder("email\n");
            for (int i = 0; i < MAILBOXES; i++) {
                csv.append("to").append(i).append("@c").append(i).append(".example\n");
            }
            new ProspectImport(database, clock)
                    .run(Files.writeString(home.resolve("people.csv"), csv), Map.of(), (_, _, _) -> {});
            for (int i = 0; i < MAILBOXES; i++) {
                enroll(engine, i, smtpPort, imapPort);
            }
        }
    }

    private static void enroll(Engine engine, int number, int smtpPort, int imapPort) {
        var address = "rep" + number + "@rute.example";
        var login = "://rep" + number + ":secret@127.0.0.1:";
        var now = engine.clock().instant();
        engine.database().transactAlone(session -> {
            var draft = new Mailboxes.Draft(
                    address,
                    ServerUrl.smtp("smtp://127.0.0.1:" + smtpPort),
                    ServerUrl.imap("imap" + login + imapPort),
                    Limits.DEFAULT,
                    null,
                    ZoneId.of("UTC"),
                    Duration.ofSeconds(60));
            var mailbox = engine.mailboxes()
                    .save(session, draft, People.nameOrRename(session, address, "Rep " + number, null, null, now), now);
            var prospect = Prospects.byEmail(session, "to" + number + "@c" + number + ".example")
                    .orElseThrow();
            engine.enrolling()
                    .enroll(session, prospect, (Cadence) engine.cadences().find("one"), mailbox, false);
        });
    }
}
