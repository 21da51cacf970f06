package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.State;
import kadens.team.Audit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site();
        site.run();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void every_page_answers_in_both_languages_and_is_light() {
        var enrollment = site.enrollmentOf("ola.vik@fjellheis.example");
        var paths = List.of(
                "/",
                "/enrollments",
                "/conversations",
                "/enrollments?state=active&q=ol",
                "/enrollments?state=held",
                "/enrollments?page=2",
                "/enrollments/" + enrollment.id(),
                "/mailboxes/" + enrollment.mailboxId(),
                "/studio",
                "/studio/cold-outreach",
                "/studio/cold-outreach?form=file",
                "/people",
                "/people/ola.vik@fjellheis.example",
                "/u/" + enrollment.unsubscribeToken(),
                "/api/status");
        for (var path : paths) {
            for (var language : List.of("en", "nb")) {
                var page = site.get(path, "Accept-Language", language);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.body().length()).as(path).isLessThan(90_000);
                assertThat(page.body()).as(path).doesNotContain("on" + "click=", "style=\"", "http://cdn");
            }
        }
        assertThat(site.get("/enrollments", "Accept-Language", "nb-NO,en;q=0.5").body())
                .contains("lang=\"nb\"", "Postkasser");
    }

    @Test
    void every_page_says_that_a_copy_sends_nothing_until_it_is_confirmed() {
        var enrollment = site.enrollmentOf("ola.vik@fjellheis.example");
        var paths = List.of("/", "/enrollments/" + enrollment.id(), "/mailboxes/" + enrollment.mailboxId(), "/people");
        site.becomesACopy();
        for (var path : paths) {
            assertThat(site.get(path, "Accept-Language", "en").body())
                    .as(path)
                    .containsPattern("role=\"status\">\\s*<p class=\"holding\">")
                    .contains("Nothing is sent.", "restored copy", "kadens installation confirm");
            assertThat(site.get(path, "Accept-Language", "nb").body())
                    .as(path)
                    .contains("Ingenting sendes.", "gjenopprettet kopi");
        }
        assertThat(site.get("/", "HX-Request", "true").body()).contains("id=\"holding\"", "restored copy");
        assertThat(site.get("/api/status").body())
                .contains("\"maySend\":false", "\"standing\":\"copied\"", "restored copy");

        site.isConfirmed();
        assertThat(site.get("/").body()).contains("id=\"holding\"").doesNotContain("restored copy");
        assertThat(site.get("/api/status").body()).contains("\"maySend\":true");
    }

    @Test
    void nobody_whose_letters_get_lost_is_offered_to_a_visitor() {
        try (var other = new Site()) {
            for (var person : other.world.people().all()) {
                if (person.behaviour().keepsLetters()) {
                    other.post(
                            "/enrollments/" + other.enrollmentOf(person.email()).id() + "/stop", "");
                }
            }
            other.run();
            var writtenTo = other.in(session -> History.lastSentToOngoing(session, 100));

            assertThat(writtenTo).isNotEmpty();
            assertThat(other.get("/").body()).contains("id=\"invite\" class=\"button strong\" href=\"/people\"");
        }
    }

    @Test
    void a_refresh_gets_the_live_part_alone() {
        var part = site.get("/enrollments?state=active", "HX-Request", "true").body();

        assertThat(part).contains("id=\"live\"").doesNotContain("<html");
    }

    @Test
    void a_search_finds_by_the_beginning_of_name_company_and_address() {
        assertThat(names("/enrollments?q=fjellh")).hasSize(3).contains("Ola Vik");
        assertThat(names("/enrollments?q=vik+ola")).containsExactly("Ola Vik");
        assertThat(names("/enrollments?q=ola.vik%40")).containsExactly("Ola Vik");
        assertThat(names("/enrollments?q=fjellheis+as")).hasSize(3);
        assertThat(names("/enrollments?q=fjellheis+berg")).isEmpty();
        assertThat(names("/enrollments?q=%25")).isEmpty();
    }

    @Test
    void names_and_subjects_are_shown_as_text() {
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE prospect SET first_name = '<script>alert(1)</script>' WHERE email ="
                                + " 'henrik.s@fjellheis.example'")
                .executeUpdate());
        var enrollment = site.enrollmentOf("henrik.s@fjellheis.example");

        for (var path : List.of("/enrollments?q=s%C3%B8rb", "/enrollments/" + enrollment.id())) {
            assertThat(site.get(path).body()).contains("&lt;script&gt;alert").doesNotContain("<script>alert");
        }
        var hostile = "\"><img src=x onerror=alert(1)>";
        assertThat(site.get("/enrollments?q="
                                + java.net.URLEncoder.encode(hostile, java.nio.charset.StandardCharsets.UTF_8))
                        .body())
                .doesNotContain("<img src=x");
    }

    @Test
    void a_sent_mail_is_shown_in_a_frame_that_runs_nothing() {
        var sent = site.in(session -> session.createNativeQuery("SELECT MIN(id) FROM message", Long.class)
                .getSingleResult());
        var message = site.in(session -> OutgoingMessages.byId(session, sent)).orElseThrow();

        var page = site.get("/messages/" + sent);
        var frame = site.get("/messages/" + sent + "/html");

        assertThat(page.body()).contains("<iframe").contains("Message-ID");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("allow-scripts");
        assertThat(site.get("/messages/" + sent + "/raw").body()).contains("Message-ID: <" + message.messageId() + ">");
    }

    @Test
    void a_sent_mail_tells_what_it_was_made_of_and_one_from_before_says_so() {
        var sent = site.in(session -> session.createNativeQuery("SELECT MAX(id) FROM message", Long.class)
                .getSingleResult());
        var message = site.in(session -> OutgoingMessages.byId(session, sent)).orElseThrow();
        var cadence = site.enrollmentOf(message.recipient()).cadence();
        var page = site.get("/messages/" + sent, "Accept-Language", "en").body();

        assertThat(page)
                .contains("<dd>cadences/" + cadence + "/" + message.stepKey() + ".ftl", message.templateVersion())
                .contains("<dt>Language</dt><dd>" + message.language() + "</dd>")
                .containsPattern("(?s)<details><summary>The values it was written with</summary>.*"
                        + "<dt>prospect.email</dt><dd>" + Pattern.quote(message.recipient()) + "</dd>")
                .doesNotContain("from before the values were kept");

        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE message SET written_with = NULL, language = NULL WHERE id = " + sent)
                .executeUpdate());
        assertThat(site.get("/messages/" + sent, "Accept-Language", "en").body())
                .contains("from before the values were kept", message.templateVersion())
                .doesNotContain("<summary>The values");
        assertThat(site.get("/messages/" + sent, "Accept-Language", "nb").body())
                .contains("fra før verdiene ble tatt vare på", "Hva den ble laget av");
    }

    @Test
    void hostile_html_is_cleaned() {
        var html = "<p onclick=x>Hi<script>alert(1)</script><img src=https://evil.example/p.gif>"
                + "<a href='javascript:alert(1)'>a</a><iframe src=x></iframe><form action=x><input></form></p>";

        assertThat(MailHtml.clean(html))
                .contains("Hi")
                .doesNotContain("script", "onclick", "evil", "javascript", "iframe", "form");
    }

    @Test
    void buttons_do_what_they_say_and_only_where_it_makes_sense() {
        var email = "aase.bjornaas@fjellheis.example";
        var at = "/enrollments/" + site.enrollmentOf(email).id();

        assertThat(site.post(at + "/pause", "").statusCode()).isEqualTo(303);
        assertThat(site.enrollmentOf(email).state()).isEqualTo(State.PAUSED);
        assertThat(site.get(at).body()).contains(at + "/resume").doesNotContain(at + "/pause");
        site.post(at + "/resume", "");
        assertThat(site.enrollmentOf(email).state()).isEqualTo(State.ACTIVE);
        site.post(at + "/stop", "");
        assertThat(site.enrollmentOf(email).state()).isEqualTo(State.STOPPED);
        assertThat(site.get(at).body()).doesNotContain(at + "/resume", at + "/stop");
        assertThat(site.in(session -> Audit.latest(session, null, null, 3)).stream()
                        .map(audit -> audit.sentence().toString()))
                .satisfiesExactly(
                        last -> assertThat(last).startsWith("stopped one person"),
                        between -> assertThat(between).startsWith("let one person go on"),
                        before -> assertThat(before).startsWith("paused one person"));
        site.post(at + "/resume", "");
        assertThat(site.enrollmentOf(email).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void an_answer_as_a_sample_person_stops_the_enrollment() {
        var message = site.in(session -> session.createNativeQuery(
                        "SELECT recipient FROM message WHERE state = 'sent' ORDER BY id DESC LIMIT 1", String.class)
                .getSingleResult());
        var letter = site.world.postOffice().letters(message).getFirst();

        var answered = site.post("/people/" + message + "/answer", "letter=" + letter.uid() + "&text=Yes%2C+please.");
        site.run();

        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(site.enrollmentOf(message).state()).isEqualTo(State.STOPPED);
        assertThat(site.get("/people/" + message + "?answered=1", "Accept-Language", "en")
                        .body())
                .contains("Kadens has read your answer and stopped");
        assertThat(site.get("/enrollments/" + site.enrollmentOf(message).id(), "Accept-Language", "en")
                        .body())
                .contains("Yes, please.", "Stopped · replied", "3 steps not sent");
    }

    @Test
    void nonsense_in_the_database_breaks_no_page() {
        var email = "ola.vik@fjellheis.example";
        var enrollment = site.enrollmentOf(email);
        var zone = site.in(session -> session.createNativeQuery(
                        "SELECT time_zone FROM prospect WHERE email = '" + email + "'", String.class)
                .getSingleResult());
        spoil("nonsense", "nonsense", email);
        try {
            for (var path : List.of(
                    "/",
                    "/enrollments?q=ola.vik%40",
                    "/enrollments/" + enrollment.id(),
                    "/mailboxes/" + enrollment.mailboxId(),
                    "/people/" + email,
                    "/api/status")) {
                assertThat(site.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(site.get("/mailboxes/" + enrollment.mailboxId()).body()).contains("nonsense");
        } finally {
            spoil(zone, "Europe/Oslo", email);
        }
    }

    private static void spoil(String zone, String mailboxZone, String email) {
        site.in(session -> {
            session.createNativeMutationQuery("UPDATE mailbox SET time_zone = :zone")
                    .setParameter("zone", mailboxZone)
                    .executeUpdate();
            return session.createNativeMutationQuery("UPDATE prospect SET time_zone = :zone WHERE email = :email")
                    .setParameter("zone", zone)
                    .setParameter("email", email)
                    .executeUpdate();
        });
    }

    @Test
    void a_mailbox_that_sends_nothing_by_wish_says_so() {
        var mailbox = site.in(session -> site.engine.mailboxes().all(session)).getFirst();
        site.in(session -> {
            site.engine
                    .mailboxes()
                    .disconnect(session, mailbox, site.engine.clock().instant());
            return mailbox;
        });

        assertThat(site.get("/mailboxes/" + mailbox.id(), "Accept-Language", "en")
                        .body())
                .contains(">disconnected<", "It is neither read nor sent from.");
        assertThat(site.get("/mailboxes/" + mailbox.id(), "Accept-Language", "nb")
                        .body())
                .contains(">koblet fra<");

        site.in(session -> {
            site.engine.mailboxes().connect(session, mailbox);
            return mailbox;
        });
    }

    @Test
    void what_does_not_exist_is_said_kindly() {
        for (var path : List.of(
                "/enrollments/999999",
                "/enrollments/x",
                "/messages/9",
                "/inbound/9",
                "/mailboxes/9",
                "/nowhere",
                "/people/nobody@nowhere.example")) {
            var page = site.get(path, "Accept-Language", "en");
            assertThat(page.statusCode()).as(path).isIn(404);
            assertThat(page.body()).as(path).contains("Nothing is here").doesNotContain("Exception");
        }
    }

    @Test
    void an_engine_without_anything_teaches_the_first_step() {
        try (var empty = Site.empty()) {
            var page = empty.get("/enrollments", "Accept-Language", "en").body();

            assertThat(empty.get("/").body()).contains("href=\"/enrollments\"");
            assertThat(page).contains("href=\"/mailboxes/new\"").doesNotContain("/people", "No mail leaves");
            assertThat(empty.get("/people").statusCode()).isEqualTo(404);
        }
    }

    private static List<String> names(String path) {
        return Pattern.compile("<a data-row[^>]*>([^<]*)</a>")
                .matcher(site.get(path).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }
}
