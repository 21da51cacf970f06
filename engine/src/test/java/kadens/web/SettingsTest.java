package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.SignedInAs;
import kadens.language.Sentence;
import kadens.mailbox.Mailboxes;
import kadens.team.Absence;
import kadens.team.Audit;
import kadens.team.DayOff;
import kadens.team.Organization;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Roles;
import kadens.team.SignedIn;
import kadens.team.Team;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String ORGANIZATION = "/settings/organization";

    private static Site site;
    private static int office;

    private String admin = "";

    @BeforeAll
    static void open() {
        site = new Site();
        office = site.serve(null);
    }

    @BeforeEach
    void signIn() {
        admin = SignedInAs.cookie(site.engine, "berit@rute.example", Role.ADMIN, null);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void rules_that_are_saved_are_planned_by_and_noted_one_by_one() {
        var rules = Map.of(
                "country", "NO",
                "window", "sat-sun 10:00-11:00",
                "company-cap", "2",
                "domain-cap", "",
                "company-active", "",
                "again-days", "90",
                "touch-days", "3");

        var saved = post(ORGANIZATION, rules);

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(get(path(saved)).body()).containsPattern("steps?\\s+got another time");
        var organization = site.in(Organization::get);
        assertThat(organization.windowWords()).isEqualTo("sat-sun 10:00-11:00");
        assertThat(organization.companyCap()).isEqualTo(2);
        assertThat(organization.domainCap()).isNull();
        assertThat(audit())
                .contains(
                        "set the organization's window to sat-sun 10:00-11:00 (before: none)",
                        "set the mails to one company in 24 hours to 2 (before: none)");
        var noted = audit().size();
        assertThat(path(post(ORGANIZATION, rules))).endsWith("said=saved");
        assertThat(audit()).hasSize(noted);
    }

    @Test
    void rules_that_are_wrong_change_nothing_and_are_told_beside_what_was_typed() {
        var before = site.in(Organization::get).windowWords();

        var answer = post(
                ORGANIZATION,
                Map.of(
                        "country", "XX",
                        "window", "whenever",
                        "company-cap", "0",
                        "again-days", "-1",
                        "touch-days", "4000"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "value=\"whenever\"",
                        "problem-window",
                        "problem-company-cap",
                        "problem-again-days",
                        "problem-touch-days",
                        "problem-country");
        assertThat(site.in(Organization::get).windowWords()).isEqualTo(before);
    }

    @Test
    void a_day_off_moves_what_waits_for_it_until_it_is_removed() {
        var email = "ola.vik@fjellheis.example";
        var due = site.enrollmentOf(email).dueAt();
        var waits = due != null && due.isAfter(site.engine.clock().instant().plus(Duration.ofDays(1)));
        var day = waits ? LocalDate.ofInstant(due, site.engine.organizationZone()) : today().plusDays(3);

        post("/settings/days-off", Map.of("day", day.toString(), "name", "Bridge <b>day</b>"));
        assertThat(site.in(DayOff::all)).containsEntry(day, "Bridge <b>day</b>");
        assertThat(get(ORGANIZATION).body()).contains("Bridge &lt;b&gt;day");
        if (waits) {
            assertThat(site.enrollmentOf(email).dueAt()).isAfter(due);
        }
        post("/settings/days-off/" + day + "/remove", Map.of());
        assertThat(site.in(DayOff::all)).isEmpty();

        assertThat(post("/settings/days-off", Map.of("day", "2001-01-01", "name", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/settings/days-off/" + day + "/remove", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void somebody_who_is_invited_sets_a_password_by_the_link_that_is_shown_once() {
        var team = site.in(session -> Team.add(session, "Hamar"));

        var invited = post(
                "/settings/people",
                Map.of(
                        "name", "Nils Dahl",
                        "email", "Nils@Rute.example",
                        "role", "manager",
                        "team", String.valueOf(team.id())));

        assertThat(invited.statusCode()).isEqualTo(200);
        var link = link(invited);
        var nils = person("nils@rute.example");
        assertThat(nils.role()).isEqualTo(Role.MANAGER);
        assertThat(nils.teamId()).isEqualTo(team.id());
        assertThat(get("/settings/people/" + nils.id()).body())
                .doesNotContain("/welcome/")
                .contains("no password yet");
        assertThat(get(link).body()).contains("Nils Dahl");

        assertThat(post("/settings/people", Map.of("name", "", "email", "nils@rute.example", "role", "boss"))
                        .body())
                .contains("A name is needed", "Somebody has that address already", "Choose a role and a team");
    }

    @Test
    void a_new_link_ends_the_one_before_and_those_who_have_left_get_none() {
        var kari = person("kari@rute.example");
        var first = link(post("/settings/people/" + kari.id() + "/link", Map.of()));
        var second = link(post("/settings/people/" + kari.id() + "/link", Map.of()));

        assertThat(get(first).statusCode()).isEqualTo(404);
        assertThat(get(second).statusCode()).isEqualTo(200);

        post("/settings/people/" + kari.id() + "/left", Map.of());
        assertThat(get(second).statusCode()).isEqualTo(404);
        assertThat(post("/settings/people/" + kari.id() + "/link", Map.of()).statusCode())
                .isEqualTo(422);
        boolean still = site.in(session -> engineMayNotSend(session, kari));
        assertThat(still).isTrue();
        post("/settings/people/" + kari.id() + "/back", Map.of());
        assertThat(person("kari@rute.example").leftAt()).isNull();
    }

    @Test
    void a_role_that_is_changed_counts_from_the_next_page_on() {
        var cookie = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);
        var kari = person("kari@rute.example");
        assertThat(get("/settings/people", "Cookie", cookie).statusCode()).isEqualTo(403);

        post("/settings/people/" + kari.id(), Map.of("role", "manager", "team", "", "approves", "on"));

        assertThat(get("/settings/people", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(person("kari@rute.example").mayApprove()).isTrue();
        assertThat(audit())
                .contains("made Kari Solheim manager, in no team", "let Kari Solheim approve what cadences send");
    }

    @Test
    void nobody_changes_what_they_are_themselves_and_the_last_admin_stays() {
        var berit = person("berit@rute.example");

        assertThat(post("/settings/people/" + berit.id(), Map.of("role", "rep", "team", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/settings/people/" + berit.id() + "/left", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(person("berit@rute.example").role()).isEqualTo(Role.ADMIN);

        // Two admins: the other may be made something else, but then nobody is left who could do it to the last.
        var ingrid = person("ingrid@rute.example");
        assertThat(post("/settings/people/" + ingrid.id(), Map.of("role", "rep", "team", ""))
                        .statusCode())
                .isEqualTo(303);
        site.in(session -> {
            // As when two admins take the role from each other at the same moment.
            assertThat(Roles.give(session, ingrid.id(), berit, Role.REP, null)).isEqualTo(Roles.Outcome.LAST_ADMIN);
            assertThat(Roles.left(
                            session, ingrid.id(), berit, site.engine.clock().instant()))
                    .isEqualTo(Roles.Outcome.LAST_ADMIN);
            return true;
        });
        assertThat(person("berit@rute.example").role()).isEqualTo(Role.ADMIN);
        SignedInAs.cookie(site.engine, "ingrid@rute.example", Role.ADMIN, null);
    }

    @Test
    void a_manager_sees_the_team_and_notes_when_they_are_away_and_nothing_else() {
        var team = site.in(session -> Team.add(session, "Molde"));
        var manager = SignedInAs.cookie(site.engine, "tor@rute.example", Role.MANAGER, team.id());
        SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, team.id());
        var kari = person("kari@rute.example");
        var jonas = person("jonas@rute.example");

        assertThat(get("/settings/people", "Cookie", manager).body())
                .contains("Kari Solheim")
                .doesNotContain("Jonas Lindqvist", "Invite somebody", "/settings/audit");
        assertThat(get("/settings/people/" + kari.id(), "Cookie", manager).body())
                .doesNotContain("Has left", "Make a link", "name=\"role\"");
        assertThat(get("/settings/people/" + jonas.id(), "Cookie", manager).statusCode())
                .isEqualTo(404);

        var days = Map.of(
                "first",
                today().plusDays(1).toString(),
                "last",
                today().plusDays(9).toString());
        assertThat(post("/settings/people/" + kari.id() + "/absences", days, "Cookie", manager)
                        .statusCode())
                .isEqualTo(303);
        assertThat(post("/settings/people/" + jonas.id() + "/absences", days, "Cookie", manager)
                        .statusCode())
                .isEqualTo(404);
        var away = absences(kari);
        assertThat(away).hasSize(1);
        assertThat(post(
                                "/settings/people/" + jonas.id() + "/absences/"
                                        + away.getFirst().id() + "/remove",
                                Map.of())
                        .statusCode())
                .isEqualTo(404);
        post(
                "/settings/people/" + kari.id() + "/absences/" + away.getFirst().id() + "/remove",
                Map.of(),
                "Cookie",
                manager);
        assertThat(absences(kari)).isEmpty();
    }

    @Test
    void an_absence_that_ends_before_it_begins_is_refused() {
        var kari = person("kari@rute.example");
        for (var days : List.of(
                Map.of("first", today().plusDays(2).toString(), "last", today().toString()),
                Map.of("first", "2001-01-01", "last", "2001-01-02"),
                Map.of("first", "soon"),
                Map.of("first", today().toString(), "last", today().plusYears(3).toString()))) {
            assertThat(post("/settings/people/" + kari.id() + "/absences", days).statusCode())
                    .isEqualTo(422);
        }
        assertThat(absences(kari)).isEmpty();
    }

    @Test
    void teams_are_added_renamed_and_removed_when_nobody_is_in_them() {
        assertThat(post("/settings/teams", Map.of("name", "Bergen")).statusCode())
                .isEqualTo(303);
        assertThat(post("/settings/teams", Map.of("name", "Bergen")).statusCode())
                .isEqualTo(422);
        assertThat(post("/settings/teams", Map.of("name", " ")).statusCode()).isEqualTo(422);
        var team = site.in(session -> Team.byName(session, "Bergen")).orElseThrow();
        post("/settings/teams/" + team.id(), Map.of("name", "Vest"));
        SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, team.id());

        assertThat(get("/settings/teams").body()).contains("Vest", "Kari Solheim");
        assertThat(post("/settings/teams/" + team.id() + "/remove", Map.of()).statusCode())
                .isEqualTo(422);
        SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);
        assertThat(post("/settings/teams/" + team.id() + "/remove", Map.of()).statusCode())
                .isEqualTo(303);
        var gone = site.in(session -> Team.find(session, team.id()));
        assertThat(gone).isEmpty();
        assertThat(audit())
                .contains("added the team Bergen", "renamed the team Bergen to Vest", "removed the team Vest");
    }

    @Test
    void signing_somebody_out_ends_all_their_sessions() {
        var cookie = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);
        var kari = person("kari@rute.example");
        assertThat(get("/settings/people/" + kari.id()).body()).contains("a test");

        post("/settings/people/" + kari.id() + "/sign-out", Map.of());

        assertThat(get("/me", "Cookie", cookie).statusCode()).isEqualTo(303);
        var places = site.in(session ->
                SignedIn.places(session, kari.id(), "", site.engine.clock().instant()));
        assertThat(places).isEmpty();
    }

    @Test
    void the_audit_is_read_page_by_page_by_person_and_as_a_file_without_formulas() {
        SignedInAs.cookie(site.engine, "audrey@rute.example", Role.REP, null);
        var audrey = person("audrey@rute.example");
        var berit = person("berit@rute.example");
        var start = site.engine.clock().instant();
        site.in(session -> {
            IntStream.range(0, 120)
                    .forEach(i -> Audit.note(
                            session,
                            i % 2 == 0 ? audrey.id() : berit.id(),
                            Sentence.of("audit.team-added", "Team-" + i + "."),
                            start.plusSeconds(i / 10)));
            Audit.note(session, null, Sentence.verbatim("=HYPERLINK(\"http://evil.example\")"), start);
            return true;
        });

        var all = new StringBuilder();
        var next = "/settings/audit";
        int pages = 0;
        while (!next.isEmpty()) {
            var body = get(next).body();
            all.append(body);
            pages++;
            var older = Pattern.compile("href=\"(/settings/audit\\?before=[^\"]*)\"")
                    .matcher(body);
            next = older.find() ? older.group(1) : "";
        }
        assertThat(pages).isGreaterThanOrEqualTo(3);
        IntStream.range(0, 120)
                .forEach(i -> assertThat(all.toString().split("Team-" + i + "\\.", -1))
                        .hasSize(2));
        assertThat(get("/settings/audit?person=" + audrey.id()).body())
                .contains("Team-118.")
                .doesNotContain("Team-119.");
        var csv = get("/settings/audit.csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment");
        assertThat(csv.body()).contains("audrey@rute.example", "\"'=HYPERLINK").doesNotContain(",=HYPERLINK");
        assertThat(get("/settings/audit.csv?person=" + audrey.id())
                        .body()
                        .lines()
                        .count())
                .isEqualTo(61);
    }

    @Test
    void who_may_not_see_the_settings_is_not_led_there() {
        var rep = SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null);

        assertThat(get("/me", "Cookie", rep).body())
                .doesNotContain("href=\"/settings\"")
                .contains("href=\"/me\"");
        assertThat(get("/me").body()).contains("href=\"/settings\"");
        assertThat(path(get("/settings"))).isEqualTo(ORGANIZATION);
    }

    private boolean engineMayNotSend(StatelessSession session, Person owner) {
        return site.engine.mailboxes().of(session, owner).stream()
                .allMatch(mailbox -> Mailboxes.mayNotSend(session, mailbox).isPresent());
    }

    private List<Absence> absences(Person person) {
        return site.in(session -> Absence.of(session, person.id()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(site.engine.clock().instant(), site.engine.organizationZone());
    }

    private Person person(String email) {
        return site.in(session -> People.byEmail(session, email).orElseThrow());
    }

    private List<String> audit() {
        return site.in(session -> Audit.latest(session, null, null, 200)).stream()
                .map(audit -> audit.sentence().toString())
                .toList();
    }

    private static String link(HttpResponse<String> page) {
        var link =
                Pattern.compile("value=\"http://localhost(/welcome/[^\"]+)\"").matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1);
    }

    private static String path(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private HttpResponse<String> get(String path, String... headers) {
        return site.send(site.request(office, path, headers.length == 0 ? cookie() : headers)
                .GET());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return site.send(site.request(office, path, headers.length == 0 ? cookie() : headers)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String[] cookie() {
        return new String[] {"Cookie", admin};
    }
}
