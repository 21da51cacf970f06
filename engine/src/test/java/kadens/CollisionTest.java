package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome;
import kadens.enrollment.EnrollOutcome.Enrolled;
import kadens.enrollment.EnrollOutcome.NotEnrolled;
import kadens.prospect.Prospects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may be enrolled when: once at a time, not again too soon, not too many of a company, with peace in between. */
class CollisionTest {

    private static final String PER = "per@fjord.example";
    private static final String LIV = "liv@fjord.example";
    private static final String OLA = "ola@fjell.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void two_who_enroll_the_same_prospects_at_the_same_moment_get_each_prospect_once() throws Exception {
        var emails = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            emails.add("p" + i + "@c" + i % 7 + ".example");
        }
        desk.imports(emails.toArray(String[]::new));
        var gate = new CountDownLatch(1);
        var answers = new ArrayList<EnrollOutcome>();
        try (var pool = Executors.newFixedThreadPool(3)) {
            var tasks = new ArrayList<Future<List<EnrollOutcome>>>();
            for (var order : List.of(emails, emails.reversed(), emails)) {
                tasks.add(pool.submit(() -> {
                    gate.await();
                    return enrollAll(order);
                }));
            }
            gate.countDown();
            for (var task : tasks) {
                answers.addAll(task.get());
            }
        }

        assertThat(answers).filteredOn(Enrolled.class::isInstance).hasSize(30);
        assertThat(answers)
                .filteredOn(NotEnrolled.class::isInstance)
                .hasSize(60)
                .allMatch(answer -> answer.toString().contains("already on the way in 'three'"));
        assertThat(desk.count("select count(*) from enrollment")).isEqualTo(30);
    }

    @Test
    void nobody_goes_through_the_same_cadence_again_within_so_many_days_of_its_end() {
        desk.enroll(PER);
        desk.clock.pass(Duration.ofDays(60));
        stop(PER);
        desk.clock.pass(Duration.ofDays(89));
        assertThat(whyNot(PER)).contains("ended on Mon 12 Jul 2027", "not again before Sun 10 Oct 2027");

        desk.clock.pass(Duration.ofDays(1));
        assertThat(desk.tryToEnroll("three", PER)).isInstanceOf(Enrolled.class);
    }

    @Test
    void where_the_rule_is_0_days_they_may_at_once() {
        desk.sql("update organization set again_days = 0");
        desk.enroll(PER);
        stop(PER);

        assertThat(desk.tryToEnroll("three", PER)).isInstanceOf(Enrolled.class);
    }

    @Test
    void another_cadence_and_somebody_who_insists_do_not_wait() {
        anotherCadence();
        desk.enroll(PER, LIV);
        stop(PER);
        stop(LIV);

        assertThat(desk.tryToEnroll("other", PER)).isInstanceOf(Enrolled.class);
        assertThat(desk.tryToEnroll("three", LIV, true)).isInstanceOf(Enrolled.class);
    }

    @Test
    void a_company_has_at_most_so_many_on_the_way() {
        desk.sql("update organization set company_active_max = 1");
        desk.imports(LIV, OLA);
        desk.enroll(PER);

        assertThat(whyNot(LIV)).contains("1 of fjord.example", "the organization's limit is 1 a company");
        assertThat(desk.tryToEnroll("three", OLA)).isInstanceOf(Enrolled.class);
        stop(PER);
        assertThat(desk.tryToEnroll("three", LIV)).isInstanceOf(Enrolled.class);
    }

    @Test
    void a_dry_run_counts_those_before_it_too() {
        desk.sql("update organization set company_active_max = 2");
        desk.imports("a@fjord.example", "b@fjord.example", "c@fjord.example");

        var said = desk.kadens("enroll", "three", "a@fjord.example", "b@fjord.example", "c@fjord.example", "--dry-run");
        assertThat(said.out()).contains("c@fjord.example: not enrolled", "2 would be enrolled in 'three', 1 not");
        assertThat(desk.count("select count(*) from enrollment")).isZero();
    }

    @Test
    void the_limit_of_a_company_holds_when_many_enroll_at_once() throws Exception {
        desk.sql("update organization set company_active_max = 2");
        var emails = List.of("a@fjord.example", "b@fjord.example", "c@fjord.example", "d@fjord.example");
        desk.imports(emails.toArray(String[]::new));
        var gate = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = emails.stream()
                    .map(email -> pool.submit(() -> {
                        gate.await();
                        return desk.tryToEnroll("three", email);
                    }))
                    .toList();
            gate.countDown();
            for (var task : tasks) {
                task.get();
            }
        }

        assertThat(desk.count("select count(*) from enrollment")).isEqualTo(2);
    }

    @Test
    void the_first_mail_of_a_cadence_keeps_its_distance_from_the_last_of_another() {
        anotherCadence();
        desk.sql("update organization set touch_days = 5");
        desk.enroll(PER);
        desk.run();
        stop(PER);
        desk.clock.pass(Duration.ofDays(1));
        desk.enrollIn("other", PER);
        desk.enrollIn("other", OLA);

        assertThat(desk.enrollment(PER)).isDueAt(MORNING.plus(Duration.ofDays(5)));
        assertThat(desk.enrollment(PER).planReasons().toString())
                .contains("not before 5 days after the last mail of another cadence");
        assertThat(desk.enrollment(OLA)).isDueAt(desk.clock.instant());

        desk.runAfter(Duration.ofDays(3));
        assertThat(desk.received(PER)).hasSize(1);
        desk.runAfter(Duration.ofDays(1));
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void a_follow_up_keeps_its_own_delay_whatever_another_cadence_wrote() {
        desk.sql("update organization set touch_days = 100");
        desk.enroll(PER);
        desk.run();
        desk.runAfter(Duration.ofDays(4));

        assertThat(desk.received(PER)).hasSize(2);
    }

    private void anotherCadence() {
        desk.write("cadences/other/cadence.yaml", """
                title: Other
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.write("cadences/other/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
    }

    private void stop(String email) {
        desk.stopByHand(email);
    }

    private String whyNot(String email) {
        return ((NotEnrolled) desk.tryToEnroll("three", email)).why().toString();
    }

    /** As the command does: a batch in one transaction. */
    private List<EnrollOutcome> enrollAll(List<String> emails) {
        var enrolling = desk.engine().enrolling();
        var mailbox = desk.mailbox();
        var cadence = (Cadence) desk.engine().cadences().find("three");
        return desk.ask(session -> {
            var prospects = emails.stream()
                    .map(email -> Prospects.byEmail(session, email).orElseThrow())
                    .toList();
            enrolling.reserve(session, prospects);
            return prospects.stream()
                    .map(prospect -> enrolling.enroll(session, prospect, cadence, mailbox, false))
                    .toList();
        });
    }
}
