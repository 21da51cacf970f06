package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kadens.enrollment.History;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.inbox.InboundMails;
import kadens.language.Refusal;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person says what a mail is: what followed is undone, and done as it should have been. */
class CorrectionTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjord.example";
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
    void a_reply_that_is_none_lets_the_enrollment_go_on_and_back_stops_it() throws Exception {
        answered("Yes, call me.");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);

        correct("unrelated");
        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
        assertThat(desk.timeline(PER))
                .anyMatch(line -> line.contains("was an answer. Somebody here says: about something else"));
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.received(PER)).hasSize(2);

        correct("reply");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void an_address_learned_from_a_mail_that_was_misread_is_forgotten() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(5));
        desk.answer("elsewhere@home.example", "Yes, call me.")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.run();
        assertThat(desk.count("select count(*) from prospect_address")).isOne();

        correct("unrelated");

        assertThat(desk.count("select count(*) from prospect_address")).isZero();
    }

    @Test
    void the_same_twice_changes_nothing() throws Exception {
        answered("Yes, call me.");
        correct("unrelated");
        var told = desk.timeline(PER);
        var version = desk.enrollment(PER).version();

        correct("unrelated");

        assertThat(desk.timeline(PER)).isEqualTo(told);
        assertThat(desk.enrollment(PER).version()).isEqualTo(version);
    }

    @Test
    void what_they_want_is_corrected_without_any_effect() throws Exception {
        answered("Yes, call me.");
        var told = desk.timeline(PER);

        desk.ask(session ->
                corrections().correct(session, lastMail(), Correction.of("reply", "not-interested", null, null)));

        assertThat(desk.timeline(PER)).isEqualTo(told);
        var inbound = desk.ask(session -> InboundMails.byId(session, lastMail()).orElseThrow());
        assertThat(inbound.intent()).isEqualTo("not-interested");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void an_absence_pauses_until_the_day_that_a_person_says() throws Exception {
        answered("Yes, call me.");

        desk.ask(session -> corrections()
                .correct(session, lastMail(), Correction.of("out-of-office", null, LocalDate.of(2027, 6, 11), null)));

        assertThat(desk.enrollment(PER)).isPausedUntil(Instant.parse("2027-06-12T07:00:00Z"));
    }

    @Test
    void a_wish_for_no_more_mail_forbids_and_its_correction_allows_again() throws Exception {
        answered("Please remove me from your list.");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
        assertThat(desk.suppresses(PER)).isTrue();

        correct("reply");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.suppresses(PER)).isFalse();

        correct("unsubscribe");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
        assertThat(desk.suppresses(PER)).isTrue();
    }

    @Test
    void what_is_forbidden_for_another_reason_stays_forbidden() throws Exception {
        answered("Please remove me from your list.");
        desk.suppress(PER);
        correct("unrelated");
        assertThat(desk.suppresses(PER)).isTrue();
    }

    @Test
    void an_address_that_a_second_mail_forbids_stays_forbidden() throws Exception {
        answered("Please remove me from your list.");
        var first = lastMail();
        answer("unsubscribe");
        desk.ask(session -> corrections().correct(session, first, Correction.of("unrelated", null, null, null)));

        assertThat(desk.suppresses(PER)).isTrue();
        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);

        correct("unrelated");
        assertThat(desk.suppresses(PER)).isFalse();
        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void a_second_reply_stops_what_the_first_one_no_longer_does() throws Exception {
        answered("Yes, call me.");
        var first = lastMail();
        answer("I said: call me.");

        desk.ask(session -> corrections().correct(session, first, Correction.of("unrelated", null, null, null)));

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        correct("unrelated");
        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void what_a_rep_did_since_stays() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.run();
        desk.stopByHand(PER);

        correct("unrelated");

        assertThat(desk.enrollment(PER)).isStopped(StopReason.BY_HAND);
    }

    @Test
    void a_pause_by_hand_holds_again_when_the_stop_is_undone() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.pauseByHand(PER);
        answer("Yes, call me.");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);

        correct("unrelated");

        assertThat(desk.enrollment(PER)).isPaused();
    }

    @Test
    void a_hold_under_a_stop_ends_with_its_own_mail_whichever_is_corrected_first() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.run();
        var doubt = lastMail();
        answer("Yes, call me.");
        var reply = lastMail();

        desk.ask(session -> corrections().correct(session, doubt, Correction.of("unrelated", null, null, null)));
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        desk.ask(session -> corrections().correct(session, reply, Correction.of("unrelated", null, null, null)));

        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void one_who_is_in_another_cadence_meanwhile_stays_stopped_here() throws Exception {
        desk.enroll(PER);
        desk.run();
        answer("Yes, call me.");
        var first = desk.enrollment(PER).id();
        desk.write("cadences/other/cadence.yaml", """
                title: Other
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 9 days
                """);
        desk.write("cadences/other/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.tryToEnroll("other", PER, true);

        var says = correct("unrelated");

        assertThat(says).singleElement().asString().contains("is in another cadence meanwhile");
        var state = desk.ask(
                session -> History.enrollment(session, first).orElseThrow().state());
        assertThat(state).isEqualTo(State.STOPPED);
    }

    @Test
    void an_answer_to_what_has_ended_stops_what_they_are_in_now() throws Exception {
        answered("Yes, call me.");
        correct("automatic");
        desk.stopByHand(PER);
        desk.tryToEnroll("three", PER, true);
        assertThat(desk.enrollment(PER)).isActive();

        correct("reply");

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_doubt_is_decided_by_saying_from_whom_it_is() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer("boss@fjord.example", "Call me.").with("Subject", "Routes").arrives();
        desk.run();
        assertThat(desk.enrollment(PER)).isHeld("boss@fjord.example");
        assertThat(desk.enrollment(OLA)).isHeld("boss@fjord.example");
        assertThatThrownBy(() -> correct("reply")).isInstanceOf(Refusal.class).hasMessageContaining("several people");

        var ola = desk.enrollment(OLA).id();
        desk.ask(session -> corrections().correct(session, lastMail(), Correction.of("reply", null, null, ola)));

        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void a_doubt_about_nobody_lets_all_go_on() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer("boss@fjord.example", "Call me.").with("Subject", "Routes").arrives();
        desk.run();

        correct("unrelated");

        assertThat(desk.enrollment(OLA)).isActive();
        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void the_command_lists_and_corrects() throws Exception {
        answered("Yes, call me.");
        var listed = desk.kadens("inbound", "list", "--json");
        assertThat(listed.out()).contains("\"verdict\":\"reply\"", "\"about\":[\"" + PER + "\"]");

        var corrected = desk.kadens("inbound", "correct", "" + lastMail(), "out-of-office", "--until", "2027-06-11");

        assertThat(corrected.code()).isZero();
        assertThat(corrected.out()).contains("is now: auto-reply out-of-office until 2027-06-11");
        assertThat(desk.kadens("status").out()).contains("Corrected by somebody here: 1 of 1");
        assertThat(desk.kadens("explain", PER).out()).contains("auto-reply out-of-office");
        assertThat(desk.kadens("inbound", "correct", "" + lastMail(), "nonsense")
                        .err())
                .contains("It can be: reply");
    }

    /** Whatever comes in and is corrected: no step twice, no going on after an answer, and back is as it was. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void corrections_in_any_order_lead_to_what_the_mails_are(long seed) throws Exception {
        var random = new Random(seed);
        desk.enroll(PER);
        desk.run();
        var texts = List.of("Yes, call me.", "Please remove me from your list.", "Who is this?");
        for (int turn = 0; turn < 10; turn++) {
            if (turn == 0 || random.nextInt(3) == 0) {
                answer(texts.get(random.nextInt(texts.size())));
            } else {
                var mails = mails();
                var word = List.of("reply", "unsubscribe", "out-of-office", "automatic", "unrelated", "bad-address")
                        .get(random.nextInt(6));
                var mail = mails.get(random.nextInt(mails.size()));
                desk.ask(session -> corrections().correct(session, mail, Correction.of(word, null, null, null)));
            }
            if (random.nextInt(3) == 0) {
                desk.runAfter(Duration.ofDays(1));
            }
            agrees("seed " + seed + ", turn " + turn);
        }
        for (var mail : mails()) {
            desk.ask(session -> corrections().correct(session, mail, Correction.of("unrelated", null, null, null)));
        }
        assertThat(desk.suppresses(PER)).isFalse();
        assertThat(desk.enrollment(PER).state()).isNotEqualTo(State.STOPPED);
    }

    private void agrees(String when) throws Exception {
        var stops = desk.count("select count(*) from inbound where verdict in ('reply', 'unsubscribe')"
                + " or outcome = 'bad-address'");
        var forbids =
                desk.count("select count(*) from inbound where verdict = 'unsubscribe' or outcome = 'bad-address'");
        var enrollment = desk.enrollment(PER);
        if (enrollment.state() != State.FINISHED) {
            assertThat(enrollment.state() == State.STOPPED).as(when).isEqualTo(stops > 0);
        }
        assertThat(desk.suppresses(PER)).as(when).isEqualTo(forbids > 0);
        var bodies = new ArrayList<String>();
        for (var mail : desk.received(PER)) {
            bodies.add(String.valueOf(mail.getMessageID()));
        }
        assertThat(bodies).as(when).doesNotHaveDuplicates();
        assertThat(desk.messages(PER)).as(when).hasSameSizeAs(bodies);
    }

    private void answered(String text) throws Exception {
        desk.enroll(PER);
        desk.run();
        answer(text);
    }

    private void answer(String text) throws Exception {
        desk.clock.pass(Duration.ofMinutes(5));
        desk.answer(PER, text).to(desk.received(PER).getFirst()).arrives();
        desk.run();
    }

    private List<Sentence> correct(String word) {
        return correct(word, null);
    }

    private List<Sentence> correct(String word, @Nullable Long enrollment) {
        return desk.ask(
                session -> corrections().correct(session, lastMail(), Correction.of(word, null, null, enrollment)));
    }

    private Corrections corrections() {
        return new Corrections(desk.engine().enrollments(), desk.clock);
    }

    private long lastMail() {
        return mails().getLast();
    }

    private List<Long> mails() {
        return desk.ask(session -> session.createSelectionQuery(
                        "select id from Inbound where enrollmentId is not null order by id", Long.class)
                .getResultList());
    }
}
