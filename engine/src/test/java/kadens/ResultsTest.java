package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.results.Asked;
import kadens.results.CadenceResults;
import kadens.results.CadenceResults.StepResults;
import kadens.results.Comparison;
import kadens.results.Funnel;
import kadens.results.Funnel.By;
import kadens.results.Funnel.Key;
import kadens.results.Recount;
import kadens.results.Tally;
import kadens.results.Tally.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What came of each variant's mails, as it is counted on the running engine. */
class ResultsTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@berg.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void an_answer_counts_for_the_mail_that_it_names_though_others_went_out_since() throws Exception {
        sent(PER);
        desk.runAfter(FOUR_DAYS);
        answer(PER, "Yes, call me.", 0);

        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);
        assertThat(tally("second").sent()).isEqualTo(1);
        assertThat(tally("second").replied()).isZero();
    }

    @Test
    void an_answer_that_names_no_mail_counts_for_the_last_one_sent_before_it_came() throws Exception {
        sent(PER);
        desk.runAfter(FOUR_DAYS);
        desk.answer(PER, "Yes, call me.").with("Subject", "Hello").arrives();
        desk.run();

        assertThat(tally("intro").replied()).isZero();
        assertThat(tally("second").of(Outcome.POSITIVE)).isEqualTo(1);
        assertThat(tally("third").sent()).isZero();
    }

    @Test
    void one_who_answers_several_times_has_one_outcome_and_a_wish_for_no_more_mail_weighs_most() throws Exception {
        sent(PER);
        answer(PER, "Who are you?", 0);
        assertThat(tally("intro").of(Outcome.OTHER)).isEqualTo(1);
        answer(PER, "Yes, call me.", 0);
        assertThat(tally("intro").of(Outcome.OTHER)).isZero();
        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);
        answer(PER, "Please remove me from your list.", 0);

        assertThat(tally("intro").of(Outcome.POSITIVE)).isZero();
        assertThat(tally("intro").of(Outcome.UNSUBSCRIBED)).isEqualTo(1);
        assertThat(tally("intro").sent()).isEqualTo(1);
    }

    @Test
    void what_a_person_corrects_is_counted_as_corrected() throws Exception {
        sent(PER);
        answer(PER, "Yes, call me.", 0);

        correct(Correction.of("reply", "not-interested", null, null));
        assertThat(tally("intro").of(Outcome.POSITIVE)).isZero();
        assertThat(tally("intro").of(Outcome.NEGATIVE)).isEqualTo(1);
        correct(Correction.of("unsubscribe", null, null, null));
        assertThat(tally("intro").of(Outcome.UNSUBSCRIBED)).isEqualTo(1);
        correct(Correction.of("unrelated", null, null, null));
        assertThat(tally("intro").replied()).isZero();
        assertThat(tally("intro").of(Outcome.UNSUBSCRIBED)).isZero();
        correct(Correction.of("reply", "interested", null, null));
        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);
    }

    @Test
    void an_answer_that_a_person_says_is_somebody_elses_counts_for_that_persons_mail() throws Exception {
        sent(PER, OLA);
        desk.sql("update message set step_key = 'second' where recipient = '%s'".formatted(OLA));
        answer(PER, "Yes, call me.", 0);
        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);

        correct(Correction.of("reply", "interested", null, desk.enrollment(OLA).id()));

        assertThat(tally("intro").of(Outcome.POSITIVE)).isZero();
        assertThat(tally("second").of(Outcome.POSITIVE)).isEqualTo(1);
    }

    @Test
    void mails_of_a_step_whose_key_was_changed_count_for_that_step() throws Exception {
        sent(PER);
        answer(PER, "Yes, call me.", 0);
        var folder = desk.templates().resolve("cadences/three");
        Files.move(folder.resolve("intro.ftlh"), folder.resolve("opening.ftlh"));
        var file = folder.resolve("cadence.yaml");
        Files.writeString(file, Files.readString(file).replace("key: intro", "key: opening"));

        sent(OLA);

        assertThat(tally("opening").sent()).isEqualTo(2);
        assertThat(tally("opening").of(Outcome.POSITIVE)).isEqualTo(1);
        assertThat(tally("opening").young()).isEqualTo(2);
    }

    @Test
    void machines_count_for_nothing_and_a_bounced_mail_is_not_delivered() throws Exception {
        sent(PER, OLA);
        desk.answer(PER, "I am away until 20 May 2027.")
                .with("Auto-Submitted", "auto-replied")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.answer("mailer-daemon@rute.example", "550 5.1.1 no such user: " + OLA)
                .with("Subject", "Undelivered Mail Returned to Sender")
                .with("Auto-Submitted", "auto-replied")
                .with("In-Reply-To", desk.received(OLA).getFirst().getMessageID())
                .with("X-Failed-Recipients", OLA)
                .arrives();
        desk.run();

        assertThat(tally("intro").sent()).isEqualTo(2);
        assertThat(tally("intro").replied()).isZero();
        assertThat(tally("intro").of(Outcome.BOUNCED)).isEqualTo(1);
        assertThat(tally("intro").delivered()).isEqualTo(1);
    }

    @Test
    void a_mail_that_the_server_refuses_for_good_is_sent_and_not_delivered() throws Exception {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(SalesDesk.FAST, smtp);
            smtp.answersRcpt("550 5.1.1 no such user");
            sent(PER);
        }
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.REFUSED);
        assertThat(tally("intro").sent()).isEqualTo(1);
        assertThat(tally("intro").delivered()).isZero();
    }

    @Test
    void the_link_counts_for_the_last_mail_even_when_all_steps_are_done() {
        sent(PER);
        desk.runAfter(FOUR_DAYS);
        desk.runAfter(FOUR_DAYS);
        desk.clock.pass(FOUR_DAYS);
        var enrollment = desk.enrollment(PER);
        desk.database().transactAlone(session -> desk.engine().enrollments().linkUsed(session, enrollment));

        assertThat(tally("third").of(Outcome.UNSUBSCRIBED)).isEqualTo(1);
        assertThat(tally("intro").of(Outcome.UNSUBSCRIBED)).isZero();
    }

    @Test
    void a_meeting_counts_as_a_good_end() {
        sent(PER);
        desk.sql("update enrollment set state = 'stopped', stop_reason = 'meeting-booked'");

        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);
    }

    @Test
    void a_mail_is_judged_when_it_is_a_week_old() throws Exception {
        sent(PER);
        answer(PER, "Yes, call me.", 0);
        assertThat(tally("intro").settled().mails()).isZero();
        assertThat(tally("intro").young()).isEqualTo(1);

        desk.clock.pass(Duration.ofDays(7).plusMinutes(1));
        assertThat(tally("intro").settled().mails()).isEqualTo(1);
        assertThat(tally("intro").settled().positive()).isEqualTo(1);
        assertThat(tally("intro").young()).isZero();

        desk.clock.pass(Duration.ofDays(1)); // sums judge whole days
        assertThat(tally("intro").settled())
                .isEqualTo(summed().getFirst().variants().getFirst().tally().settled());
    }

    @Test
    void a_mail_that_was_sent_again_is_one_mail_with_one_answer() throws Exception {
        sent(PER);
        desk.sql("update message set resent = true, attempts = 2");
        answer(PER, "Yes, call me.", 0);

        assertThat(tally("intro").sent()).isEqualTo(1);
        assertThat(tally("intro").of(Outcome.POSITIVE)).isEqualTo(1);
    }

    @Test
    void variants_are_counted_apart_and_one_without_mails_is_there_too() throws Exception {
        variants();
        sent(PER, OLA);
        desk.sql("update message set variant = 'a' where recipient = '%s'".formatted(PER));
        desk.sql("update message set variant = 'b' where recipient = '%s'".formatted(OLA));
        answer(OLA, "Yes, call me.", 0);

        var intro = results().getFirst();
        assertThat(intro.variants().stream().map(CadenceResults.VariantResults::name))
                .containsExactly("a", "b", "c");
        assertThat(intro.variants().stream().map(each -> each.tally().sent())).containsExactly(1L, 1L, 0L);
        assertThat(intro.variants().stream().map(each -> each.tally().of(Outcome.POSITIVE)))
                .containsExactly(0L, 1L, 0L);
        assertThat(intro.comparison()).isInstanceOf(Comparison.Early.class);
        assertThat(results().get(1).comparison()).isEqualTo(new Comparison.Alone());
    }

    @Test
    void a_test_has_ended_when_everybody_new_gets_one_variant() {
        variants();
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    delay: 0 seconds
                    variants: { a: 0, b: 1, c: 0 }
                """);

        assertThat(results().getFirst().comparison()).isEqualTo(new Comparison.Ended("b"));
    }

    @Test
    void a_step_that_was_taken_out_keeps_its_results() {
        sent(PER);
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: second
                    delay: 3 days
                """);

        assertThat(results().stream().map(StepResults::key)).containsExactly("second", "intro");
        assertThat(results().getLast().comparison()).isEqualTo(new Comparison.Gone());
        assertThat(tally("intro").sent()).isEqualTo(1);
    }

    @Test
    void another_cadences_mails_are_not_among_them() throws Exception {
        desk.write(
                "cadences/other/cadence.yaml",
                "title: Other\nwindow: always\nsteps:\n  - key: intro\n    delay: 0 days\n");
        desk.write("cadences/other/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        sent(PER);
        desk.enrollIn("other", OLA);
        desk.run();
        answer(OLA, "Yes, call me.", 0);

        assertThat(tally("intro").sent()).isEqualTo(1);
        assertThat(tally("intro").replied()).isZero();
    }

    private void variants() {
        desk.write("cadences/three/intro.b.ftlh", "Subject: Other\n\n<p>Other</p>\n");
        desk.write("cadences/three/intro.c.ftlh", "Subject: Third\n\n<p>Third</p>\n");
    }

    private void sent(String... emails) {
        desk.enroll(emails);
        desk.run();
    }

    private void answer(String from, String text, int mail) throws Exception {
        desk.answer(from, text).to(desk.received(from).get(mail)).arrives();
        desk.run();
        desk.clock.pass(Duration.ofSeconds(1));
    }

    private void correct(Correction to) {
        var corrections = new Corrections(desk.engine().enrollments(), desk.clock);
        desk.ask(session -> corrections.correct(session, desk.count("select max(id) from inbound"), to));
    }

    private Tally tally(String step) {
        return results().stream()
                .filter(each -> each.key().equals(step))
                .flatMap(each -> each.variants().stream())
                .findFirst()
                .orElseThrow()
                .tally();
    }

    private List<StepResults> results() {
        var loaded = desk.engine().cadences().find("three");
        var results = desk.ask(session ->
                        CadenceResults.of(session, loaded, desk.engine().nextSteps(), desk.clock.instant()))
                .steps();
        assertThat(inReports()).isEqualTo(counted(results));
        assertThat(counted(summed())).isEqualTo(counted(results));
        return results;
    }

    /** As pages show it where there are too many mails to count. */
    private List<StepResults> summed() {
        return desk.ask(session -> CadenceResults.summed(
                        session,
                        desk.engine().cadences().find("three"),
                        desk.engine().nextSteps(),
                        new Recount.Standing(desk.clock.instant(), false),
                        desk.clock.instant(),
                        ZoneId.of("Europe/Oslo")))
                .steps();
    }

    /** What reports say of the same mails: each step and variant with its counts. */
    private Map<String, Tally> inReports() {
        new Recount(desk.database(), desk.clock, ZoneId.of("Europe/Oslo")).now();
        var cadence = (Cadence) desk.engine().cadences().find("three");
        var today = LocalDate.ofInstant(desk.clock.instant(), ZoneId.of("Europe/Oslo"));
        var asked = new Asked(today.minusDays(30), today, "three", null);
        return desk.ask(session -> {
            var names = desk.engine().nextSteps().names(session, cadence);
            return Funnel.of(session, asked, By.VARIANT, key -> {
                        var step =
                                names.step(cadence, key.step()).map(Step::key).orElse(key.step());
                        return new Key(key.first(), step, key.variant());
                    })
                    .lines()
                    .stream()
                    .collect(Collectors.toMap(
                            line -> line.key().step() + " " + line.key().variant(), line -> counts(line.tally())));
        });
    }

    private static Map<String, Tally> counted(List<StepResults> results) {
        var counted = new HashMap<String, Tally>();
        results.forEach(step -> step.variants().stream()
                .filter(each -> each.tally().sent() > 0)
                .forEach(each -> counted.put(step.key() + " " + each.name(), counts(each.tally()))));
        return counted;
    }

    /** Without what is judged of them, of which reports say nothing. */
    private static Tally counts(Tally tally) {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        Stream.of(Outcome.values())
                .filter(each -> tally.of(each) > 0)
                .forEach(each -> outcomes.put(each, tally.of(each)));
        return new Tally(tally.sent(), outcomes, Tally.NONE.settled());
    }
}
