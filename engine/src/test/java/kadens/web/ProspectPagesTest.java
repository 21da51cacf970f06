package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kadens.SignedInAs;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reps and their managers see of prospects and do to them, each as who they are. */
class ProspectPagesTest {

    private static final String OLA = "ola.vik@fjellheis.example";
    private static final String PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private Site site;
    private int office;
    private String kari;
    private String jonas;
    private String manager;
    private String admin;

    @BeforeEach
    void open() {
        site = new Site();
        office = site.serve(null);
        kari = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);
        jonas = SignedInAs.cookie(site.engine, "jonas@rute.example", Role.REP, null);
        manager = SignedInAs.cookie(site.engine, "tor@rute.example", Role.MANAGER, null);
        admin = SignedInAs.cookie(site.engine, "ingrid@rute.example", Role.ADMIN, null);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_rep_lists_own_and_shared_prospects_and_nobody_elses() {
        ownedBy(OLA, "jonas@rute.example");

        assertThat(get("/prospects?q=ola.vik", kari).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?q=ola.vik", jonas).body()).contains("Ola Vik", "1 prospect");
        assertThat(get("/prospects?q=vik,ola", admin).body()).contains("Ola Vik", "Jonas Lindqvist");
        assertThat(get("/prospects?owner=shared", jonas).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?owner=mine", jonas).body()).contains("Ola Vik", "1 prospect");
        assertThat(get("/prospects?owner=" + person("jonas@rute.example"), kari).body())
                .doesNotContain("Ola Vik")
                .contains("No prospect fits");
    }

    @Test
    void the_list_is_walked_page_by_page_without_losing_or_repeating_anybody() {
        site.in(session -> session.createNativeMutationQuery(
                        "INSERT INTO prospect (id, email, last_name, fields, created_at, changed_at) SELECT 100000 + seq,"
                                + " CONCAT('p', seq, '@many.example'), CONCAT('Number ', seq DIV 3), '{}',"
                                + " UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM seq_1_to_130")
                .executeUpdate());
        for (var sort : List.of("", "&sort=name")) {
            var seen = new java.util.ArrayList<String>();
            var next = "/prospects?q=p" + sort;
            while (next != null) {
                var page = get(next, admin).body();
                java.util.regex.Pattern.compile("id=\"row-(1001\\d\\d|1000\\d\\d)\"")
                        .matcher(page)
                        .results()
                        .forEach(row -> seen.add(row.group(1)));
                var link = java.util.regex.Pattern.compile("id=\"after\" class=\"button\" href=\"([^\"]+)\"")
                        .matcher(page);
                next = link.find() ? link.group(1).replace("&amp;", "&") : null;
            }
            assertThat(seen).hasSize(130).doesNotHaveDuplicates();
        }
    }

    @Test
    void filters_by_state_cadence_country_suppression_and_day_leave_those_that_fit() {
        site.in(session -> {
            Suppressions.add(session, "fjellheis.example", "by-hand", site.engine.clock().instant());
            return true;
        });
        var cadence = site.enrollmentOf(OLA).cadence();

        assertThat(get("/prospects?q=ola.vik&state=active&cadence=" + cadence + "&country=NO&suppressed=yes", admin)
                        .body())
                .contains("Ola Vik", "suppressed");
        assertThat(get("/prospects?q=ola.vik&suppressed=no", admin).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?suppressed=yes", admin).body()).contains("Ola Vik");
        assertThat(get("/prospects?q=ola.vik&state=none", admin).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?q=ola.vik&since=2001-01-01", admin).body()).contains("Ola Vik");
        assertThat(get("/prospects?q=ola.vik&since=2999-01-01", admin).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?q=ola.vik&country=SE", admin).body()).doesNotContain("Ola Vik");
        assertThat(get("/prospects?since=yesterday&state=x&owner=x&sort=x&country=%27&fields=a%27b", admin)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_saved_view_is_its_owners_alone() {
        assertThat(post("/prospects/views", "name=Norway&query=" + encoded("country=NO&sort=name"), kari)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/prospects", kari).body())
                .contains("href=\"/prospects?country=NO&amp;sort=name\"", ">Norway</a>");
        assertThat(get("/prospects", jonas).body()).doesNotContain(">Norway</a>");
        assertThat(post("/prospects/views", "name=&query=q%3Dx", kari).statusCode()).isEqualTo(422);

        var id = site.in(session -> session.createNativeQuery("SELECT id FROM saved_view", Long.class)
                .getSingleResult());
        assertThat(post("/prospects/views/" + id + "/forget", "", jonas).statusCode())
                .isEqualTo(404);
        assertThat(post("/prospects/views/" + id + "/forget", "back=/prospects", kari)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/prospects", kari).body()).doesNotContain(">Norway</a>");
    }

    @Test
    void many_are_paused_at_once_but_nobody_elses_and_the_reasons_are_told() {
        ownedBy(OLA, "jonas@rute.example");
        var ola = prospect(OLA).id();
        var own = "silje.dahl@fjellheis.example";
        var mine = site.in(session -> session.createNativeQuery(
                        "SELECT p.id FROM prospect p JOIN enrollment e ON e.active_prospect_id = p.id"
                                + " WHERE e.state = 'active' AND p.email <> :ola LIMIT 1",
                        Long.class)
                .setParameter("ola", OLA)
                .getSingleResult());
        assertThat(own).isNotEmpty();

        var asked = post("/prospects/choose", "act=pause&prospect=" + mine + "&prospect=" + ola, kari);
        assertThat(asked.body()).contains("Pause 1 person?", "value=\"" + mine + "\"");

        var done = post("/prospects/act", "act=pause&prospects=" + mine + "," + ola + "&back=/prospects", kari);
        var where = done.headers().firstValue("Location").orElseThrow();
        assertThat(where).contains("done=1", "gone=1");
        assertThat(get(where.substring(where.indexOf("/prospects")), kari).body())
                .contains("1 person was paused", "not yours to change");
        assertThat(site.enrollmentOf(OLA).state()).isEqualTo(State.ACTIVE);
        assertThat(audit()).anyMatch(sentence -> sentence.contains("paused one person"));

        var again = post("/prospects/act", "act=pause&prospects=" + mine, kari);
        assertThat(again.headers().firstValue("Location").orElseThrow()).contains("done=0", "not-running=1");
    }

    @Test
    void all_that_match_are_chosen_by_the_filters_and_counted_before_anything_happens() {
        var asked = post("/prospects/choose", "act=stop&all=1&query=" + encoded("q=ola.vik"), admin);
        assertThat(asked.body()).contains("Stop 1 person?");
        assertThat(site.enrollmentOf(OLA).state()).isEqualTo(State.ACTIVE);
        assertThat(post("/prospects/choose", "act=stop&query=q", admin).statusCode())
                .isEqualTo(422);

        post("/prospects/act", "act=stop&prospects=" + prospect(OLA).id(), admin);
        assertThat(site.enrollmentOf(OLA).stopReason()).isEqualTo(StopReason.BY_HAND);
        assertThat(post("/prospects/choose", "act=enroll&prospect=" + prospect(OLA).id(), admin)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/enroll?prospects=" + prospect(OLA).id());
    }

    @Test
    void who_is_assigned_is_seen_by_the_new_owner_alone() {
        var id = prospect(OLA).id();

        post("/prospects/" + id + "/act", "act=assign&owner=" + person("jonas@rute.example"), kari);
        assertThat(get("/prospects/" + id, kari).statusCode()).isEqualTo(404);
        assertThat(get("/prospects/" + id + "/edit", kari).statusCode()).isEqualTo(404);
        assertThat(post("/prospects/" + id + "/act", "act=stop", kari).statusCode())
                .isEqualTo(404);
        assertThat(post("/prospects/" + id + "/edit", "email=x@y.example", kari).statusCode())
                .isEqualTo(404);
        assertThat(get("/prospects/" + id, jonas).statusCode()).isEqualTo(200);
        assertThat(post("/prospects/" + id + "/act", "act=assign&owner=999999", jonas)
                        .statusCode())
                .isEqualTo(422);

        post("/prospects/" + id + "/act", "act=assign&owner=shared", jonas);
        assertThat(get("/prospects/" + id, kari).statusCode()).isEqualTo(200);
    }

    @Test
    void a_prospects_page_tells_what_was_sent_and_what_comes_next_and_why() {
        site.run();
        var page = get("/prospects/" + prospect(OLA).id(), kari).body();

        assertThat(page).contains("Ola Vik", OLA, "class=\"timeline\"", "Why then", "All mail", "Fjellheis");
        assertThat(get("/enrollments/" + site.enrollmentOf(OLA).id(), kari).body())
                .contains("href=\"/prospects/" + prospect(OLA).id() + "\"");
    }

    @Test
    void an_edit_is_checked_as_an_import_and_what_was_typed_is_kept() {
        var id = prospect(OLA).id();
        var wrong = post(
                "/prospects/" + id + "/edit",
                "email=nonsense&first_name=Olav&country=Atlantis&time_zone=Mars&language=Klingonish"
                        + "&field-name=1%21&field-value=x&field-name=ok&field-value=y",
                kari);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("value=\"nonsense\"", "value=\"Olav\"", "no email address", "no such country", "no such time zone");
        assertThat(prospect(OLA).firstName()).isEqualTo("Ola");

        var right = "email=" + OLA + "&first_name=Olav&last_name=Vik&company=Ny+Heis&country=Norge&language=norsk"
                + "&time_zone=europe/oslo&field-name=Antall+biler&field-value=12";
        assertThat(post("/prospects/" + id + "/edit", right, kari).statusCode()).isEqualTo(303);
        var changed = prospect(OLA);
        assertThat(changed.firstName()).isEqualTo("Olav");
        assertThat(changed.country()).isEqualTo("NO");
        assertThat(changed.title()).isNull();
        assertThat(changed.fields()).containsEntry("antall_biler", "12").hasSize(1);
        assertThat(get("/prospects?fields=antall_biler&q=ola.vik", kari).body()).contains("<th scope=\"col\">antall_biler", ">12<");
        assertThat(get("/companies?q=ny+heis", kari).body()).contains("Ny Heis");
        assertThat(audit()).anyMatch(sentence -> sentence.contains("edited " + OLA));
    }

    @Test
    void another_address_is_taken_unless_somebody_has_it_or_the_present_one_asked_for_peace() {
        var id = prospect(OLA).id();
        var other = anotherThan(OLA);

        assertThat(post("/prospects/" + id + "/edit", "email=" + other.email(), kari).body())
                .contains("Another prospect has this address");
        assertThat(post("/prospects/" + id + "/edit", "email=ola@ny.example&first_name=Ola", kari)
                        .statusCode())
                .isEqualTo(303);
        var others = site.in(session -> ProspectAddresses.of(session, id));
        assertThat(others).containsExactly(OLA);
        site.in(session -> {
            Suppressions.add(session, "ola@ny.example", "unsubscribed", site.engine.clock().instant());
            return true;
        });
        assertThat(post("/prospects/" + id + "/edit", "email=ola@nyest.example", kari)
                        .body())
                .contains("is on the suppression list, so it stays");
    }

    @Test
    void a_company_is_edited_and_two_cannot_have_one_domain() {
        var account = java.util.Objects.requireNonNull(prospect(OLA).accountId());
        var other = site.in(session -> session.createNativeQuery(
                        "SELECT domain FROM account WHERE domain IS NOT NULL AND id <> " + account + " LIMIT 1",
                        String.class)
                .getSingleResult());

        assertThat(get("/companies/" + account, kari).body()).contains("Ola Vik");
        assertThat(post("/companies/" + account + "/edit", "company=Heis&domain=" + other, kari)
                        .body())
                .contains("Another company has this domain");
        assertThat(post("/companies/" + account + "/edit", "company=&domain=", kari)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/companies/" + account + "/edit", "company=Heis&domain=gmail.com", kari)
                        .body())
                .contains("Everybody can have an address there");
        assertThat(post(
                                "/companies/" + account + "/edit",
                                "company=Heis&domain=heis.example&field-name=fleet&field-value=7",
                                kari)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/companies/" + account, kari).body()).contains("Heis", "heis.example", "fleet");

        site.in(session -> session.createNativeMutationQuery("UPDATE prospect SET owner_id = "
                        + person("jonas@rute.example") + " WHERE account_id = " + account)
                .executeUpdate());
        assertThat(get("/companies/" + account, kari).statusCode()).isEqualTo(404);
        assertThat(get("/companies?q=heis", kari).body()).doesNotContain(">Heis<");
        assertThat(get("/companies", jonas).body()).contains(">Heis<");
        assertThat(post("/companies/" + account + "/edit", "company=Mine", kari).statusCode())
                .isEqualTo(404);
    }

    @Test
    void suppressing_stops_what_is_on_its_way_and_tells_which_lines_are_nothing() {
        var refused = post(
                "/suppressions",
                "targets=" + encoded("fjellheis.example\nnonsense\n@\ngmail.com\n" + "someone@nowhere.example"),
                kari);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("<strong>nonsense</strong>", "<strong>gmail.com</strong>", "2 lines are");
        assertThat(site.enrollmentOf(OLA).stopReason()).isEqualTo(StopReason.SUPPRESSED);
        assertThat(get("/suppressions?q=fjell", jonas).body()).contains("fjellheis.example");
        assertThat(get("/prospects/" + prospect(OLA).id(), kari).body()).contains("Nothing is written to fjellheis.example");
        assertThat(post("/suppressions", "targets=", kari).statusCode()).isEqualTo(422);
    }

    @Test
    void only_managers_take_somebody_off_the_list_and_their_reason_is_kept() {
        post("/prospects/" + prospect(OLA).id() + "/act", "act=suppress", kari);
        assertThat(site.enrollmentOf(OLA).stopReason()).isEqualTo(StopReason.SUPPRESSED);
        var id = site.in(session -> Suppressions.ofAddress(session, OLA))
                .orElseThrow()
                .id();

        assertThat(post("/suppressions/" + id + "/remove", "why=x", kari).statusCode())
                .isEqualTo(403);
        assertThat(post("/suppressions/" + id + "/remove", "why=", manager).statusCode())
                .isEqualTo(422);
        assertThat(post("/suppressions/" + id + "/remove", "why=asked+for+mail", manager)
                        .statusCode())
                .isEqualTo(303);
        var left = site.in(session -> Suppressions.ofAddress(session, OLA));
        assertThat(left.isPresent()).isFalse();
        assertThat(audit()).contains("took " + OLA + " off the suppression list: asked for mail");
    }

    @Test
    void the_list_as_csv_holds_no_formula() {
        site.in(session -> {
            for (var target : List.of("=cmd@evil.example", "+1@evil.example", "-1@evil.example")) {
                Suppressions.add(session, target, "by-hand", site.engine.clock().instant());
            }
            return true;
        });

        var csv = get("/suppressions.csv", kari);
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines().skip(1))
                .isNotEmpty()
                .noneMatch(line -> line.matches("^\"?[=+\\-@].*"))
                .anyMatch(line -> line.startsWith("'=cmd@evil.example"));
    }

    @Test
    void what_people_write_into_names_and_fields_comes_out_as_text() {
        var id = prospect(OLA).id();
        site.in(session -> session.createNativeMutationQuery("UPDATE prospect p JOIN account a ON a.id = p.account_id"
                        + " SET p.first_name = LEFT(:it, 100), p.last_name = LEFT(:it, 100), p.title = :it, p.phone ="
                        + " LEFT(:it, 50), a.name = :it, p.fields = JSON_OBJECT('trade', :it), a.fields ="
                        + " JSON_OBJECT('trade', :it) WHERE p.id = :id")
                .setParameter("it", PAYLOAD)
                .setParameter("id", id)
                .executeUpdate());
        post("/prospects/views", "name=" + encoded(PAYLOAD) + "&query=q%3Dola.vik", admin);
        var account = prospect(OLA).accountId();
        for (var path : List.of(
                "/prospects?q=ola.vik&fields=trade",
                "/prospects?q=" + encoded(PAYLOAD),
                "/prospects/" + id,
                "/prospects/" + id + "/edit",
                "/companies",
                "/companies/" + account,
                "/companies/" + account + "/edit",
                "/prospects/merge?kept=" + id + "&other=" + anotherThan(OLA).id(),
                "/suppressions?q=" + encoded(PAYLOAD))) {
            assertThat(get(path, admin).statusCode()).as(path).isEqualTo(200);
            assertThat(get(path, admin).body()).as(path).doesNotContain("<script>alert", "<img src=x");
        }
        assertThat(post("/suppressions", "targets=" + encoded(PAYLOAD), admin).body())
                .doesNotContain("<script>alert", "<img src=x");
        assertThat(post("/prospects/" + id + "/edit", "email=" + encoded(PAYLOAD), admin)
                        .body())
                .doesNotContain("<script>alert", "<img src=x");
    }

    private Prospect prospect(String email) {
        return site.in(session -> Prospects.byEmail(session, email)).orElseThrow();
    }

    private Prospect anotherThan(String email) {
        return site.in(session -> Prospects.newest(session, 2)).stream()
                .filter(prospect -> !prospect.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private long person(String email) {
        return site.in(session -> People.byEmail(session, email)).orElseThrow().id();
    }

    private void ownedBy(String email, String owner) {
        site.in(session -> {
            var person = People.byEmail(session, owner).orElseThrow();
            Prospects.assign(
                    session,
                    Prospects.byEmail(session, email).orElseThrow(),
                    person.id(),
                    site.engine.clock().instant());
            return true;
        });
    }

    private List<String> audit() {
        return site.in(session -> Audit.latest(session, null, null, 50)).stream()
                .map(entry -> entry.sentence().toString())
                .toList();
    }

    private HttpResponse<String> get(String path, @Nullable String cookie) {
        return site.send(site.request(office, path, "Cookie", String.valueOf(cookie)));
    }

    private HttpResponse<String> post(String path, String body, String cookie) {
        return site.send(site.request(
                        office,
                        path,
                        "Cookie",
                        cookie,
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
