package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import kadens.team.OneTimeLinks;
import kadens.team.Passwords;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String PASSWORD = "three calm fjords at dawn";

    private Site site;
    private int office;

    @BeforeEach
    void open() {
        site = new Site();
        office = site.serve(null);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void the_first_admin_comes_by_a_link_that_works_once() {
        var link = "/welcome/"
                + site.in(session ->
                        OneTimeLinks.forTheFirst(session, site.engine.clock().instant()));
        var form = "name=Berit+Aas&email=Berit%40sales.example&password=" + encoded(PASSWORD) + "&again=";

        assertThat(get(link).body()).contains("name=\"email\"", "autocomplete=\"new-password\"");
        assertThat(post(link, form + "other").statusCode()).isEqualTo(422);
        assertThat(post(link, "name=B&email=x&password=p&again=p").statusCode()).isEqualTo(422);

        var begun = post(link, form + encoded(PASSWORD));

        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(get("/studio", "Cookie", cookie(begun)).statusCode()).isEqualTo(200);
        var berit = site.in(session -> People.byEmail(session, "berit@sales.example"))
                .orElseThrow();
        assertThat(berit.role()).isEqualTo(Role.ADMIN);
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(post(link, form + encoded(PASSWORD)).statusCode()).isEqualTo(404);
    }

    @Test
    void the_right_password_opens_the_page_that_was_asked_for_until_signing_out() {
        has("kari@rute.example", PASSWORD);

        var asked = get("/enrollments/1?x=1");
        assertThat(asked.headers().firstValue("Location").orElseThrow())
                .endsWith("/sign-in?to=%2Fenrollments%2F1%3Fx%3D1");
        var in = signIn("Kari@Rute.example", PASSWORD, "/enrollments/1?x=1");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/enrollments/1?x=1");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(get("/", "Cookie", cookie(in)).body()).contains("Kari Solheim");

        post("/sign-out", "", "Cookie", cookie(in));
        assertThat(get("/", "Cookie", cookie(in)).statusCode()).isEqualTo(303);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_look_the_same() {
        has("kari@rute.example", PASSWORD);

        var wrong = signIn("kari@rute.example", "something else", "/");
        var unknown = signIn("nobody@rute.example", PASSWORD, "/");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body().replace("nobody@", "kari@")).isEqualTo(wrong.body());
    }

    @Test
    void who_guesses_has_to_wait_even_with_the_right_password() {
        has("kari@rute.example", PASSWORD);

        IntStream.range(0, 10).forEach(_ -> signIn("kari@rute.example", "guess", "/"));

        assertThat(signIn("kari@rute.example", PASSWORD, "/").statusCode()).isEqualTo(429);
        assertThat(signIn("jonas@rute.example", "guess", "/").statusCode()).isEqualTo(401);
    }

    @Test
    void whoever_has_left_is_signed_in_no_more() {
        has("kari@rute.example", PASSWORD);
        var cookie = cookie(signIn("kari@rute.example", PASSWORD, "/"));
        site.in(session -> {
            People.left(
                    session,
                    People.byEmail(session, "kari@rute.example").orElseThrow(),
                    site.engine.clock().instant());
            return true;
        });

        assertThat(get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
        assertThat(signIn("kari@rute.example", PASSWORD, "/").statusCode()).isEqualTo(401);
    }

    @Test
    void signing_in_leads_to_no_other_site() {
        has("kari@rute.example", PASSWORD);

        for (var to : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "/\r\nX: y"}) {
            assertThat(signIn("kari@rute.example", PASSWORD, to)
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .doesNotContain("evil", "X:");
        }
    }

    private void has(String email, String password) {
        site.in(session -> {
            Passwords.set(session, People.byEmail(session, email).orElseThrow(), password);
            return true;
        });
    }

    private HttpResponse<String> signIn(String email, String password, String to) {
        return post("/sign-in", "email=" + encoded(email) + "&password=" + encoded(password) + "&to=" + encoded(to));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return site.send(site.request(office, path, headers).GET());
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = site.request(office, path, headers)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded");
        return site.send(request.POST(BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> response) {
        var set = response.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
