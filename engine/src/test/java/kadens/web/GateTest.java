package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kadens.SignedInAs;
import kadens.enrollment.State;
import kadens.team.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GateTest {

    private static Site site;

    /** Over the same database, for people who sign in. */
    private static int office;

    @BeforeAll
    static void open() {
        site = new Site();
        office = site.serve(null);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Each address with each role and with none: who may not is refused, and who may is not. */
    @TestFactory
    List<DynamicTest> nobody_goes_where_their_role_may_not() {
        var tests = new java.util.ArrayList<DynamicTest>();
        for (var route : site.routesOf(office)) {
            tests.add(DynamicTest.dynamicTest(route + " for nobody", () -> {
                var status = status(route, null);
                if (route.access() == Access.OPEN) {
                    assertThat(status).isNotEqualTo(403);
                } else {
                    assertThat(status)
                            .isEqualTo(
                                    route.method().equals("GET")
                                                    && !route.path().startsWith("/api/")
                                            ? 303
                                            : 401);
                }
            }));
            for (var role : Role.values()) {
                tests.add(DynamicTest.dynamicTest(route + " for " + role.word(), () -> {
                    // Another one each time: some of the addresses sign out, or change who somebody is.
                    var cookie = SignedInAs.cookie(site.engine, role.word() + "@sales.example", role, null);
                    var status = status(route, cookie);
                    assertThat(status).isLessThan(500);
                    if (route.access().admits(role)) {
                        assertThat(status).isNotIn(401, 403);
                    } else {
                        assertThat(status).isEqualTo(403);
                    }
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    @Test
    void asking_for_the_head_of_a_page_asks_for_the_page() {
        assertThat(site.send(site.request(office, "/studio").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void what_is_for_everybody_stays_open() {
        assertThat(site.send(site.request(office, "/api/health")).body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(site.send(site.request(office, "/u/nobody")).statusCode()).isEqualTo(404);
        assertThat(site.send(site.request(office, "/api/status")).statusCode()).isEqualTo(401);
    }

    @Test
    void the_sandbox_answers_its_own_machine_alone() throws IOException {
        assertThat(rawStatus("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains("403");
        assertThat(rawStatus("GET / HTTP/1.1\r\nHost: localhost:" + site.port() + "\r\nConnection: close\r\n\r\n"))
                .contains("200");
        assertThat(site.get("/", "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(403);
        assertThat(site.get("/u/nobody", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
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

    private static int status(Routes.Route route, @Nullable String cookie) {
        var path = route.path().replaceAll("\\{[^}]*}", "999999");
        var request = site.request(office, path, "Sec-Fetch-Site", "same-origin");
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return site.send(
                        route.method().equals("GET")
                                ? request.GET()
                                : request.header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private static int post(String path, String... headers) {
        return site.send(site.request(path, headers).POST(BodyPublishers.noBody()))
                .statusCode();
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
