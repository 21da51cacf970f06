package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kadens.enrollment.StopReason;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.language.Sentence;
import kadens.mailbox.Mailboxes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that are refused again and again make their mailbox or their cadence stand still until a person has looked. */
class RefusalsTest {

    private static final String NILS = "nils@rute.example";
    private static final String LAST = "per@last.example";

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
    void three_domains_that_refuse_stop_the_mailbox_until_a_person_connects_it() throws Exception {
        desk.enroll("per@a.example", "per@b.example", "per@c.example", LAST);
        desk.run();
        refused("per@a.example");
        refused("per@b.example");
        assertThat(kept()).isEmpty();
        refused("per@c.example");

        assertThat(desk.enrollment("per@a.example")).isStopped(StopReason.BOUNCED);
        assertThat(kept())
                .singleElement()
                .asString()
                .contains("3 of its mails were refused within a day, by 3 domains");
        desk.runAfter(Duration.ofDays(4));
        assertThat(desk.received(LAST)).hasSize(1);
        assertThat(desk.kadens("explain", LAST).out()).contains("held up: Nothing is sent from this mailbox");

        assertThat(desk.kadens("mailbox", "connect", SalesDesk.REP).code()).isZero();
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(kept()).isEmpty();
        assertThat(desk.received(LAST)).hasSize(2);
    }

    @Test
    void refusals_of_more_than_a_day_ago_and_addresses_that_do_not_exist_are_not_counted() throws Exception {
        desk.enroll("per@a.example", "per@b.example", "per@c.example", "per@d.example");
        desk.run();
        refused("per@a.example");
        returned("per@b.example", "5.1.1", "user unknown");
        desk.clock.pass(Duration.ofHours(25));
        refused("per@c.example");
        refused("per@d.example");

        assertThat(kept()).isEmpty();
    }

    @Test
    void a_cadence_that_is_refused_from_two_mailboxes_stands_still_alone() throws Exception {
        desk.otherMailbox(NILS, SalesDesk.FAST);
        desk.enroll("per@a.example", "per2@a.example", LAST);
        for (var email : List.of("per@b.example", "per2@b.example", "per3@b.example")) {
            desk.enrollFrom(NILS, email);
        }
        desk.run();
        desk.run(NILS);
        refused("per@a.example");
        refused("per2@a.example");
        refused("per@b.example");
        refused("per2@b.example");
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.kadens("status").out()).doesNotContain("STANDS STILL");
        refused("per3@b.example");

        assertThat(desk.kadens("status").out()).contains("STANDS STILL: 'three' stands still: 5 of its mails");
        desk.runAfter(Duration.ofDays(4));
        assertThat(desk.received(LAST)).hasSize(1);
        assertThat(desk.kadens("explain", LAST).out()).contains("held up: 'three' stands still");

        desk.kadens("mailbox", "connect", SalesDesk.REP);
        assertThat(desk.kadens("cadence", "resume", "three").code()).isZero();
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.received(LAST)).hasSize(2);
    }

    @Test
    void a_server_that_refuses_at_once_counts_too() throws Exception {
        try (var smtp = new FaultySmtp().answers(".", "550 5.7.1 Message rejected as spam")) {
            desk.mailbox(SalesDesk.FAST, smtp);
            desk.enroll("per@a.example", "per@b.example", "per@c.example");
            desk.run();

            assertThat(kept()).singleElement().asString().contains("3 of its mails");
        }
    }

    @Test
    void a_correction_to_refused_counts_like_any_other() throws Exception {
        desk.enroll("per@a.example", "per@b.example", "per@c.example");
        desk.run();
        refused("per@a.example");
        refused("per@b.example");
        returned("per@c.example", "4.2.2", "mailbox full");
        assertThat(kept()).isEmpty();
        desk.ask(session -> new Corrections(desk.engine().enrollments(), desk.clock)
                .correct(
                        session,
                        session.createSelectionQuery("select max(id) from Inbound", Long.class)
                                .getSingleResult(),
                        Correction.of("refused", null, null, null)));

        assertThat(kept()).hasSize(1);
    }

    private void refused(String email) throws Exception {
        returned(email, "5.7.1", "message rejected due to content");
    }

    /** A return to the rep, whichever mailbox wrote: the one that wrote counts. */
    private void returned(String email, String status, String words) throws Exception {
        var ours = desk.received(email).getFirst();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer("mailer-daemon@rute.example", """
                        Your message to <%s> could not be delivered: 550 %s %s

                        Message-ID: %s
                        """.formatted(email, status, words, ours.getMessageID()))
                .with("Subject", "Undelivered Mail Returned to Sender")
                .with("Return-Path", "<>")
                .arrives();
        desk.run();
    }

    private List<Sentence> kept() {
        return desk.ask(session -> Mailboxes.mayNotSend(session, desk.mailbox())).stream()
                .toList();
    }
}
