package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cadence that sends only what somebody approved who may. */
class ApprovalTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);
    private static final String INTRO = "cadences/three/intro.ftlh";

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void nothing_goes_out_before_it_is_approved_and_then_it_does_by_itself() {
        required();
        desk.enroll(PER);
        desk.run();

        assertThat(desk.messages(PER)).isEmpty();
        assertThat(desk.enrollment(PER))
                .isHeld("'intro' waits for approval: approve it with 'kadens approve three --step intro --by EMAIL'");
        mayApprove();
        assertThat(desk.kadens("approve", "three", "--step", "intro", "--by", REP)
                        .out())
                .isEqualTo("three/intro: approved by Kari Solheim\n");
        desk.run();
        assertThat(desk.messages(PER)).hasSize(1);
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.enrollment(PER)).isHeld("'second' waits for approval");
    }

    @Test
    void other_words_need_another_approval_and_the_old_words_have_theirs() {
        required();
        mayApprove();
        desk.kadens("approve", "three", "--by", REP);
        desk.write("snippets/sign.ftlh", "<p>Regards</p>\n");
        var old = "Subject: Hello\n\n<p>Hello</p>\n<#include \"/snippets/sign.ftlh\">\n";
        desk.write(INTRO, old);
        desk.enroll(PER);
        desk.run();
        assertThat(desk.enrollment(PER)).isHeld("'intro' waits for approval");
        desk.kadens("approve", "three", "--by", REP);
        desk.write("snippets/sign.ftlh", "<p>Best regards</p>\n");
        desk.run();
        assertThat(desk.enrollment(PER)).isHeld("'intro' waits for approval");

        desk.write("snippets/sign.ftlh", "<p>Regards</p>\n");
        desk.run();
        assertThat(new String(desk.messages(PER).getFirst().raw(), StandardCharsets.UTF_8))
                .contains("<p>Regards</p>");
    }

    @Test
    void who_has_left_or_lost_the_right_approves_no_more_and_what_they_approved_stays() {
        required();
        assertThat(desk.kadens("approve", "three", "--by", REP).err()).contains("may not approve");
        mayApprove();
        desk.kadens("approve", "three", "--by", REP);
        desk.kadens("person", "approver", REP, "--off");
        desk.enroll(PER);
        desk.run();
        assertThat(desk.messages(PER)).hasSize(1);

        mayApprove();
        desk.sql("update person set left_at = utc_timestamp(6)");
        var said = desk.kadens("approve", "three", "--by", REP);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("may not approve");
    }

    @Test
    void a_mail_that_was_put_off_before_approval_was_required_waits_for_it_too() throws IOException {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersRcpt("451 4.3.0 later"));
            desk.enroll(PER);
            desk.run();
            required();
            smtp.isWell();
            desk.runAfter(FOUR_DAYS);

            assertThat(smtp.taken()).isEmpty();
            assertThat(desk.enrollment(PER)).isHeld("waits for approval");
        }
    }

    @Test
    void a_mail_that_was_put_off_with_words_that_nobody_approved_is_written_anew() throws IOException {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersRcpt("451 4.3.0 later"));
            desk.enroll(PER);
            desk.run();
            required();
            desk.write(INTRO, "Subject: Hello\n\n<p>Words that were approved</p>\n");
            mayApprove();
            desk.kadens("approve", "three", "--by", REP);
            smtp.isWell();
            desk.runAfter(FOUR_DAYS);

            assertThat(smtp.taken()).hasSize(1);
            assertThat(desk.messages(PER)).hasSize(1);
            assertThat(new String(desk.messages(PER).getFirst().raw(), StandardCharsets.UTF_8))
                    .contains("Words that were approved")
                    .doesNotContain("In-Reply-To");
        }
    }

    @Test
    void a_title_that_the_words_may_name_is_approved_with_them() throws IOException {
        required();
        mayApprove();
        desk.kadens("approve", "three", "--by", REP);
        var file = desk.templates().resolve("cadences/three/cadence.yaml");
        Files.writeString(file, Files.readString(file).replace("title: Three", "title: Anything else"));
        desk.enroll(PER);
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("'intro' waits for approval");
    }

    @Test
    void what_waits_is_listed_and_told_by_status() {
        required();
        mayApprove();
        desk.kadens("approve", "three", "--step", "intro", "--by", REP);
        var listed = desk.kadens("approve", "--list");

        assertThat(listed.code()).isEqualTo(1);
        assertThat(listed.out())
                .contains("three/intro: approved by Kari Solheim", "three/second: waits for approval")
                .endsWith("2 emails not approved\n");
        assertThat(desk.kadens("status").out()).contains("NOT APPROVED in 'three': second, third.");
        desk.kadens("approve", "three", "--by", REP);
        assertThat(desk.kadens("approve", "--list").code()).isZero();
        assertThat(desk.kadens("status").out()).doesNotContain("NOT APPROVED");
    }

    @Test
    void a_cadence_that_requires_none_waits_for_nobody() {
        desk.enroll(OLA);
        desk.run();
        assertThat(desk.messages(OLA)).hasSize(1);
    }

    private void mayApprove() {
        assertThat(desk.kadens("person", "approver", REP).out()).contains("may approve what cadences send");
    }

    private void required() {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                approval: required
                window: always
                steps:
                  - key: intro
                    delay: 0 seconds
                  - key: second
                    delay: 3 days
                  - key: third
                    delay: 3 days
                """);
    }
}
