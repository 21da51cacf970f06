package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import kadens.SignedInAs;
import kadens.enrollment.OutgoingMessages;
import kadens.prospect.Prospects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StudioPagesTest {

    private static final String OLA = "ola.vik@fjellheis.example";
    private static final Pattern POLL = Pattern.compile("id=\"live\"[^>]* hx-get=\"([^\"]+)\"");

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.withOwnTemplates();
    }

    @BeforeEach
    void restore() {
        site.restoreTemplates();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_studio_lists_every_cadence_and_says_which_are_broken() {
        site.write("cadences/reactivation/cadence.yaml", "title: Reactivation\nsteps: nothing\n");
        var list = site.get("/studio", "Accept-Language", "en").body();

        assertThat(list).contains("Cold outreach", "Who plans the day · Import from Excel", "/studio/cold-outreach");
        assertThat(list).containsPattern("(?s)id=\"cadence-reactivation\".*?broken.*?1 error");
        assertThat(site.get("/studio", "Accept-Language", "nb").body()).contains("Kadens", "ødelagt", "1 feil");
    }

    @Test
    void a_mail_is_shown_for_samples_and_for_prospects_in_every_form_and_both_languages() {
        var ola = prospect(OLA);
        for (var who : List.of("", "sample=norwegian", "prospect=" + ola)) {
            for (var form : List.of("html", "text", "message", "file")) {
                for (var language : List.of("en", "nb")) {
                    var path = "/studio/cold-outreach?step=intro&form=" + form + "&" + who;
                    var page = site.get(path, "Accept-Language", language);
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body()).as(path).doesNotContain("on" + "click=", "style=\"", "<script>");
                }
            }
        }
        assertThat(site.get("/studio/cold-outreach?form=message&prospect=" + ola)
                        .body())
                .contains("To: ", OLA, "List-Unsubscribe: ");
    }

    @Test
    void a_real_prospect_is_shown_what_the_sender_sent_them() {
        site.run();
        var enrollment = site.enrollmentOf(OLA);
        var message = site.in(session -> OutgoingMessages.ofEnrollment(session, enrollment.id()))
                .getFirst();
        var path = "/studio/" + enrollment.cadence() + "?step=" + message.stepKey() + "&prospect="
                + enrollment.prospectId();

        var shown = site.get(path + "&form=text").body();

        assertThat(shown).contains("/messages/" + message.id(), message.subject());
        assertThat(site.get(path).body()).contains("/enrollments/" + enrollment.id());
    }

    @Test
    void what_was_not_saved_is_not_sent_again_and_what_was_is() {
        var page = site.get("/studio/cold-outreach?step=intro&form=text").body();
        var poll = poll(page);

        var same = site.get(poll, "HX-Request", "true");
        assertThat(same.headers().firstValue("HX-Reswap")).contains("none");
        assertThat(same.body()).doesNotContain("id=\"live\"");

        site.write("cadences/cold-outreach/intro.ftlh", "Subject: New\n\n<p>Freshly saved. ${unsubscribeUrl}</p>\n");
        assertThat(site.get(poll, "HX-Request", "true").body()).contains("id=\"live\"", "Freshly saved.");
    }

    @Test
    void outside_the_sandbox_an_unchanged_folder_answers_without_content() {
        var port = site.serve(null);
        var cookie = SignedInAs.admin(site.engine);
        var page = site.send(
                        site.request(port, "/studio/upsell", "Cookie", cookie).GET())
                .body();

        assertThat(site.send(site.request(port, poll(page), "HX-Request", "true", "Cookie", cookie)
                                .GET())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_broken_cadence_shows_its_problems_at_their_lines() {
        site.write(
                "cadences/upsell/cadence.yaml",
                "title: Upsell\nsteps:\n  - key: intro\n    delay: 3 bussiness days\n    colour: red\n");

        var page = site.get("/studio/upsell", "Accept-Language", "en").body();

        assertThat(page)
                .containsPattern("(?s)id=\"at-cadences-upsell-cadence-yaml-4\".*?bussiness.*?is not a delay.*?"
                        + "id=\"at-cadences-upsell-cadence-yaml-5\"");
    }

    @Test
    void a_step_that_cannot_be_written_says_why_at_its_line_and_for_whom() {
        site.write("cadences/cold-outreach/intro.ftlh", """
                Subject: Hello

                <p>Hello,</p>
                <p>from ${prospect.fields.moon}. ${unsubscribeUrl}</p>
                """);

        var page = site.get("/studio/cold-outreach?step=intro&sample=complete", "Accept-Language", "en")
                .body();

        assertThat(page)
                .contains("can&#39;t be written for Helen Reed")
                .containsPattern(
                        "(?s)id=\"at-cadences-cold-outreach-intro-ftlh-4\".*?prospect.fields.moon has no value");
        assertThat(page.split("prospect.fields.moon has no value").length).isGreaterThan(5);
    }

    @Test
    void findings_stand_at_the_lines_of_the_file() {
        site.write("cadences/cold-outreach/intro.ftlh", """
                Subject: Hello

                <p>Hello ${prospect.title}, <a href="http://rute.example">look</a>. ${unsubscribeUrl}</p>
                """);

        var page = site.get("/studio/cold-outreach?step=intro&form=file&sample=complete", "Accept-Language", "en")
                .body();

        assertThat(page)
                .containsPattern("(?s)id=\"at-cadences-cold-outreach-intro-ftlh-3\".*?Warning.*?prospect.title");
        assertThat(page)
                .containsPattern("id=\"finding-0\" href=\"[^\"]*form=file[^\"]*#at-cadences-cold-outreach-intro");
    }

    @Test
    void variants_and_languages_can_be_chosen_and_it_is_said_which_they_get() {
        site.write("cadences/cold-outreach/cadence.yaml", """
                title: Cold outreach
                steps:
                  - key: intro
                    delay: 0 days
                    variants:
                      a: 1
                      b: 1
                """);
        site.write("cadences/cold-outreach/intro.b.ftlh", "Subject: Second\n\n<p>The second. ${unsubscribeUrl}</p>\n");
        site.write("cadences/cold-outreach/intro.b.nb.ftlh", "Subject: Annen\n\n<p>Den andre. ${unsubscribeUrl}</p>\n");
        var path = "/studio/cold-outreach?step=intro&form=text&sample=complete";

        assertThat(site.get(path + "&variant=b", "Accept-Language", "en").body())
                .contains("The second.", "Variant a · 1", "Variant b · 1")
                .containsPattern("They get [ab]");
        assertThat(site.get(path + "&variant=b&language=nb").body()).contains("Den andre.");
        assertThat(site.get("/studio/cold-outreach/steps/intro/html?variant=b&language=nb")
                        .body())
                .contains("Den andre.");
    }

    @Test
    void the_worst_cases_are_told_with_their_reasons() {
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE prospect SET first_name = 'Maximiliane Theodora Wilhelmine' WHERE email = '" + OLA
                                + "'")
                .executeUpdate());
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE prospect SET last_name = '田中' WHERE email = 'henrik.s@fjellheis.example'")
                .executeUpdate());
        var cadence = site.enrollmentOf(OLA).cadence();

        var page = site.get("/studio/" + cadence, "Accept-Language", "en").body();

        assertThat(page)
                .containsPattern("(?s)id=\"prospect-" + prospect(OLA) + "\".*?Longest first name: 31 characters");
        if (site.enrollmentOf("henrik.s@fjellheis.example").cadence().equals(cadence)) {
            assertThat(page).contains("Name in another script");
        }
        assertThat(page).contains("Sample long-names", "Sample non-latin", "newest 200 people");
    }

    @Test
    void prospects_are_found_by_the_beginning_of_name_company_and_address() {
        assertThat(site.get("/studio/cold-outreach?q=vik+ola").body())
                .contains("id=\"prospect-" + prospect(OLA) + "\"");
        assertThat(site.get("/studio/cold-outreach?q=fjellh").body()).contains("id=\"prospect-" + prospect(OLA) + "\"");
        assertThat(found("/studio/reactivation?q=%25", "Accept-Language", "en")).isEmpty();
    }

    @Test
    void every_step_has_the_time_that_the_planner_gives_it() {
        var page = site.get("/studio/inbound-inquiry?sample=complete", "Accept-Language", "en")
                .body();

        assertThat(page)
                .containsPattern("(?s)timeline course.*?First answer.*?<time .*?London.*?5 minutes after enrolling");
        assertThat(page).containsPattern("(?s)Call about the inquiry</span> <time .*?2 hours after");
        assertThat(page.split("class=\"planned quiet\"").length - 1).isEqualTo(4);
    }

    @Test
    void what_people_wrote_is_shown_as_text() {
        site.write(
                "cadences/cold-outreach/intro.ftlh",
                "Subject: <script>alert(1)</script>\n\n<p>Hi ${prospect.firstName!}<script>alert(2)</script> ${unsubscribeUrl}</p>\n");
        site.write("cadences/upsell/cadence.yaml", "title: <script>alert(3)</script>\nsteps: 1\n");
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE prospect SET first_name = '<img src=x onerror=alert(4)>' WHERE email = '" + OLA + "'")
                .executeUpdate());
        var who = "&prospect=" + prospect(OLA);

        for (var form : List.of("html", "text", "message", "file")) {
            assertThat(site.get("/studio/cold-outreach?step=intro&form=" + form + who)
                            .body())
                    .doesNotContain("<script>alert", "<img src=x");
        }
        assertThat(site.get("/studio/upsell").body())
                .contains("&lt;script&gt;alert(3)")
                .doesNotContain("<script>alert");
        var search = "/studio/cold-outreach?q=" + URLEncoder.encode("\"><img src=x>", StandardCharsets.UTF_8);
        assertThat(site.get(search).body()).doesNotContain("<img src=x");
        var frame = site.get("/studio/cold-outreach/steps/intro/html?prospect=" + prospect(OLA));
        assertThat(frame.body()).contains("&lt;img src=x onerror").doesNotContain("<img src=x");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin");
    }

    @Test
    void names_that_are_no_cadence_step_or_person_lead_nowhere() {
        for (var path : List.of(
                "/studio/..%2f",
                "/studio/..%2F..%2Fsnippets",
                "/studio/.hidden",
                "/studio/nothing",
                "/studio/cold-outreach/steps/nothing/html",
                "/studio/inbound-inquiry/steps/call/html",
                "/studio/cold-outreach?prospect=987654321")) {
            assertThat(site.get(path).statusCode()).as(path).isIn(400, 404);
        }
        assertThat(site.get(
                                "/studio/cold-outreach?step=..%2Fintro&variant=z&language=xx&form=odd&width=odd&mailbox=7&sample=..%2Fcadence")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_test_goes_to_our_own_people_alone_and_counts_for_nothing() {
        var kari = mailbox("kari@rute.example");
        var own = "mailbox=" + kari + "&sample=complete&to=";
        site.becomesACopy();
        assertThat(tested("cold-outreach/steps/intro", own + "jonas%40rute.example"))
                .contains("restored copy");
        site.isConfirmed();
        assertThat(tested("cold-outreach/steps/intro", own + "stranger%40else.example"))
                .contains("stranger@else.example is neither a mailbox nor a person of the team");
        assertThat(tested("cold-outreach/steps/intro", own + OLA.replace("@", "%40")))
                .contains("neither a mailbox");
        site.write("cadences/cold-outreach/goodbye.ftl", "\nFor ${prospect.fields.moon}\n");
        assertThat(tested("cold-outreach/steps/goodbye", own + "jonas%40rute.example"))
                .contains("goodbye.ftl:2:7: prospect.fields.moon has no value");
        var messages = count("message");

        var path = "/studio/cold-outreach/steps/follow-up/test";
        var first = site.post(path, own + "jonas%40rute.example");
        assertThat(first.statusCode()).isEqualTo(303);
        var second = site.post(path, own + "jonas%40rute.example");

        assertThat(told(first)).contains("on its way to jonas@rute.example from kari@rute.example");
        assertThat(told(second)).contains("Wait three seconds");
        assertThat(site.world.postOffice().letters("jonas@rute.example"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.subject()).isEqualTo("Re: When a job runs late");
                    assertThat(letter.text()).contains("Helen", "Kari Solheim");
                    assertThat(letter.messageId()).contains(".kadens-test@");
                    assertThat(letter.listUnsubscribe()).endsWith("/u/preview");
                });
        assertThat(count("message")).isEqualTo(messages);
    }

    @Test
    void a_server_that_takes_no_test_is_told_of_in_words() {
        var kari = mailbox("kari@rute.example");
        var server = site.in(
                session -> session.createNativeQuery("SELECT smtp_server FROM mailbox WHERE id = " + kari, String.class)
                        .getSingleResult());
        smtp(kari, "smtp://kari%40rute.example@127.0.0.1:1");

        Awaitility.await()
                .untilAsserted(() -> assertThat(tested(
                                "cold-outreach/steps/intro",
                                "mailbox=" + kari + "&sample=complete&to=kari%40rute.example"))
                        .contains("The test was not sent.")
                        .doesNotContain("three seconds"));
        smtp(kari, server);
    }

    @Test
    void a_sample_that_cannot_be_read_is_named_and_others_are_shown() {
        site.write("samples/torn.yaml", "prospect: [\n");

        assertThat(site.get("/studio/upsell?sample=torn", "Accept-Language", "en")
                        .body())
                .contains("Can&#39;t be read: torn", "for Helen Reed");
    }

    @Test
    void what_is_attached_is_told_with_its_size() {
        site.write("cadences/cold-outreach/cadence.yaml", """
                title: Cold outreach
                steps:
                  - key: intro
                    delay: 0 days
                    attachments:
                      - plan.txt
                """);
        site.write("cadences/cold-outreach/plan.txt", "x".repeat(5000));

        assertThat(site.get("/studio/cold-outreach?sample=complete").body()).contains("plan.txt, 5 KB");
    }

    @Test
    void the_unsubscribe_link_of_a_test_ends_nothing() {
        var before = count("suppression");

        assertThat(site.get("/u/preview", "Accept-Language", "en").body()).contains("a link of a test");
        assertThat(site.post("/u/preview", "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        assertThat(count("suppression")).isEqualTo(before);
    }

    @Test
    void without_anything_the_studio_teaches() {
        try (var empty = Site.empty()) {
            assertThat(empty.get("/studio/cold-outreach?sample=complete", "Accept-Language", "en")
                            .body())
                    .contains("no dates without a mailbox")
                    .doesNotContain("Send the test");
        }
    }

    /** What the page says that follows. */
    private static String tested(String step, String form) {
        return told(site.post("/studio/" + step + "/test", form));
    }

    private static String told(HttpResponse<String> answer) {
        var page = site.get(answer.headers().firstValue("Location").orElseThrow(), "Accept-Language", "en")
                .body();
        var told = Pattern.compile("(?s)<p class=\"told [^>]*>(.*?)</p>").matcher(page);
        assertThat(told.find()).isTrue();
        return told.group(1);
    }

    private static void smtp(long mailbox, String server) {
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE mailbox SET smtp_server = '" + server + "' WHERE id = " + mailbox)
                .executeUpdate());
    }

    private static long mailbox(String address) {
        return site.in(session -> site.engine
                .mailboxes()
                .byAddress(session, address)
                .orElseThrow()
                .id());
    }

    private static long count(String table) {
        return site.in(session -> session.createNativeQuery("SELECT COUNT(*) FROM " + table, Long.class)
                .getSingleResult());
    }

    private List<String> found(String path, String... headers) {
        var page = site.get(path, headers).body();
        return Pattern.compile("Found</h3>")
                .matcher(page)
                .results()
                .map(Object::toString)
                .toList();
    }

    private long prospect(String email) {
        return site.in(
                session -> Prospects.byEmail(session, email).orElseThrow().id());
    }

    private static String poll(String page) {
        var poll = POLL.matcher(page);
        assertThat(poll.find()).isTrue();
        return poll.group(1).replace("&amp;", "&");
    }
}
