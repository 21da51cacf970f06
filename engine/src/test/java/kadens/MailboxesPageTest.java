package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import kadens.language.Sentence;
import kadens.mailbox.Preset;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import kadens.team.Audit;
import kadens.team.Role;
import kadens.team.Team;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What people do with their mailboxes on the pages, against real mail servers. */
class MailboxesPageTest {

    private static final String NILS = "nils@rute.example";
    private static final String PASSWORD = "Tr0ubadour-and-37-geese";
    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private PagesOf pages;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        pages = new PagesOf(desk);
        desk.post.register(NILS, PASSWORD);
    }

    @AfterEach
    void close() throws Exception {
        pages.close();
        desk.close();
    }

    @Test
    void every_preset_is_well_formed_and_found_by_its_domains() {
        assertThat(Preset.ALL).extracting(Preset::id).doesNotHaveDuplicates();
        for (var preset : Preset.ALL) {
            for (var server : List.of(preset.smtp(), preset.imap())) {
                assertThat(server.port()).isBetween(1, 65_535);
                if (!preset.equals(Preset.OWN)) {
                    assertThat(server.host()).matches("[a-z0-9.-]+\\.[a-z0-9]+");
                }
                if (server.tls()) {
                    assertThat(server.port()).isIn(465, 993);
                }
            }
            preset.domains()
                    .forEach(
                            domain -> assertThat(Preset.guess("kari@" + domain)).contains(preset));
            assertThat(pages.get("/mailboxes/new?preset=" + preset.id()).body())
                    .contains(preset.smtp().host(), preset.imap().host());
        }
        assertThat(Preset.guess("kari@rute.example")).isEmpty();
    }

    @Test
    void a_rep_connects_their_mailbox_and_sees_each_step() {
        pages.as("nils.berg@rute.example", Role.REP, null);
        var check = pages.check(pages.post("/mailboxes/new", form(PASSWORD)));

        assertThat(check)
                .contains("all went well", "nils@rute.example is connected")
                .contains("answers", "is on this machine", "lets us in", "These folders are read: INBOX")
                .contains("The probe arrived in INBOX")
                .doesNotContain(PASSWORD);
        var saved = desk.mailbox(NILS);
        assertThat(saved.limits().dailyCap()).isEqualTo(25);
        assertThat(desk.engine().mailboxes().imap(saved).password()).isEqualTo(PASSWORD);
        assertThat(pages.get("/mailboxes").body()).contains(NILS).doesNotContain(SalesDesk.REP);
        assertThat(pages.get("/mailboxes/" + saved.id()).body()).contains("begins with the first mail: 10");
        assertThat(pages.get("/mailboxes/" + desk.mailbox().id()).statusCode()).isEqualTo(404);
        assertThat(audited()).contains("connected the mailbox nils@rute.example for Nils Berg");
    }

    @Test
    void a_wrong_password_keeps_nothing_and_says_what_to_do() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var root = (Logger) LoggerFactory.getLogger("kadens");
        root.addAppender(log);
        var check = pages.check(pages.post("/mailboxes/new", form("wrong-" + PASSWORD)));
        root.detachAppender(log);

        assertThat(check)
                .contains("was not connected, and nothing was kept", "refused the user or password")
                .contains("Many services want a password made for programs")
                .doesNotContain(PASSWORD);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(PASSWORD));
        assertThat(desk.count("select count(*) from mailbox")).isEqualTo(1);
        var again = check.replaceFirst("(?s).*id=\"again\"[^>]* href=\"([^\"]*)\".*", "$1");
        assertThat(pages.get(again).body())
                .contains("value=\"" + NILS + "\"", "value=\"25\"")
                .doesNotContain(PASSWORD);
        pages.as("other@rute.example", Role.ADMIN, null);
        assertThat(pages.get(again.replace("new?check=", "checks/")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_server_that_is_not_there_is_told_from_a_wrong_password() {
        var check =
                pages.check(pages.post("/mailboxes/new", form(PASSWORD).replaceFirst("smtpPort=\\d+", "smtpPort=1")));

        assertThat(check).contains("Nothing answers at 127.0.0.1:1", "Compare server and port");
    }

    @Test
    void a_server_that_encrypts_is_spoken_to_by_tls() {
        try (var smtp = new FaultySmtp().speaksTls()) {
            // The password is right there, but wrong for reading: nobody waits for a mail that does not arrive.
            var port = kadens.mailbox.ServerUrl.smtp(smtp.url()).port();
            var check = pages.check(pages.post(
                    "/mailboxes/new",
                    form("wrong-for-imap")
                            .replaceFirst("smtpPort=\\d+", "smtpPort=" + port)
                            .replace("smtpTls=starttls", "smtpTls=tls")));

            assertThat(check).contains("127.0.0.1:" + port + " lets us in");
        }
    }

    @Test
    void what_is_typed_wrongly_is_said_beside_the_field() {
        var answer = pages.post(
                "/mailboxes/new",
                "address=no&name=&preset=own&user=&password=&smtpHost=a%0Db&smtpPort=99999&imapHost=&imapPort=x"
                        + "&dailyCap=0&gap=tomorrow&ramp=fast&timeZone=Mars%2FNorth&window=sometimes&freshness=0"
                        + "&perMinute=-1&uncertain=maybe&sentCopy=auto");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Write it like kari@example.com", "The password is needed", "no such time zone")
                .contains("Give a whole number from 1 to 65535", "Write it like 5m..10m", "Write it like 10+5");
        assertThat(pages.post("/mailboxes/new", form(PASSWORD).replace("nils%40", "kari%40"))
                        .body())
                .contains("kari@rute.example is connected already");
    }

    @Test
    void a_manager_connects_for_the_team_and_for_nobody_else() {
        var team = desk.ask(session -> Team.add(session, "North").id());
        var ida = pages.person("ida@rute.example", Role.REP, team);
        var eva = pages.person("eva@rute.example", Role.REP, null);
        pages.as("mona@rute.example", Role.MANAGER, team);

        assertThat(pages.get("/mailboxes/new").body())
                .contains("ida@rute.example")
                .doesNotContain("eva@rute.example");
        assertThat(pages.post("/mailboxes/new", form(PASSWORD) + "&owner=" + eva)
                        .statusCode())
                .isEqualTo(422);
        pages.check(pages.post("/mailboxes/new", form(PASSWORD) + "&owner=" + ida));
        assertThat(desk.mailbox(NILS).ownerId()).isEqualTo(ida);
    }

    @Test
    void limits_are_changed_and_what_waits_is_planned_anew() {
        var id = desk.mailbox().id();
        assertThat(pages.get("/mailboxes/" + id + "/rules").body()).contains("value=\"1000\"");
        var rules = "dailyCap=30&gap=2m..4m&ramp=5%2B5&perMinute=&newPerDay=8&window=mon-fri+10:00-12:00"
                + "&timeZone=Europe%2FParis&freshness=90&uncertain=ask&sentCopy=never";
        assertThat(pages.post("/mailboxes/" + id + "/rules", rules).statusCode())
                .isEqualTo(303);

        var changed = desk.mailbox();
        assertThat(changed.limits().dailyCap()).isEqualTo(30);
        assertThat(changed.limits().gapMax()).isEqualTo(Duration.ofMinutes(4));
        assertThat(changed.windowWords()).isEqualTo("mon-fri 10:00-12:00");
        assertThat(changed.zoneWords()).isEqualTo("Europe/Paris");
        assertThat(changed.limits().openersPerDayMax()).isEqualTo(8);
        assertThat(pages.get("/mailboxes/" + id).body()).contains("ask a person", "mon-fri 10:00-12:00");
        assertThat(pages.post("/mailboxes/" + id + "/rules", rules.replace("dailyCap=30", "dailyCap=none"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(audited()).contains("changed how kari@rute.example sends");
    }

    @Test
    void another_password_is_tried_before_it_is_kept() {
        var id = desk.mailbox().id();
        assertThat(pages.get("/mailboxes/" + id + "/servers").body())
                .contains("value=\"127.0.0.1\"")
                .doesNotContain("value=\"secret\"");
        assertThat(pages.check(pages.post("/mailboxes/" + id + "/servers", servers("kari", "not-it"))))
                .contains("keeps the password and servers that it had");
        assertThat(desk.engine().mailboxes().imap(desk.mailbox()).password()).isEqualTo("secret");
        assertThat(pages.check(pages.post("/mailboxes/" + id + "/servers", servers("kari", "secret"))))
                .contains("has its new password and servers");
        desk.enroll(PER);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void the_stop_drill_is_run_from_the_page() {
        var check = pages.check(pages.post("/mailboxes/" + desk.mailbox().id() + "/drill", ""));

        assertThat(check)
                .contains("What comes back to kari@rute.example stops a cadence")
                .contains("An out-of-office", "would be paused", "The trial mails are taken out");
        assertThat(pages.check(pages.post("/mailboxes/" + desk.mailbox().id() + "/test", "")))
                .contains("kari@rute.example sends and reads");
    }

    @Test
    void disconnected_it_sends_nothing_and_connected_it_goes_on() {
        desk.enroll(PER);
        var path = "/mailboxes/" + desk.mailbox().id();
        assertThat(pages.get(path).body()).contains("1 enrollment waits for this mailbox, 0 of them mid-way");
        pages.post(path + "/disconnect", "");
        desk.run();
        assertThat(desk.received(PER)).isEmpty();
        assertThat(pages.get("/mailboxes").body()).contains("disconnected");
        pages.post(path + "/connect", "");
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(audited()).contains("disconnected kari@rute.example", "connected kari@rute.example again");
    }

    @Test
    void while_its_owner_is_away_nothing_leaves() {
        desk.enroll(PER);
        var path = "/mailboxes/" + desk.mailbox().id();
        assertThat(pages.post(path + "/away", "first=2027-05-14&last=2027-05-12")
                        .body())
                .contains("The last day comes before the first");
        assertThat(pages.post(path + "/away", "first=2027-05-13&last=2027-05-16")
                        .statusCode())
                .isEqualTo(303);
        desk.run();
        assertThat(desk.received(PER)).isEmpty();
        assertThat(pages.get(path).body()).contains("Kari Solheim is away until 16 May 2027");
        assertThat(pages.get("/mailboxes").body()).contains("away");
        pages.post(path + "/here", "");
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void enrollments_are_handed_over_to_others() {
        desk.otherMailbox("ola@rute.example", SalesDesk.FAST);
        desk.enroll(PER, "per@fjell.example");
        var path = "/mailboxes/" + desk.mailbox().id();
        assertThat(pages.get(path + "/hand-over").body()).contains("ola@rute.example", "2 people");
        assertThat(pages.post(path + "/hand-over", "").body()).contains("Choose at least one mailbox");
        assertThat(pages.check(pages.post(
                        path + "/hand-over",
                        "to=" + desk.mailbox("ola@rute.example").id())))
                .contains("2 enrollments go on from ola@rute.example");
        assertThat(desk.enrollment(PER).mailboxId())
                .isEqualTo(desk.mailbox("ola@rute.example").id());
    }

    @Test
    void after_refusals_a_person_lets_it_go_on() {
        var id = desk.mailbox().id();
        desk.ask(session -> {
            RefusalPauses.begin(
                    session, Target.mailbox(id), Sentence.of("refusals.mailbox", 3, 3), desk.clock.instant());
            return true;
        });
        assertThat(pages.get("/mailboxes/" + id).body()).contains("stands still after refusals", "let it go on");
        pages.post("/mailboxes/" + id + "/go-on", "");
        assertThat(pages.get("/mailboxes/" + id).body()).doesNotContain("stands still");
    }

    private List<String> audited() {
        return desk.ask(session -> Audit.latest(session, null, null, 50)).stream()
                .map(each -> each.sentence().toString())
                .toList();
    }

    private String form(String password) {
        return "address=nils%40rute.example&name=Nils+Berg&dailyCap=25&gap=0s&ramp=10%2B5&perMinute=&newPerDay="
                + "&window=&timeZone=Europe%2FOslo&freshness=60&uncertain=assume-sent&sentCopy=auto&"
                + servers("nils", password);
    }

    private String servers(String user, String password) {
        return "preset=own&user=" + user + "%40rute.example&password=" + password + "&smtpHost=127.0.0.1&smtpPort="
                + desk.post.smtpPort() + "&smtpTls=starttls&imapHost=127.0.0.1&imapPort=" + desk.post.imapPort()
                + "&imapTls=starttls";
    }
}
