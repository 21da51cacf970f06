package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kadens.enrollment.State;
import kadens.language.Sentence;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of the cadences, and do with them, on the pages. */
class CadencesPageTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "per@fjell.example";

    private SalesDesk desk;
    private PagesOf pages;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        pages = new PagesOf(desk);
    }

    @AfterEach
    void close() throws Exception {
        pages.close();
        desk.close();
    }

    @Test
    void it_tells_what_came_of_each_step_and_who_is_where() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.clock.pass(Duration.ofHours(1));
        desk.answer(PER, "Yes, I am interested, call me")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.run();

        assertThat(flat("/cadences")).contains("running", ">Sent </span>2<", ">Replied </span>1<", ">On their way </span>1<");
        assertThat(flat("/cadences/three"))
                .contains("1 person is on the way", "/cadences/three/people?state=active&amp;step=second")
                .contains("3 days after the step before", "/enroll?cadence=three", "50%")
                .contains("/cadences/three/people?state=stopped");
        assertThat(pages.get("/cadences/three/people?state=active&step=second").body())
                .contains("per@fjell.example".substring(4))
                .doesNotContain(">fjord.example<");
        assertThat(pages.get("/cadences/three/people?state=sleeping").statusCode())
                .isEqualTo(404);
        assertThat(pages.get("/cadences/none").statusCode()).isEqualTo(404);
    }

    @Test
    void paused_on_the_page_it_sends_nothing_and_says_who_did_it() {
        desk.enroll(PER);
        assertThat(flat("/cadences/three")).contains("1 person is on the way in it, and 1 step falls due within 24 hours");
        assertThat(pages.post("/cadences/three/pause", "note=The+price+list+is+%3Cwrong%3E")
                        .statusCode())
                .isEqualTo(303);
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(flat("/cadences/three")).contains("paused", "Admin", "The price list is &lt;wrong&gt;", "1 step has fallen due");
        assertThat(flat("/")).contains("paused it on");
        assertThat(flat("/enrollments/" + desk.enrollment(PER).id())).contains("paused it on");
        pages.post("/cadences/three/resume", "");
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(flat("/cadences")).contains("running");
        assertThat(audited()).contains("paused the cadence 'three'", "let the cadence 'three' go on");
    }

    @Test
    void a_standstill_after_refusals_is_ended_there_too() {
        desk.ask(session -> {
            RefusalPauses.begin(
                    session, Target.cadence("three"), Sentence.of("refusals.cadence", "three", 5, 2), desk.clock.instant());
            return true;
        });
        assertThat(flat("/cadences/three")).contains("stands still after refusals", "5 of its mails were refused");
        pages.post("/cadences/three/resume", "");
        assertThat(flat("/cadences/three")).contains("running").doesNotContain("stands still");
    }

    @Test
    void a_broken_one_says_how_much_is_wrong() {
        desk.write("cadences/three/cadence.yaml", "title: Three\nsteps: none\n");

        assertThat(flat("/cadences")).contains("broken", "wrong, so nothing of it is sent");
        assertThat(pages.get("/cadences/three").statusCode()).isEqualTo(200);
    }

    @Test
    void what_waits_is_approved_by_somebody_who_may_and_looked_at_this_very_text() {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                approval: required
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.enroll(PER);
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.HELD);
        assertThat(flat("/cadences")).contains("waits for approval");
        var looked = flat("/cadences/three");
        assertThat(looked).doesNotContain("do-approve-intro");
        assertThat(pages.post("/cadences/three/approve", "step=intro&version=x").statusCode())
                .isEqualTo(403);

        desk.ask(session -> {
            People.letApprove(session, People.byEmail(session, "admin@sales.example").orElseThrow(), true);
            return true;
        });
        looked = flat("/cadences/three");
        var version = looked.replaceFirst("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1");
        desk.write("cadences/three/intro.ftlh", "Subject: Other\n\n<p>Something else.</p>\n");
        assertThat(pages.post("/cadences/three/approve", "step=intro&version=" + version).statusCode())
                .isEqualTo(409);
        version = flat("/cadences/three").replaceFirst("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1");
        assertThat(pages.post("/cadences/three/approve", "step=intro&version=" + version).statusCode())
                .isEqualTo(303);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(flat("/cadences/three")).contains("approved by Admin");
        assertThat(audited()).contains("approved 'intro' of the cadence 'three'");
    }

    @Test
    void a_rep_sees_all_numbers_but_names_of_their_own_alone() {
        desk.enroll(PER, OLA);
        var ida = pages.person("ida@rute.example", Role.REP, null);
        var eva = pages.person("eva@rute.example", Role.REP, null);
        desk.sql("update prospect set owner_id = " + eva + " where email = '" + PER + "'");
        desk.sql("update prospect set owner_id = " + ida + " where email = '" + OLA + "'");
        pages.as("ida@rute.example", Role.REP, null);

        assertThat(flat("/cadences/three")).contains("2 people are on the way").doesNotContain("do-pause", "/studio/");
        assertThat(pages.get("/cadences/three/people?state=active").body())
                .contains(">fjell.example<")
                .doesNotContain("fjord");
        assertThat(pages.post("/cadences/three/pause", "").statusCode()).isEqualTo(403);
        pages.as("marta@rute.example", Role.MARKETING, null);
        assertThat(flat("/cadences/three")).contains("do-pause").doesNotContain("/people?", "/enroll?");
        assertThat(pages.get("/cadences/three/people?state=active").statusCode())
                .isEqualTo(403);
    }

    @Test
    void people_before_a_step_that_was_renamed_stand_before_it() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                  - key: again
                    was: second
                    type: email
                    delay: 3 days
                """);
        desk.write("cadences/three/again.ftlh", "\n<p>Again, ${prospect.firstName}.</p>\n");

        assertThat(flat("/cadences/three")).contains("/people?state=active&amp;step=again").doesNotContain("class=\"gone\"");
        assertThat(pages.get("/cadences/three/people?state=active&step=again").body())
                .contains(">fjord.example<");
    }

    private String flat(String path) {
        var answer = pages.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private List<String> audited() {
        return desk.ask(session -> Audit.latest(session, null, null, 50)).stream()
                .map(each -> each.sentence().toString())
                .toList();
    }
}
