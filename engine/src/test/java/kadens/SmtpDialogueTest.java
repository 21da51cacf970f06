package kadens;

import static java.util.Objects.requireNonNull;
import static kadens.EnrollmentAssert.assertThat;
import static kadens.FaultySmtp.DRIPS;
import static kadens.FaultySmtp.HANGS;
import static kadens.FaultySmtp.HANGS_UP;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Timeouts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every phase of the dialogue with an SMTP server and every way to fail in it: what becomes of the mail, the prospect and
 * the mailbox, and whether it goes on when the server is well again.
 *
 * <p>Each case has a mailbox, a server and a prospect of its own; all run side by side, for most of them only wait.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpDialogueTest {

    private static final Timeouts HASTY =
            new Timeouts(Duration.ofSeconds(3), Duration.ofMillis(1500), Duration.ofMillis(2000), Duration.ZERO);
    private static final int AT_ONCE = 24;
    private static final String GARBAGE = "!@#$";
    private static final String DOT = ".";

    /** What should come of it, and after how many minutes it goes on. */
    private enum Fate {
        NOT_WELCOME(15),
        LIMIT(60),
        DOWN(2),
        LATER(5),
        REFUSED(-1),
        BAD_ADDRESS(-1),
        UNCERTAIN(-1),
        SENT(-1);

        private final int minutes;

        Fate(int minutes) {
            this.minutes = minutes;
        }

        private boolean isTrouble() {
            return this == NOT_WELCOME || this == LIMIT || this == DOWN;
        }

        private boolean goesOn() {
            return minutes > 0;
        }
    }

    private final SalesDesk desk = new SalesDesk();
    private final List<Case> cases = new ArrayList<>();
    private Instant begun = Instant.EPOCH;

    /** One failure in one phase, and what was seen of it. */
    private final class Case {

        private final String phase;
        private final String reply;
        private final Fate fate;
        private final FaultySmtp smtp = new FaultySmtp();
        private final String address;
        private final String per;

        @Nullable
        private Enrollment enrollment;

        @Nullable
        private Mailbox mailbox;

        private List<OutgoingMessage> messages = List.of();
        private int acceptedEarly = -1;

        private Case(String phase, String reply, Fate fate) {
            this.phase = phase;
            this.reply = reply;
            this.fate = fate;
            this.address = "rep" + cases.size() + "@rute.example";
            this.per = "per@fjord" + cases.size() + ".example";
        }

        /** Until it is tried again. */
        private int minutes() {
            return mayBeTheMail() ? Math.max(5, fate.minutes) : fate.minutes;
        }

        private boolean mayBeTheMail() {
            return fate.isTrouble() && List.of("RCPT", "DATA", DOT).contains(phase);
        }

        private void prepare() {
            desk.otherMailbox(address, FAST, smtp.answers(phase, reply));
            desk.enrollFrom(address, per);
        }

        private void look() {
            enrollment = desk.enrollment(per);
            mailbox = desk.mailbox(address);
            messages = desk.messages(per);
        }

        private Enrollment seen() {
            return requireNonNull(enrollment);
        }

        private Mailbox mailbox() {
            return requireNonNull(mailbox);
        }

        @Override
        public String toString() {
            return phase + " " + (reply.isEmpty() ? "(hangs up)" : reply.strip());
        }
    }

    @BeforeAll
    void play() throws InterruptedException {
        desk.patience(HASTY);
        // So many refusals from so many mailboxes would pause the cadence: none is counted before that time.
        desk.sql("insert into refusal_pause values ('cadence:three', '', utc_timestamp(), '2999-01-01')");
        describe();
        cases.forEach(Case::prepare);
        begun = desk.clock.instant();
        run(_ -> true);
        cases.forEach(Case::look);
        cases.forEach(each -> each.smtp.isWell());
        for (var minutes : List.of(2, 5, 15, 60)) {
            var due = begun.plus(Duration.ofMinutes(minutes));
            desk.clock.moveTo(due.minusSeconds(1));
            run(each -> each.minutes() == minutes);
            cases.stream()
                    .filter(each -> each.minutes() == minutes)
                    .forEach(each -> each.acceptedEarly = each.smtp.accepted().size());
            desk.clock.moveTo(due);
            run(each -> each.minutes() == minutes || (minutes == 5 && !each.fate.goesOn()));
        }
    }

    private void describe() {
        troubleOfTheServer();
        troubleOfOurs();
        for (var rcpt : List.of("450 4.2.1 Too quickly", "552 5.2.2 Mailbox full", "451 4.7.1 Greylisted")) {
            add("RCPT", rcpt, Fate.LATER);
        }
        add("DATA", "451 4.3.0 Later", Fate.LATER);
        add(DOT, "451 4.3.0 Later", Fate.LATER);
        add(DOT, "452 4.2.2 Mailbox full", Fate.LATER);
        add(DOT, "421 4.3.2 Shutting down", Fate.LATER);
        add("MAIL", "552 5.3.4 Too big", Fate.REFUSED);
        add("RCPT", "550 5.7.1 Not to them", Fate.REFUSED);
        add("RCPT", "550 Requested action not taken: mailbox unavailable", Fate.REFUSED);
        add("DATA", "554 5.6.0 Not like this", Fate.REFUSED);
        add(DOT, "550 5.7.1 Looks like spam", Fate.REFUSED);
        add(DOT, "554 Transaction failed", Fate.REFUSED);
        add("RCPT", "550 5.1.1 User unknown", Fate.BAD_ADDRESS);
        add("RCPT", "550 No such user here", Fate.BAD_ADDRESS);
        add(DOT, "550 5.1.1 User unknown", Fate.BAD_ADDRESS);
        for (var unheard : List.of(HANGS, HANGS_UP, DRIPS, GARBAGE, "25", "354 Go on")) {
            add(DOT, unheard, Fate.UNCERTAIN);
        }
        for (var yes : List.of("250 Ok", "251 2.0.0 Queued", "250-2.0.0 Taken\r\n250 2.0.0 as 4711")) {
            add(DOT, yes, Fate.SENT);
        }
        for (var leave : List.of(HANGS, HANGS_UP, GARBAGE, "500 What?")) {
            add("QUIT", leave, Fate.SENT);
        }
    }

    private void troubleOfTheServer() {
        for (var phase : List.of("GREETING", "EHLO", "STARTTLS", "TLS", "AUTH", "MAIL", "RCPT", "DATA")) {
            for (var fault : List.of(HANGS, HANGS_UP, GARBAGE)) {
                add(phase, fault, Fate.DOWN);
            }
        }
        for (var phase : List.of("GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA")) {
            add(phase, DRIPS, Fate.DOWN);
            add(phase, "421 4.3.2 Shutting down", Fate.DOWN);
        }
        add("GREETING", "450 4.3.2 Too busy", Fate.DOWN);
        add("STARTTLS", "454 4.3.0 TLS not available", Fate.DOWN);
        add("AUTH", "454 4.7.0 Try again", Fate.DOWN);
        add("MAIL", "452 4.3.1 Disk full", Fate.DOWN);
    }

    private void troubleOfOurs() {
        add("GREETING", "554 No SMTP service here", Fate.NOT_WELCOME);
        add("EHLO", "550 5.7.1 Not from there", Fate.NOT_WELCOME);
        add("STARTTLS", "501 5.5.4 No parameters", Fate.NOT_WELCOME);
        add("AUTH", "535 5.7.8 Bad credentials", Fate.NOT_WELCOME);
        add("AUTH", "534 5.7.9 Too weak", Fate.NOT_WELCOME);
        add("MAIL", "550 5.7.1 Not yours", Fate.NOT_WELCOME);
        add("MAIL", "530 5.7.0 Log in first", Fate.NOT_WELCOME);
        add("RCPT", "554 5.7.1 Relay access denied", Fate.NOT_WELCOME);
        add(DOT, "550 5.7.60 Not allowed to send as", Fate.NOT_WELCOME);
        for (var phase : List.of("RCPT", "DATA", DOT)) {
            add(phase, "550 5.4.5 Daily limit exceeded", Fate.LIMIT);
        }
    }

    private void add(String phase, String reply, Fate fate) {
        cases.add(new Case(phase, reply, fate));
    }

    private void run(Predicate<Case> chosen) throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : cases.stream().filter(chosen).toList()) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        desk.run(each.address);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    @AfterAll
    void close() throws IOException {
        cases.forEach(each -> each.smtp.close());
        desk.close();
    }

    private Stream<Case> inTrouble() {
        return cases.stream().filter(each -> each.fate.isTrouble());
    }

    @ParameterizedTest
    @MethodSource("inTrouble")
    void trouble_of_the_mailbox_touches_no_prospect_and_rests_from_sending_alone(Case each) {
        assertThat(String.valueOf(each.mailbox().trouble())).startsWith("Nothing is sent before");
        assertThat(each.mailbox().sendRestsUntil()).isEqualTo(begun.plus(Duration.ofMinutes(each.fate.minutes)));
        assertThat(each.mailbox().inboxReadAt()).isEqualTo(begun);
        var wait = Duration.ofMinutes(each.mayBeTheMail() ? 5 : 0); // others get their turn
        assertThat(each.seen()).isDueAt(begun.plus(wait)).beforeStep("intro");
        assertThat(each.messages).allSatisfy(message -> {
            assertThat(message.delivery()).isEqualTo(Delivery.DEFERRED);
            assertThat(message.attempts()).isEqualTo(each.mayBeTheMail() ? 1 : 0);
        });
        assertThat(desk.suppresses(each.per)).isFalse();
    }

    private Stream<Case> later() {
        return of(Fate.LATER);
    }

    @ParameterizedTest
    @MethodSource("later")
    void what_is_put_off_waits_and_the_mailbox_is_well(Case each) {
        assertThat(each.messages).singleElement().satisfies(message -> {
            assertThat(message.delivery()).isEqualTo(Delivery.DEFERRED);
            assertThat(message.attempts()).isEqualTo(1);
        });
        assertThat(each.seen()).isDueAt(begun.plus(Duration.ofMinutes(each.fate.minutes)));
        assertThat(each.mailbox().trouble()).isNull();
    }

    private Stream<Case> goingOn() {
        return cases.stream().filter(each -> each.fate.goesOn());
    }

    @ParameterizedTest
    @MethodSource("goingOn")
    void a_server_that_is_well_again_gets_it_not_a_second_too_early_and_once(Case each) {
        assertThat(each.acceptedEarly).isZero();
        assertDeliveredOnce(each);
    }

    private Stream<Case> sent() {
        return of(Fate.SENT);
    }

    @ParameterizedTest
    @MethodSource("sent")
    void any_2yz_to_the_dot_is_a_yes_and_how_a_server_takes_leave_is_all_the_same(Case each) {
        assertThat(each.seen()).isActive().afterStep("intro");
        assertDeliveredOnce(each);
    }

    private Stream<Case> refused() {
        return of(Fate.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_refused_holds_one_prospect_and_suppresses_nobody(Case each) {
        assertThat(each.messages).extracting(OutgoingMessage::delivery).containsExactly(Delivery.REFUSED);
        assertThat(each.seen()).isHeld(each.reply);
        assertThat(desk.suppresses(each.per)).isFalse();
        assertNothingCameOfIt(each, State.HELD);
    }

    private Stream<Case> badAddress() {
        return of(Fate.BAD_ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("badAddress")
    void an_address_that_does_not_exist_is_never_written_to_again(Case each) {
        assertThat(each.messages).extracting(OutgoingMessage::delivery).containsExactly(Delivery.REFUSED);
        assertThat(each.seen()).isStopped(StopReason.BOUNCED);
        assertThat(desk.suppresses(each.per)).isTrue();
        assertNothingCameOfIt(each, State.STOPPED);
    }

    private Stream<Case> uncertain() {
        return of(Fate.UNCERTAIN);
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void without_an_answer_to_the_dot_it_is_uncertain_and_not_sent_again(Case each) {
        assertThat(each.messages).extracting(OutgoingMessage::delivery).containsExactly(Delivery.UNCERTAIN);
        assertThat(each.seen()).isPausedUntil(begun.plus(UncertainSends.GRACE));
        assertThat(each.smtp.taken()).hasSize(1);
        assertNothingCameOfIt(each, State.PAUSED);
    }

    private Stream<Case> of(Fate fate) {
        return cases.stream().filter(each -> each.fate == fate);
    }

    private void assertDeliveredOnce(Case each) {
        var messages = desk.messages(each.per);
        assertThat(messages).extracting(OutgoingMessage::delivery).containsExactly(Delivery.SENT);
        assertThat(each.smtp.accepted()).hasSize(1);
        assertThat(each.smtp.takenIds()).containsOnly("<" + messages.getFirst().messageId() + ">");
        assertThat(desk.enrollment(each.per)).isActive().afterStep("intro").beforeStep("second");
        assertThat(desk.mailbox(each.address).trouble()).isNull();
    }

    /** Minutes later, and with a server that is well. */
    private void assertNothingCameOfIt(Case each, State state) {
        assertThat(each.mailbox().trouble()).isNull();
        assertThat(desk.mailbox(each.address).trouble()).isNull();
        assertThat(each.smtp.taken().size()).isLessThanOrEqualTo(1);
        assertThat(desk.enrollment(each.per).state()).isEqualTo(state);
    }
}
