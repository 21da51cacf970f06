package kadens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.DatabaseLine.Break;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.StopReason;
import kadens.run.Scheduling;
import kadens.store.Outage;
import kadens.store.PassingTrouble;
import kadens.store.ServerOfItsOwn;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the database: nothing goes out twice, nothing is lost, and it goes on by itself. */
class DatabaseFaultsTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ServerOfItsOwn server;

    private final FaultySmtp smtp = new FaultySmtp();
    private DatabaseLine line;
    private SalesDesk desk;
    private String cookie = "";

    @BeforeAll
    static void startServer() {
        // All tables in one file of 40 MB at most, which stands for a disk.
        server = ServerOfItsOwn.start(
                "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:40M");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        line = new DatabaseLine(server.port());
        desk = new SalesDesk(null, url());
        desk.mailbox(SalesDesk.FAST, smtp);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        line.close();
        smtp.close();
    }

    private String url() {
        return server.emptyDatabase(line.port()) + "&socketTimeout=3000";
    }

    @Test
    void a_mail_is_recorded_although_the_database_was_killed_while_it_was_sent() {
        desk.enroll(PER, OLA);
        var restart = new CompletableFuture<Void>();
        smtp.meanwhile(once(() -> {
            server.kill();
            Thread.startVirtualThread(() -> {
                await().until(() -> isTold(PassingTrouble.AWAY));
                server.startAgain();
                restart.complete(null);
            });
        }));

        desk.run();

        restart.join();
        assertSentOnce(PER, OLA);
        assertThat(desk.database().outage()).isEmpty();
    }

    @Test
    void a_mail_is_recorded_although_all_connections_were_killed_while_it_was_sent() {
        desk.enroll(PER, OLA);
        smtp.meanwhile(once(server::killConnections));

        desk.run();

        assertSentOnce(PER, OLA);
    }

    @Test
    void a_mail_is_recorded_once_although_the_answer_to_the_commit_was_lost() {
        desk.enroll(PER);
        smtp.meanwhile(once(() -> line.breaks(Break.BEFORE_ITS_ANSWER, "update message")));

        desk.run();

        assertThat(line.breaks()).isOne();
        assertSentOnce(PER);
    }

    @Test
    void the_next_of_a_batch_goes_out_once_although_the_answer_to_the_commit_that_began_it_was_lost() {
        desk.enroll(PER, OLA);
        smtp.meanwhile(once(() -> line.breaks(Break.BEFORE_ITS_ANSWER, "update message")));

        desk.run();

        assertThat(line.breaks()).isOne();
        assertSentOnce(PER, OLA);
    }

    @Test
    void a_mail_is_recorded_although_the_commit_was_lost() {
        desk.enroll(PER);
        smtp.meanwhile(once(() -> line.breaks(Break.BEFORE_COMMIT, "update message")));

        desk.run();

        assertThat(line.breaks()).isOne();
        assertSentOnce(PER);
    }

    @Test
    void a_claim_whose_commit_was_lost_is_made_by_the_next_run() {
        desk.enroll(PER);
        line.breaks(Break.BEFORE_COMMIT, "insert into message");

        desk.run();
        assertThat(line.breaks()).isOne();
        assertThat(smtp.taken()).isEmpty();
        desk.runAfter(Duration.ofMinutes(1));

        assertSentOnce(PER);
    }

    @Test
    void a_claim_of_which_nobody_knows_whether_it_was_stored_is_let_go_and_sent_once() {
        desk.enroll(PER);
        line.breaks(Break.BEFORE_ITS_ANSWER, "insert into message");

        desk.run();
        assertThat(line.breaks()).isOne();
        desk.runAfter(Duration.ofMinutes(1));

        assertSentOnce(PER);
    }

    @ParameterizedTest
    @EnumSource
    void what_came_in_is_taken_in_once_although_the_connection_broke_at_its_commit(Break at) throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        for (var from : List.of("nobody@before.example", PER, OLA, "nobody@behind.example")) {
            desk.answer(from, "Yes, call me.").with("Subject", "A question").arrives();
        }
        line.breaks(at, "insert into inbound");

        desk.run();
        assertThat(line.breaks()).isOne();
        desk.runAfter(Duration.ofMinutes(1));

        EnrollmentAssert.assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        EnrollmentAssert.assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.count("select count(*) from inbound")).isEqualTo(4);
        assertThat(desk.count("select count(*) from timeline where kind = 'stopped'"))
                .isEqualTo(2);
        assertSentOnce(PER, OLA);
    }

    @Test
    void a_database_that_hangs_holds_a_run_up_no_longer_than_the_time_out() {
        desk.enroll(PER);
        smtp.meanwhile(once(() -> {
            line.hangs();
            var calls = line.calls();
            Thread.startVirtualThread(() -> {
                await().until(() -> line.calls() > calls); // the connection that hangs was given up
                line.goesOn();
            });
        }));

        desk.run();

        assertSentOnce(PER);
    }

    @Test
    void a_read_only_database_keeps_everything_back_and_says_so() {
        desk.enroll(PER, OLA);
        server.execute("SET GLOBAL read_only = 1");
        try {
            desk.run();

            assertThat(smtp.taken()).isEmpty();
            assertThat(desk.database().outage().map(Outage::trouble)).contains(PassingTrouble.READ_ONLY);
            var status = desk.kadens("status");
            assertThat(status.code()).isOne();
            assertThat(status.out())
                    .startsWith("TROUBLE: The database takes no changes: it is read-only. Nothing is sent");
        } finally {
            server.execute("SET GLOBAL read_only = 0");
        }
        desk.run();

        assertSentOnce(PER, OLA);
    }

    @Test
    void a_mail_is_recorded_although_the_database_was_read_only_for_a_while() {
        desk.enroll(PER);
        smtp.meanwhile(once(() -> {
            server.execute("SET GLOBAL read_only = 1");
            Thread.startVirtualThread(() -> {
                await().until(() -> isTold(PassingTrouble.READ_ONLY));
                server.execute("SET GLOBAL read_only = 0");
            });
        }));

        desk.run();

        assertSentOnce(PER);
    }

    @Test
    void a_full_disk_keeps_everything_back_until_there_is_room() {
        var people = IntStream.range(0, 30)
                .mapToObj(i -> "p" + i + "@c" + i + ".example")
                .toArray(String[]::new);
        desk.enroll(people);
        fillTheDisk();
        var room = CompletableFuture.runAsync(() -> {
            await().atMost(PATIENCE).until(() -> isTold(PassingTrouble.FULL));
            var status = desk.kadens("status");
            assertThat(status.code()).isOne();
            assertThat(status.out()).startsWith("TROUBLE: The database has no room left on its disk.");
            makeRoom();
        });

        desk.run();
        room.join();
        assertThat(smtp.taken()).hasSizeLessThan(people.length);
        await().atMost(PATIENCE)
                .until(
                        () -> { // the server gives the room back by and by
                            desk.runAfter(Duration.ofMinutes(1));
                            return smtp.taken().size() == people.length;
                        });

        assertSentOnce(people);
        assertThat(desk.database().whyNoWrites()).isEmpty();
    }

    @Test
    void pages_and_commands_say_plainly_that_the_database_is_away_and_work_when_it_is_back() throws Exception {
        var settings = new WebSettings("127.0.0.1", 0, URI.create("http://localhost"));
        cookie = SignedInAs.admin(desk.engine());
        try (var web = WebServer.start(desk.engine(), settings, null);
                var http = HttpClient.newHttpClient()) {
            assertThat(status(http, web, "/")).isEqualTo(200);
            server.kill();
            try {
                var page = get(http, web, "/");
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.body())
                        .contains("The database does not answer", "goes on by itself")
                        .doesNotContain("Exception");
                var api = get(http, web, "/api/status");
                assertThat(api.statusCode()).isEqualTo(503);
                assertThat(api.body()).contains("no mail is sent and nothing is lost");
                assertThat(status(http, web, "/api/health")).isEqualTo(503);
                var said = desk.kadens("status");
                assertThat(said.code()).isOne();
                assertThat(said.out() + said.err()).contains("The database does not answer. Nothing is sent");
            } finally {
                server.startAgain();
            }
            await().atMost(PATIENCE).until(() -> status(http, web, "/api/health") == 200);
            assertThat(status(http, web, "/")).isEqualTo(200);
        }
    }

    private int status(HttpClient http, WebServer web, String path) throws Exception {
        return get(http, web, path).statusCode();
    }

    private HttpResponse<String> get(HttpClient http, WebServer web, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + web.port() + path);
        return http.send(HttpRequest.newBuilder(uri).header("Cookie", cookie).build(), BodyHandlers.ofString());
    }

    @Test
    void the_scheduler_goes_on_by_itself_when_the_database_is_back() throws IOException {
        desk.close();
        desk = new SalesDesk(InstantSource.system(), url());
        try (var _ = Scheduling.start(desk.engine(), Duration.ofSeconds(1))) {
            await().atMost(PATIENCE).until(() -> desk.mailbox().inboxReadAt() != null);
            server.kill();
            await().atMost(PATIENCE).until(() -> isTold(PassingTrouble.AWAY));
            server.startAgain();
            desk.enroll(PER);

            await().atMost(PATIENCE).until(() -> desk.received(PER).size() == 1);
        }
    }

    private boolean isTold(PassingTrouble trouble) {
        return desk.database()
                .outage()
                .filter(outage -> outage.trouble() == trouble)
                .isPresent();
    }

    /** By rows that fit into a page, down to the pages that are left over for small tables. */
    private void fillTheDisk() {
        try {
            for (int table = 0; table < 200; table++) {
                server.execute("CREATE TABLE kadens.filler" + table + " (words VARCHAR(7000)) CHARACTER SET ascii");
                fill("filler" + table, 1000);
                fill("filler" + table, 1);
            }
        } catch (IllegalStateException _) {
            // There is not even room for another table.
        }
    }

    private static void fill(String table, int rows) {
        try {
            for (int i = 0; i < 100; i++) {
                server.execute(
                        "INSERT INTO kadens." + table + " SELECT REPEAT('x', 7000) FROM kadens.seq_1_to_" + rows);
            }
        } catch (IllegalStateException _) {
            // Full, for so many rows.
        }
    }

    private static void makeRoom() {
        server.execute(IntStream.range(0, 200)
                .mapToObj(table -> "kadens.filler" + table)
                .collect(Collectors.joining(", ", "DROP TABLE IF EXISTS ", "")));
    }

    private void assertSentOnce(String... emails) {
        assertThat(smtp.takenIds()).hasSize(emails.length).doesNotHaveDuplicates();
        for (var email : emails) {
            assertThat(desk.messages(email)).singleElement().satisfies(message -> {
                assertThat(message.delivery()).isEqualTo(Delivery.SENT);
                assertThat(message.attempts()).isOne();
            });
            assertThat(desk.timeline(email))
                    .filteredOn(told -> told.contains("sent"))
                    .hasSize(1);
        }
    }

    /** At the first mail only. */
    private static Runnable once(Runnable task) {
        var done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }
}
