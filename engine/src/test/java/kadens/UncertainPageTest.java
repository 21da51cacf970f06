package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.UncertainSends;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rep sees of an uncertain mail, and what the two buttons do. */
class UncertainPageTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private FaultySmtp smtp;
    private WebServer web;

    @BeforeEach
    void an_uncertain_mail() {
        desk = new SalesDesk();
        smtp = new FaultySmtp().answersDot(FaultySmtp.HANGS_UP);
        desk.mailbox(FAST, smtp);
        desk.enroll(PER);
        desk.run();
        smtp.isWell();
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
    }

    @AfterEach
    void close() throws IOException {
        web.close();
        smtp.close();
        desk.close();
    }

    @Test
    void the_page_asks_whether_it_arrived_until_that_is_known() throws Exception {
        assertThat(page()).contains("Did “Routes for fjord.example” arrive?", "nothing is sent meanwhile");
        desk.runAfter(UncertainSends.GRACE);
        assertThat(page()).contains("It counts as sent", "Send it again");
        press("arrived");

        assertThat(page()).doesNotContain("arrive?", "Send it again");
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).beforeStep("second");
    }

    @Test
    void sent_again_by_hand_it_goes_out_once_more_however_often_it_is_pressed() throws Exception {
        press("resend");
        assertThat(page()).contains("goes out once more").doesNotContain("Send it again");
        press("resend");
        desk.run();
        press("resend");
        desk.run();

        assertThat(smtp.taken()).hasSize(2);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second");
    }

    @Test
    void the_mailbox_says_what_it_does() throws Exception {
        assertThat(get("/mailboxes/" + desk.mailbox().id()))
                .contains(
                        "Did these arrive?",
                        PER,
                        "If nobody knows whether a mail left",
                        "count it as sent",
                        "Kadens adds those");
    }

    private String page() throws Exception {
        return get("/enrollments/" + desk.enrollment(PER).id());
    }

    private void press(String button) throws Exception {
        var path = "/messages/" + desk.messages(PER).getFirst().id() + "/" + button;
        var request = HttpRequest.newBuilder(at(path))
                .header("Cookie", SignedInAs.admin(desk.engine()))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(303);
        }
    }

    private String get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(at(path))
                    .header("Cookie", SignedInAs.admin(desk.engine()))
                    .header("Accept-Language", "en")
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }
}
