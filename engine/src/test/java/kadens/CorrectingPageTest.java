package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import kadens.enrollment.StopReason;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rep sees of a received mail, and what the buttons that say what it is do. */
class CorrectingPageTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjord.example";

    private SalesDesk desk;
    private WebServer web;

    @BeforeEach
    void two_of_a_company_are_written_to() {
        desk = new SalesDesk();
        desk.enroll(PER, OLA);
        desk.run();
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        desk.close();
    }

    @Test
    void a_mail_says_what_it_was_taken_for_and_why_in_both_languages() throws Exception {
        answers("I am out of the office until 12 June 2027.", "Auto-Submitted", "auto-replied");

        assertThat(get("/inbound/" + mail(), "en"))
                .contains("out of office", "Header Auto-Submitted: auto-replied", "Text says", "Not about this");
        assertThat(get("/inbound/" + mail(), "nb"))
                .contains("Hodefeltet Auto-Submitted: auto-replied", "Teksten sier", "Gjelder ikke dette");
    }

    @Test
    void one_press_corrects_and_another_takes_it_back() throws Exception {
        answers("Yes, call me.", "X-Mailer", "Some");
        assertThat(get("/inbound/" + mail(), "en"))
                .contains("What they want", "Out of office")
                .doesNotContain("It was");

        assertThat(press("to=automatic")).isEqualTo("/inbound/" + mail());
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(get("/inbound/" + mail(), "en"))
                .contains("Corrected by somebody here. It was taken for: a person answered");

        assertThat(press("to=reply&back=" + desk.enrollment(PER).id()))
                .isEqualTo("/enrollments/" + desk.enrollment(PER).id());
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_doubt_is_asked_about_on_the_page_of_whom_it_holds() throws Exception {
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.run();
        assertThat(get("/enrollments/" + desk.enrollment(PER).id(), "en"))
                .contains("What is this mail?", "Who are you?", "Reply from Per", "Not about this");

        press("to=reply&enrollment=" + desk.enrollment(OLA).id());

        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(get("/enrollments/" + desk.enrollment(PER).id(), "en")).doesNotContain("What is this mail?");
    }

    @Test
    void nonsense_changes_nothing_and_neither_does_another_site() throws Exception {
        answers("Yes, call me.", "X-Mailer", "Some");
        press("to=nonsense");
        press("to=out-of-office&until=tomorrow");
        press("to=reply&enrollment=4711");
        send("/inbound/" + mail() + "/correct", "to=unrelated", "cross-site");

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_successor_is_offered_and_enrolled_by_a_press_alone() throws Exception {
        answers(
                "Per no longer works here. Please contact Ida Berg at ida.berg@fjord.example instead.",
                "Auto-Submitted",
                "auto-replied");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.LEFT_COMPANY);
        var page = "/enrollments/" + desk.enrollment(PER).id();
        assertThat(get(page, "en")).contains("Enroll Ida Berg &lt;ida.berg@fjord.example&gt; in the same cadence");
        assertThat(desk.count("select count(*) from prospect where email like 'ida%'"))
                .isZero();

        send(page + "/successor", "", "same-origin");
        send(page + "/successor", "", "same-origin");

        assertThat(desk.enrollment("ida.berg@fjord.example")).isActive().beforeStep("intro");
        assertThat(desk.timeline("ida.berg@fjord.example")).anyMatch(line -> line.contains("Enrolled instead of Per"));
        assertThat(desk.count("select count(*) from enrollment")).isEqualTo(3);
        assertThat(desk.count("select count(distinct account_id) from prospect"))
                .isEqualTo(1);
    }

    private void answers(String text, String header, String value) throws Exception {
        desk.answer(PER, text)
                .to(desk.received(PER).getFirst())
                .with(header, value)
                .arrives();
        desk.run();
    }

    private long mail() {
        return desk.ask(session -> session.createSelectionQuery("select max(id) from Inbound", Long.class)
                .getSingleResult());
    }

    private String press(String form) throws Exception {
        return send("/inbound/" + mail() + "/correct", form, "same-origin");
    }

    /** Answers where it leads to. */
    private String send(String path, String form, String site) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Cookie", SignedInAs.admin(desk.engine()))
                .header("Sec-Fetch-Site", site)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private String get(String path, String language) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Cookie", SignedInAs.admin(desk.engine()))
                .header("Accept-Language", language)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }
}
