package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import kadens.SignedInAs;
import kadens.results.Recount;
import kadens.team.People;
import kadens.team.Role;
import kadens.team.Team;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people read in the reports, and who reads what. */
class ReportPagesTest {

    private static Site site;
    private static int office;
    private static long team;

    @BeforeAll
    static void open() {
        site = new Site();
        site.run();
        office = site.serve(null);
        team = site.in(session -> Team.add(session, "North").id());
        new Recount(site.engine.database(), site.engine.clock(), site.engine.organizationZone()).now();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_funnel_says_what_was_sent_as_words_a_picture_and_a_table() {
        var page = get("/reports?period=7", admin());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("What came of what was sent?", "role=\"img\"", "<title id=\"funnel-title\">", "In all")
                .containsPattern("Enrolled: \\d+\\. Mails sent: \\d+")
                .doesNotContain("style=\"", "<script>");
    }

    @Test
    void each_way_to_tell_apart_has_an_address_of_its_own_and_the_same_sum() {
        var sent = site.in(session -> session.createNativeQuery(
                        "SELECT COUNT(*) FROM message WHERE state IN ('sent', 'uncertain', 'refused')", Long.class)
                .getSingleResult());
        assertThat(sent).isPositive();
        for (var by : List.of("cadence", "step", "variant", "rep", "week")) {
            var csv = get("/reports/funnel.csv?period=all&by=" + by, admin()).body();
            var sum = csv.lines()
                    .skip(1)
                    .mapToLong(line -> Long.parseLong(line.split(",", -1)[line.split(",", -1).length - 11]))
                    .sum();
            assertThat(sum).as(by).isEqualTo(sent);
            assertThat(get("/reports?period=all&by=" + by, admin()).body())
                    .contains("id=\"by-" + by + "\"", "aria-current=\"true\"");
        }
    }

    @Test
    void a_rep_reads_of_the_own_mailboxes_alone() {
        var nobody = SignedInAs.cookie(site.engine, "new@sales.example", Role.REP, null);
        assertThat(get("/reports?period=all", nobody).body()).contains("Nothing that fits");
        assertThat(lines("/reports/funnel.csv?period=all", nobody)).hasSize(1);

        var owners = site.in(session -> site.engine.mailboxes().all(session)).stream()
                .map(mailbox -> mailbox.ownerId())
                .distinct()
                .toList();
        var one = site.in(session -> People.get(session, owners.getFirst())).email();
        var rep = SignedInAs.cookie(site.engine, one, Role.REP, null);
        assertThat(lines("/reports/funnel.csv?period=all", rep)).hasSizeGreaterThan(1);
        assertThat(lines("/reports/funnel.csv?period=all&by=rep", rep)).hasSize(2);
        assertThat(get("/reports?period=all", rep).body()).doesNotContain("id=\"rep\"", "id=\"by-rep\"");
        if (owners.size() > 1) {
            assertThat(get("/reports?rep=" + owners.getLast(), rep).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_manager_reads_of_the_team_and_marketing_of_all() {
        var manager = SignedInAs.cookie(site.engine, "lead@sales.example", Role.MANAGER, team);
        assertThat(lines("/reports/funnel.csv?period=all", manager)).hasSize(1);
        assertThat(get("/reports?team=" + team, manager).statusCode()).isEqualTo(404);

        var marketing = SignedInAs.cookie(site.engine, "words@sales.example", Role.MARKETING, null);
        assertThat(lines("/reports/funnel.csv?period=all", marketing))
                .isEqualTo(lines("/reports/funnel.csv?period=all", admin()));
        assertThat(get("/reports?team=" + team, marketing).body()).contains("Nothing that fits");
    }

    @Test
    void what_nobody_knows_is_not_there_and_odd_dates_are_put_right() {
        assertThat(get("/reports?cadence=nothing", admin()).statusCode()).isEqualTo(404);
        assertThat(get("/reports?rep=x", admin()).statusCode()).isEqualTo(404);
        assertThat(get("/reports?team=999999", admin()).statusCode()).isEqualTo(404);
        assertThat(get("/reports?period=nothing&page=0&by=nothing", admin()).statusCode())
                .isEqualTo(200);
        assertThat(get("/reports?period=dates&from=2026-02-31&to=yesterday", admin())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/reports?period=dates&from=2026-03-02&to=2026-03-01", admin())
                        .body())
                .contains("value=\"2026-03-01\"", "value=\"2026-03-02\"");
    }

    @Test
    void the_other_questions_have_pages_and_files_too() {
        assertThat(get("/reports/replies?period=all", admin()).body()).contains("How long do people take to answer?");
        assertThat(get("/reports/incoming?period=all", admin()).body())
                .contains("What came in, and was anything too late?")
                .contains("No mail went out to anybody whose answer had come.");
        assertThat(lines("/reports/replies.csv", admin()).getFirst()).startsWith("cadence,replies,lower_quartile");
        assertThat(lines("/reports/incoming.csv", admin()).getFirst()).isEqualTo("verdict,kind,count");
        assertThat(get("/reports/funnel.csv?by=step", admin()).headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        name -> assertThat(name).startsWith("attachment; filename=\"kadens-funnel-by-step-"));
    }

    private static String admin() {
        return SignedInAs.admin(site.engine);
    }

    private static List<String> lines(String path, String cookie) {
        return get(path, cookie).body().lines().toList();
    }

    private static HttpResponse<String> get(String path, String cookie) {
        return site.send(site.request(office, path, "Cookie", cookie, "Accept-Language", "en"));
    }
}
