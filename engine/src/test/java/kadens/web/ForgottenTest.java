package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import kadens.sandbox.Letter;
import kadens.team.Audit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgottenTest {

    private static final String PASSWORD = "three+calm+fjords+at+dawn";

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
    void a_link_comes_by_mail_and_sets_a_new_password() {
        var answer = ask("Kari@rute.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("If Kari@rute.example is known here").doesNotContain("/welcome/");
        var link = linkMailedTo("kari@rute.example");
        assertThat(get(link).body()).contains("Kari Solheim");
        assertThat(post(link, "password=" + PASSWORD + "&again=" + PASSWORD).statusCode())
                .isEqualTo(303);
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(post("/sign-in", "email=kari%40rute.example&password=" + PASSWORD)
                        .statusCode())
                .isEqualTo(303);
        assertThat(audit())
                .anySatisfy(audit -> assertThat(audit.sentence().toString()).contains("was mailed to Kari Solheim"));
    }

    @Test
    void an_unknown_address_is_answered_in_the_same_words_and_gets_nothing() {
        var known = ask("kari@rute.example");
        var unknown = ask("nobody@rute.example");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body().replace("nobody@", "kari@")).isEqualTo(known.body());
        linkMailedTo("kari@rute.example");
        assertThat(audit()).hasSize(1);
    }

    @Test
    void nobodys_inbox_is_filled_by_asking_again_and_again() {
        for (var email : List.of("kari@rute.example", "nobody@rute.example")) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(email).statusCode()).isEqualTo(200);
            }
            assertThat(ask(email).statusCode()).isEqualTo(429);
        }
        for (int i = 6; i < 20; i++) {
            assertThat(ask("somebody" + i + "@rute.example").statusCode()).isEqualTo(200);
        }
        assertThat(ask("jonas@rute.example").statusCode()).isEqualTo(429);
        assertThat(ask("jonas@rute.example", "X-Forwarded-For", "6.6.6.6, 203.0.113.9")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void where_no_mailbox_may_send_people_are_told_to_ask_an_admin() {
        site.in(session -> {
            site.engine
                    .mailboxes()
                    .all(session)
                    .forEach(mailbox -> site.engine
                            .mailboxes()
                            .disconnect(session, mailbox, site.engine.clock().instant()));
            return true;
        });

        assertThat(get("/forgotten").body()).contains("Ask an admin").doesNotContain("<form");
        assertThat(ask("kari@rute.example").body()).contains("Ask an admin");
    }

    @Test
    void what_is_no_address_is_told_beside_what_was_typed() {
        var answer = ask("kari");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("That is not an email address", "value=\"kari\"");
        assertThat(get("/sign-in").body()).contains("href=\"/forgotten\"");
    }

    private String linkMailedTo(String email) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> links(email), links -> !links.isEmpty())
                .getFirst();
    }

    private List<String> links(String email) {
        return site.world.postOffice().letters(email).stream()
                .map(Letter::text)
                .flatMap(text -> Pattern.compile("/welcome/\\S+")
                        .matcher(text)
                        .results()
                        .map(found -> found.group()))
                .toList();
    }

    private List<Audit> audit() {
        return site.in(session -> Audit.latest(session, null, null, 10));
    }

    private HttpResponse<String> ask(String email, String... headers) {
        return post("/forgotten", "email=" + email.replace("@", "%40"), headers);
    }

    private HttpResponse<String> get(String path) {
        return site.send(site.request(office, path).GET());
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return site.send(site.request(office, path, headers)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }
}
