package kadens.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kadens.drill.History.Author;
import kadens.drill.History.Moved;
import kadens.drill.History.Place;
import kadens.drill.History.Timing;
import kadens.sandbox.PostOffice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reply race tells of one history, played by hand: it must be able to fail. */
class RaceReportTest {

    private static final String REP = Crowd.mailbox(0);
    private static final String SOMEBODY = Crowd.prospect(0);
    private static final Weather FINE = new Weather(Weather.Kind.FINE, 1, 2);

    private final HandClock clock = new HandClock(Instant.parse("2027-05-13T12:00:00Z"));
    private final Runs runs = new Runs();
    private final Receipts receipts = new Receipts();
    private final RaceScript script = new RaceScript(receipts, runs);
    private final PostOffice post = PostOffice.open(clock);
    private final Answers answers = new Answers(post, clock, runs);

    @BeforeEach
    void the_first_mail_came_in_the_first_run() {
        post.register(REP, "drill");
        runs.begin(REP);
        comes("intro");
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void a_follow_up_in_a_run_that_began_after_the_answer_is_late() {
        answer(Timing.JUST_BEFORE);
        runs.begin(REP);
        comes("follow-up");

        assertThat(report(Timing.JUST_BEFORE).tally().late()).isOne();
        assertThat(report(Timing.JUST_BEFORE).tally().isClean()).isFalse();
    }

    @Test
    void a_follow_up_that_crosses_an_answer_during_the_run_is_told_apart() {
        runs.begin(REP);
        answer(Timing.AFTER_READING);
        comes("follow-up");

        assertThat(report(Timing.AFTER_READING).during()).isOne();
        assertThat(report(Timing.AFTER_READING).tally().isClean()).isTrue();
    }

    @Test
    void an_answer_without_a_follow_up_is_what_is_wanted() {
        answer(Timing.EARLY);
        runs.begin(REP);

        assertThat(report(Timing.EARLY).tally()).isEqualTo(new Tally(1, 1, 0, 0, 0, 0, 0, 7));
    }

    @Test
    void silence_without_a_follow_up_is_a_loss() {
        runs.begin(REP);

        assertThat(report(Timing.SILENT).tally()).isEqualTo(new Tally(2, 1, 0, 1, 0, 0, 0, 7));
        assertThat(report(Timing.SILENT).tally().isClean()).isFalse();
    }

    @Test
    void a_second_copy_is_doubled() {
        comes("intro");

        assertThat(report(Timing.SILENT).doubled()).hasSize(1);
    }

    private void comes(String step) {
        var raw =
                "Message-ID: <%s@drill.example>\r\nSubject: %s for %s\r\n\r\nHello\r\n".formatted(step, step, SOMEBODY);
        script.taken(Taken.of(REP, SOMEBODY, clock.instant(), raw));
    }

    private void answer(Timing timing) {
        answers.store(
                history(timing), script.mail(new Letter(SOMEBODY, "intro")).orElseThrow());
    }

    private RaceReport report(Timing timing) {
        var judging = new RaceReport.Judging(script, answers);
        judging.judge(history(timing), FINE);
        return judging.report(receipts, 2, 1, 7);
    }

    private static History history(Timing timing) {
        return new History(0, timing, Place.INBOX, true, Author.THEMSELVES_IN_THREAD, Moved.NEVER, Place.ARCHIVE);
    }
}
