package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import kadens.team.People;
import kadens.team.Role;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The pages of a desk, as somebody's browser sees them: first an admin's. */
final class PagesOf implements AutoCloseable {

    private final SalesDesk desk;
    private final WebServer web;
    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie;

    PagesOf(SalesDesk desk) {
        this.desk = desk;
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
        cookie = SignedInAs.admin(desk.engine());
    }

    int port() {
        return web.port();
    }

    String cookie() {
        return cookie;
    }

    /** From now on somebody else looks. */
    void as(String email, Role role, @Nullable Long team) {
        cookie = SignedInAs.cookie(desk.engine(), email, role, team);
    }

    /** The id of somebody who is there, too. */
    long person(String email, Role role, @Nullable Long team) {
        SignedInAs.cookie(desk.engine(), email, role, team);
        return desk.ask(session -> People.byEmail(session, email).orElseThrow().id());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** As a form of our own page would send it. */
    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The page of a check that was begun, once it is over. */
    String check(HttpResponse<String> begun) {
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        var path = begun.headers().firstValue("Location").orElseThrow();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(path).body(), page -> !page.contains("every 1s"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port()).resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", cookie)
                .header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        web.close();
    }
}
