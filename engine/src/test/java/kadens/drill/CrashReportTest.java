package kadens.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crash drill tells, from records that are made up: it must be able to fail. */
class CrashReportTest {

    private static final Instant NOON = Instant.parse("2027-05-13T12:00:00Z");
    private static final Letter INTRO = new Letter("per@fjord.example", "intro");
    private static final Letter FOLLOW_UP = new Letter("per@fjord.example", "follow-up");

    private final Receipts receipts = new Receipts();
    private final Map<Letter, Ledger.Entry> messages = new HashMap<>();
    private final Map<String, Ledger.Standing> standings = new HashMap<>();

    private int kills = 1;

    @BeforeEach
    void both_came_and_the_engine_says_so() {
        came(INTRO, "<one@drill.example>");
        came(FOLLOW_UP, "<two@drill.example>");
        says(INTRO, "sent");
        says(FOLLOW_UP, "sent");
        stands("finished", null);
    }

    @Test
    void what_came_once_each_is_clean() {
        assertThat(report().tally()).isEqualTo(new Tally(2, 2, 0, 0, 0, 0, 0, 7));
        assertThat(report().isClean()).isTrue();
    }

    @Test
    void figures_without_all_the_kills_prove_nothing() {
        kills = 0;

        assertThat(report().isClean()).isFalse();
        assertThat(report().doubts()).containsExactly("only 0 of 1 kills");
    }

    @Test
    void mails_kept_back_without_an_uncertain_one_that_explains_it_are_a_doubt() {
        messages.clear();
        stands("held", "\"could not be judged\"");

        assertThat(report(new Receipts()).isClean()).isFalse();
    }

    @Test
    void a_letter_that_came_twice_is_doubled_whatever_ids_it_bears() {
        came(INTRO, "<other@drill.example>");

        assertThat(report().tally()).isEqualTo(new Tally(2, 2, 1, 0, 0, 0, 0, 7));
        assertThat(report().doubled().getFirst())
                .contains("intro to per@", "<one@drill.example>", "<other@drill.example>");
        assertThat(report().tally().isClean()).isFalse();
    }

    @Test
    void a_letter_that_the_engine_only_says_was_sent_is_lost() {
        var lost = report(new Receipts());

        assertThat(lost.tally()).isEqualTo(new Tally(2, 0, 0, 2, 0, 0, 0, 7));
        assertThat(lost.tally().isClean()).isFalse();
    }

    @Test
    void a_letter_that_the_engine_never_made_is_lost() {
        messages.clear();
        stands("active", "\"it waits\"");

        assertThat(report(new Receipts()).lost()).hasSize(2).first().asString().contains("no message");
    }

    @Test
    void one_of_which_nobody_knows_is_listed_and_not_lost() {
        says(INTRO, "uncertain");
        says(FOLLOW_UP, "uncertain");
        var only = new Receipts();
        only.add(mail(INTRO, "<one@drill.example>"));

        assertThat(report(only).tally()).isEqualTo(new Tally(2, 1, 0, 0, 2, 0, 0, 7));
        assertThat(report(only).uncertain())
                .anySatisfy(each -> assertThat(each).startsWith("intro").endsWith("it came"))
                .anySatisfy(each -> assertThat(each).startsWith("follow-up").endsWith("it did not come"));
    }

    @Test
    void what_is_held_for_a_reason_that_a_person_is_told_is_not_due() {
        messages.clear();
        stands("held", "\"the template is broken\"");

        assertThat(report(new Receipts()).tally()).isEqualTo(new Tally(0, 0, 0, 0, 0, 0, 0, 7));
        assertThat(report(new Receipts()).kept()).hasSize(2);
    }

    @Test
    void what_is_held_without_a_reason_is_lost() {
        messages.clear();
        stands("held", null);

        assertThat(report(new Receipts()).tally().lost()).isEqualTo(2);
    }

    @Test
    void a_mail_for_somebody_else_than_its_subject_says_is_no_receipt() {
        assertThatThrownBy(() -> Taken.of("rep@x", "ola@fjell.example", NOON, raw(INTRO, "<one@x>")))
                .hasMessageContaining("ola@fjell.example");
    }

    private CrashReport report() {
        return report(receipts);
    }

    private CrashReport report(Receipts receipts) {
        var ledger = new Ledger(messages, standings, Set.of());
        return CrashReport.of(
                List.of(INTRO, FOLLOW_UP), receipts, ledger, new CrashReport.Course(1, kills, 1, 1, 0, 1), 7);
    }

    private void came(Letter letter, String messageId) {
        receipts.add(mail(letter, messageId));
    }

    private void says(Letter letter, String state) {
        messages.put(letter, new Ledger.Entry("one@drill.example", state));
    }

    private void stands(String state, @Nullable String why) {
        standings.put(INTRO.recipient(), new Ledger.Standing(state, why));
    }

    private static Taken mail(Letter letter, String messageId) {
        return Taken.of("rep@drill.example", letter.recipient(), NOON, raw(letter, messageId));
    }

    private static String raw(Letter letter, String messageId) {
        return "Message-ID: %s\r\nSubject: %s for %s\r\n\r\nHello\r\n"
                .formatted(messageId, letter.step(), letter.recipient());
    }
}
