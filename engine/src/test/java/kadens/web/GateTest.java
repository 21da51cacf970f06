package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import kadens.enrollment.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GateTest {

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
    void without_a_password_another_host_name_is_refused() throws IOException {
        assertThat(rawStatus("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains("403");
        assertThat(rawStatus("GET / HTTP/1.1\r\nHost: localhost:" + site.port() + "\r\nConnection: close\r\n\r\n"))
                .contains("200");
    }

    @Test
    void without_a_password_a_request_through_a_proxy_is_refused_with_the_way_out() {
        var page = site.get("/", "X-Forwarded-For", "203.0.113.9", "Accept-Language", "en");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("KADENS_PAGES_PASSWORD");
    }

    @Test
    void what_is_for_everybody_stays_open() {
        assertThat(site.get("/api/health", "X-Forwarded-For", "203.0.113.9").body())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(site.get("/u/nobody", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(404);
        assertThat(site.get("/api/status", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
    }

    @Test
    void with_a_password_only_the_right_one_opens_the_pages() {
        var port = site.serve("hemmelig æøå", null);

        assertThat(site.send(site.request(port, "/")).statusCode()).isEqualTo(401);
        assertThat(site.send(site.request(port, "/", "Authorization", basic("any:wrong")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(site.send(site.request(port, "/", "Authorization", basic("any:hemmelig æøå")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.send(site.request(port, "/api/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_of_another_site_changes_nothing() {
        var enrollment = site.enrollmentOf("ola.vik@fjellheis.example");
        var path = "/enrollments/" + enrollment.id() + "/stop";

        assertThat(post(path, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(post(path, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(post(path, "Origin", "https://evil.example")).isEqualTo(403);
        assertThat(post(path, "Accept", "*/*")).isEqualTo(403);
        assertThat(site.enrollmentOf("ola.vik@fjellheis.example").state()).isEqualTo(State.ACTIVE);

        assertThat(post(path, "Origin", "http://127.0.0.1:" + site.port())).isEqualTo(303);
        assertThat(site.enrollmentOf("ola.vik@fjellheis.example").state()).isEqualTo(State.STOPPED);
    }

    @Test
    void a_choice_leads_back_to_a_page_of_our_own_only() {
        assertThat(site.post("/language/nb", "back=%2F%3Fstate%3Dheld")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/?state=held"));
        assertThat(site.post("/language/nb", "back=%2F%2Fevil.example")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).doesNotContain("evil"));
    }

    private static int post(String path, String... headers) {
        return site.send(site.request(path, headers).POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The JDK's client does not let a Host header be made up. */
    private static String rawStatus(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", site.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
