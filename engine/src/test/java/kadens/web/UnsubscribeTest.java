package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.prospect.Suppressions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnsubscribeTest {

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void looking_changes_nothing() {
        var enrollment = site.enrollmentOf("ola.vik@fjellheis.example");
        var before = site.timelineLength(enrollment);

        var page = site.get("/u/" + enrollment.unsubscribeToken());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Meld deg av").doesNotContain("ola.vik@", "<script");
        assertThat(site.enrollmentOf("ola.vik@fjellheis.example").state()).isEqualTo(State.ACTIVE);
        assertThat(site.timelineLength(enrollment)).isEqualTo(before);
        assertThat(isSuppressed("ola.vik@fjellheis.example")).isFalse();
    }

    @Test
    void one_click_of_a_mail_program_acts_and_twice_is_fine() {
        var email = "mari.haugland@nordklima.example";
        var enrollment = site.enrollmentOf(email);

        var first = oneClick(
                enrollment.unsubscribeToken(), "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        var told = site.timelineLength(enrollment);
        var second = oneClick(
                enrollment.unsubscribeToken(), "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");

        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(200);
        assertThat(site.enrollmentOf(email).state()).isEqualTo(State.STOPPED);
        assertThat(site.enrollmentOf(email).stopReason()).isEqualTo(StopReason.UNSUBSCRIBED);
        assertThat(isSuppressed(email)).isTrue();
        assertThat(site.timelineLength(enrollment)).isEqualTo(told);
    }

    @Test
    void a_multipart_body_acts_as_well() {
        var email = "eirik.moen@nordklima.example";
        var body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";

        var status = oneClick(site.enrollmentOf(email).unsubscribeToken(), "multipart/form-data; boundary=x", body);

        assertThat(status).isEqualTo(200);
        assertThat(site.enrollmentOf(email).stopReason()).isEqualTo(StopReason.UNSUBSCRIBED);
    }

    @Test
    void a_link_that_leads_nowhere_says_what_else_works() {
        var page = site.get("/u/nobody", "Accept-Language", "en");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("This link leads nowhere").contains("answer the mail");
    }

    private static int oneClick(String token, String type, String body) {
        return site.send(site.request("/u/" + token, "Content-Type", type).POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static boolean isSuppressed(String email) {
        return site.in(session -> Suppressions.forbidding(session, email)).isPresent();
    }
}
