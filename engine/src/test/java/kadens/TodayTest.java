package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import kadens.enrollment.StopReason;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.WhenUncertain;
import kadens.team.Role;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the first page shows to whom, and what its buttons settle. */
class TodayTest {

    private static final String PER = "per@fjord.example";
    private static final String OTHER = "nils@rute.example";

    private final HttpClient http = HttpClient.newHttpClient();
    private SalesDesk desk;
    private WebServer web;
    private String kari;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
        kari = SignedInAs.cookie(desk.engine(), SalesDesk.REP, Role.REP, null);
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        web.close();
        desk.close();
    }

    @Test
    void a_quiet_morning_says_so_and_tells_what_goes_out() throws Exception {
        desk.enroll(PER);
        assertThat(today()).contains("Nothing needs you now", "Mails after an answer", "This should stay 0.");
        assertThat(today()).contains("1 step falls due today", "Per</a>").doesNotContain("the rest waits");
        desk.sql("UPDATE mailbox SET daily_cap = 1");
        desk.enroll("per@dal.example");
        assertThat(today()).contains("2 steps fall due today", "may send only 1 more mail now; the rest waits");
        desk.clock.pass(Duration.ofMinutes(1));
        assertThat(today()).contains("2 steps are late");
        desk.run();
        assertThat(today()).contains("1 step is late", "Nothing more goes out today", "have sent all they may");
    }

    @Test
    void an_answer_waits_until_somebody_has_dealt_with_it() throws Exception {
        answers("What does it cost?");
        assertThat(today()).contains("One thing needs you", "Answers to look at", "What does it cost?");

        var done = post("/conversations/" + desk.enrollment(PER).id() + "/done", "then=%2F%3Fwhose%3Dmine", kari);
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/?whose=mine");
        assertThat(today()).contains("Nothing needs you now");
    }

    @Test
    void a_doubtful_mail_is_settled_by_one_click_on_the_page() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer("boss@fjord.example", "Per showed me this. Call me.").arrives();
        desk.run();
        assertThat(today()).contains("Held until you decide", "Per showed me this.", "Reply from Per");

        var button = Pattern.compile("name=\"enrollment\" value=\"(\\d+)\"").matcher(today());
        assertThat(button.find()).isTrue();
        var inbound = desk.count("SELECT MAX(id) FROM inbound");
        var pressed = post("/inbound/" + inbound + "/correct", "to=reply&then=%2F&enrollment=" + button.group(1), kari);
        assertThat(pressed.headers().firstValue("Location").orElse("")).endsWith("/");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(today()).contains("Answers to look at").doesNotContain("Held until you decide");
    }

    @Test
    void an_uncertain_mail_is_asked_about_and_a_broken_text_goes_on_or_is_mended() throws Exception {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot(FaultySmtp.HANGS_UP));
            desk.enroll(PER);
            desk.run();
            smtp.isWell();
            desk.when(WhenUncertain.ASK);
            desk.runAfter(UncertainSends.GRACE);
            assertThat(today()).contains("The connection broke at the very end", "It arrived");
            post("/messages/" + desk.messages(PER).getFirst().id() + "/arrived", "then=%2F", kari);
            assertThat(today()).contains("Nothing needs you now");

            desk.write("cadences/three/second.ftlh", "\n<p>${prospect.fields.none}</p>\n");
            desk.runAfter(Duration.ofDays(4));
            assertThat(today())
                    .contains("Held until you decide", "Resume", "See Per")
                    .doesNotContain("Mend it in the studio");
            assertThat(get("/?whose=team", SignedInAs.admin(desk.engine()))).contains("href=\"/studio/three\"");
        }
    }

    @Test
    void a_call_that_is_due_can_be_made_and_marked_as_done() throws Exception {
        desk.write("cadences/calls/cadence.yaml", """
                title: Calls
                window: always
                steps:
                  - key: ring
                    type: call
                    delay: 0 seconds
                    title: Ring them
                    instructions: Ask about the routes.
                """);
        desk.enrollIn("calls", PER);
        desk.sql("UPDATE prospect SET phone = '+47 22 33 44 55'");
        desk.run();
        assertThat(today())
                .contains("Calls and tasks", "Ring them", "Ask about the routes.", "href=\"tel:+4722334455\"");

        post("/enrollments/" + desk.enrollment(PER).id() + "/done", "then=%2F", kari);
        assertThat(today()).contains("Nothing needs you now");
    }

    @Test
    void a_mail_that_went_out_after_an_answer_is_told_with_its_cause() throws Exception {
        desk.enroll(PER);
        desk.run();
        var came = SalesDesk.MORNING.plus(Duration.ofMinutes(1));
        desk.runAfter(Duration.ofDays(4));
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).cameAt(came).arrives();
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(today())
                .contains(
                        "<span class=\"number\">1</span>",
                        "The reading before the sending had not shown the answer.",
                        "href=\"/inbound/" + desk.count("SELECT MAX(id) FROM inbound") + "\"",
                        "href=\"/messages/" + desk.messages(PER).getLast().id() + "\"");
        desk.otherMailbox(OTHER, FAST);
        assertThat(get("/", SignedInAs.cookie(desk.engine(), OTHER, Role.REP, null)))
                .contains("<span class=\"number\">0</span>");
    }

    @Test
    void everybody_sees_their_own_and_who_leads_may_look_at_the_teams() throws Exception {
        answers("What does it cost?");
        desk.otherMailbox(OTHER, FAST);
        desk.sql("INSERT INTO team (id, name) VALUES (1, 'North')");
        var nils = SignedInAs.cookie(desk.engine(), OTHER, Role.REP, 1L);
        kari = SignedInAs.cookie(desk.engine(), SalesDesk.REP, Role.REP, 1L);
        var manager = SignedInAs.cookie(desk.engine(), "maja@rute.example", Role.MANAGER, 1L);
        var stranger = SignedInAs.cookie(desk.engine(), "ivar@rute.example", Role.MANAGER, null);

        assertThat(get("/", nils)).doesNotContain("What does it cost?", "whose=team");
        assertThat(get("/?whose=team", nils)).doesNotContain("What does it cost?");
        assertThat(today()).contains("What does it cost?");
        assertThat(get("/", manager)).contains("What does it cost?", "whose=mine");
        assertThat(get("/?whose=mine", manager)).doesNotContain("What does it cost?");
        assertThat(get("/?whose=team", stranger)).doesNotContain("What does it cost?");
        assertThat(get("/", SignedInAs.cookie(desk.engine(), "eva@rute.example", Role.MARKETING, null)))
                .contains("Open the studio")
                .doesNotContain("What does it cost?", "href=\"/conversations\"");
    }

    private void answers(String text) throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, text).to(desk.received(PER).getFirst()).arrives();
        desk.run();
    }

    private String today() throws Exception {
        return get("/", kari);
    }

    private String get(String path, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Cookie", cookie)
                .header("Accept-Language", "en")
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, String form, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }
}
