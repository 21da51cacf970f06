package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import kadens.SignedInAs;
import kadens.team.Passwords;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MeTest {

    private static final String OLD = "three+calm+fjords+at+dawn";
    private static final String NEW = "seven+quiet+lakes+at+noon";

    private static Site site;
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

    @Test
    void a_new_password_asks_for_the_old_one_and_ends_the_other_sessions() {
        site.in(session -> {
            var kari = People.byEmail(session, "kari@rute.example").orElseThrow();
            Passwords.set(session, kari, OLD.replace('+', ' '));
            return true;
        });
        var here = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);
        var there = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);

        assertThat(post("/me/password", "old=guess&password=" + NEW + "&again=" + NEW, here)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/me/password", "old=" + OLD + "&password=short&again=short", here)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/me/password", "old=" + OLD + "&password=" + NEW + "&again=other", here)
                        .statusCode())
                .isEqualTo(422);

        var changed = post("/me/password", "old=" + OLD + "&password=" + NEW + "&again=" + NEW, here);

        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(get("/me", there).statusCode()).isEqualTo(303);
        assertThat(get("/me", here).statusCode()).isEqualTo(303);
        assertThat(get("/me?said=password", cookie(changed)).body()).contains("You are signed in here alone");
    }

    @Test
    void what_prospects_see_of_somebody_is_changed_by_themselves() {
        var jonas = SignedInAs.cookie(site.engine, "jonas@rute.example", Role.REP, null);

        post("/me", "name=Jonas+L.&phone=%2B47+1&signature=a%0D%0Ab&language=nb", jonas);

        var person =
                site.in(session -> People.byEmail(session, "jonas@rute.example").orElseThrow());
        assertThat(person.name()).isEqualTo("Jonas L.");
        assertThat(person.signature()).isEqualTo("a\nb");
        assertThat(get("/me", jonas).body()).contains("lang=\"nb\"", "Slik blir du presentert");
        assertThat(post("/me", "name=", jonas).statusCode()).isEqualTo(422);
    }

    @Test
    void signing_out_everywhere_ends_all_sessions() {
        var here = SignedInAs.cookie(site.engine, "amina@rute.example", Role.REP, null);
        var there = SignedInAs.cookie(site.engine, "amina@rute.example", Role.REP, null);

        post("/me/sign-out-everywhere", "", here);

        assertThat(get("/me", here).statusCode()).isEqualTo(303);
        assertThat(get("/me", there).statusCode()).isEqualTo(303);
    }

    @Test
    void a_token_that_somebody_planted_is_never_signed_in() {
        site.in(session -> {
            var tor = People.byEmail(session, "tor@rute.example").orElseThrow();
            Passwords.set(session, tor, OLD.replace('+', ' '));
            return true;
        });
        var planted = SignedInAs.cookie(site.engine, "maja@rute.example", Role.MARKETING, null);

        var in = site.send(site.request(office, "/sign-in", "Cookie", planted, "X-Forwarded-Proto", "https")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=tor%40rute.example&password=" + OLD)));

        assertThat(cookie(in)).isNotEqualTo(planted);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("; HttpOnly", "; Secure");
        assertThat(get("/me", planted).statusCode()).isEqualTo(303);
    }

    @Test
    void a_visitor_of_the_sandbox_is_whoever_they_choose_and_nobody_else_may() {
        assertThat(site.get("/me").body()).contains("You are Ingrid Moen, admin", "Kari Solheim, rep");
        var kari =
                site.in(session -> People.byEmail(session, "kari@rute.example").orElseThrow());

        var chosen = site.post("/visitor", "person=" + kari.id());

        var set = chosen.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("visitor="))
                .findFirst()
                .orElseThrow();
        assertThat(site.get("/me", "Cookie", set.substring(0, set.indexOf(';'))).body())
                .contains("You are Kari Solheim, rep")
                .doesNotContain("href=\"/settings\"");
        assertThat(site.post("/visitor", "person=999999").statusCode()).isEqualTo(404);
        assertThat(post("/visitor", "person=" + kari.id(), "a=b").statusCode()).isEqualTo(404);
        assertThat(get("/me", "visitor=" + kari.id()).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> get(String path, String cookie) {
        return site.send(site.request(office, path, "Cookie", cookie).GET());
    }

    private static HttpResponse<String> post(String path, String body, String cookie) {
        return site.send(site.request(office, path, "Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("signed-in="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElse("");
    }
}
