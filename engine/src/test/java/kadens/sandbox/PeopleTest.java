package kadens.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Instant MONDAY = Instant.parse("2026-08-03T07:12:00Z");
    private static final String SUBJECT = "Når en jobb går over tiden";
    private static final String ELSEWHERE = "ola@privatpost.example";
    private static final String COLLEAGUE = "ruth@fjellheis.example";
    private static final Behaviour.Cue AT_ONCE = new Behaviour.Cue(1, Duration.ofHours(3));

    private final MovedClock clock = new MovedClock(MONDAY);
    private final PostOffice office = PostOffice.open(clock);
    private final Rep rep = new Rep(office, clock);
    private final List<URI> clicked = new ArrayList<>();
    private final List<People> worlds = new ArrayList<>();

    @AfterEach
    void close() {
        worlds.forEach(People::close);
        office.close();
    }

    @Test
    void a_silent_person_reads_and_says_nothing() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Silent());
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofDays(30));
        assertThat(rep.inbox()).isEmpty();
        assertThat(office.letters(ola.email())).extracting(Letter::outgoing).containsExactly(false);
    }

    @Test
    void an_answer_comes_when_its_delay_has_passed_and_only_once() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Answers(AT_ONCE, "Hei {sender}, gjerne."));
        People people = world(ola);
        String id = rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofMinutes(179));
        assertThat(rep.inbox()).isEmpty();
        pass(people, Duration.ofMinutes(1));
        clock.pass(Duration.ofDays(3));
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofDays(3));

        MimeMessage answer = rep.onlyLetter();
        assertThat(answer.getFrom()).containsExactly(new InternetAddress(ola.email()));
        assertThat(((InternetAddress) answer.getFrom()[0]).getPersonal()).isEqualTo("Ola Vik");
        assertThat(answer.getSubject()).isEqualTo("Re: " + SUBJECT);
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo(id);
        assertThat(answer.getSentDate()).isEqualTo(Date.from(MONDAY.plus(Duration.ofHours(3))));
        assertThat(answer.getHeader("Date", null)).endsWith("12:12:00 +0200");
        assertThat(answer.getMessageID()).endsWith("@fjellheis.example>");
        assertThat(raw(answer)).doesNotContainPattern("[^\r]\n");
        assertThat(text(answer)).startsWith("Hei Kari, gjerne.\n").contains("Hvem planlegger dagen?");
        assertThat(office.letters(ola.email())).extracting(Letter::outgoing).containsExactly(false, true, false);
    }

    @Test
    void someone_may_answer_the_second_letter_and_its_thread_grows() throws Exception {
        Person ola = person("en", "GB", new Behaviour.Answers(new Behaviour.Cue(2, Duration.ofMinutes(5)), "Yes."));
        People people = world(ola);
        String first = rep.writes(ola.email(), "Hello");
        pass(people, Duration.ofDays(3));
        assertThat(rep.inbox()).isEmpty();
        String second = rep.writes(ola.email(), "Re: Hello", "In-Reply-To", first, "References", first);
        pass(people, Duration.ofHours(1));
        MimeMessage answer = rep.onlyLetter();
        assertThat(answer.getSubject()).isEqualTo("Re: Hello");
        assertThat(LetterReader.references(answer)).containsExactly(first, second);
    }

    @Test
    void out_of_office_is_answered_by_a_machine_once_with_the_day_they_are_back() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.OutOfOffice(12, "Jeg er tilbake {date}."));
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofMinutes(1));
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofDays(1));
        MimeMessage answer = rep.onlyLetter();
        assertThat(answer.getSubject()).isEqualTo("Automatisk svar: " + SUBJECT);
        assertThat(answer.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(answer.getHeader("Return-Path", null)).isEqualTo("<>");
        // Twelve days after Monday the 3rd is a Saturday.
        assertThat(text(answer)).isEqualTo("Jeg er tilbake mandag 17. august.");
    }

    @Test
    void in_english_the_automatic_reply_names_the_day_as_the_country_does() throws Exception {
        Person american = person("en", "US", new Behaviour.OutOfOffice(9, "I will return on {date}."));
        People people = world(american);
        rep.writes(american.email(), "Hello");
        pass(people, Duration.ofMinutes(1));
        assertThat(rep.onlyLetter().getSubject()).isEqualTo("Automatic reply: Hello");
        assertThat(text(rep.onlyLetter())).isEqualTo("I will return on Wednesday, August 12.");
    }

    @Test
    void no_machine_answers_a_machine() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.OutOfOffice(12, "Jeg er tilbake {date}."));
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT, "Auto-Submitted", "auto-generated");
        pass(people, Duration.ofDays(1));
        assertThat(rep.inbox()).isEmpty();
    }

    @Test
    void an_address_that_does_not_exist_returns_a_report_and_keeps_nothing() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Bounces());
        People people = world(ola);
        String id = rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofMinutes(1));
        MimeMessage bounce = rep.onlyLetter();
        assertThat(bounce.getHeader("Return-Path", null)).isEqualTo("<>");
        assertThat(bounce.getFrom()[0].toString()).contains("MAILER-DAEMON@mx.fjellheis.example");
        assertThat(bounce.getContentType()).contains("multipart/report").contains("report-type=delivery-status");
        assertThat(raw(bounce)).doesNotContainPattern("[^\r]\n");
        assertThat(fate(bounce).getHeader("Final-Recipient", null)).isEqualTo("rfc822; " + ola.email());
        assertThat(fate(bounce).getHeader("Action", null)).isEqualTo("failed");
        assertThat(fate(bounce).getHeader("Status", null)).isEqualTo("5.1.1");
        assertThat(fate(bounce).getHeader("Diagnostic-Code", null)).startsWith("smtp; 550 5.1.1 <" + ola.email());
        MultipartReport report = (MultipartReport) bounce.getContent();
        assertThat(report.getReturnedMessage().getMessageID()).isEqualTo(id);
        assertThat(report.getReturnedMessage().getSubject()).isEqualTo(SUBJECT);
        assertThat(report.getText()).contains(ola.email());
        assertThat(office.letters(ola.email())).isEmpty();
    }

    @Test
    void a_full_mailbox_warns_first_and_gives_up_after_two_days() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.MailboxFull());
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(4));
        assertThat(fate(rep.onlyLetter()).getHeader("Action", null)).isEqualTo("delayed");
        assertThat(fate(rep.onlyLetter()).getHeader("Status", null)).isEqualTo("4.2.2");
        pass(people, Duration.ofHours(44));
        assertThat(rep.inbox()).hasSize(2);
        assertThat(fate(rep.inbox().getLast()).getHeader("Action", null)).isEqualTo("failed");
        assertThat(fate(rep.inbox().getLast()).getHeader("Status", null)).isEqualTo("5.2.2");
    }

    @Test
    void someone_asks_in_words_to_be_removed() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.AsksToBeRemoved(AT_ONCE, "Fjern meg fra listen."));
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(3));
        assertThat(text(rep.onlyLetter())).startsWith("Fjern meg fra listen.");
    }

    @Test
    void someone_answers_from_another_address_of_theirs() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.AnswersFromElsewhere(AT_ONCE, ELSEWHERE, "Fra mobilen."));
        People people = world(ola);
        String id = rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(3));
        assertThat(rep.onlyLetter().getFrom()).containsExactly(new InternetAddress(ELSEWHERE));
        assertThat(rep.onlyLetter().getHeader("In-Reply-To", null)).isEqualTo(id);
        assertThat(office.letters(ELSEWHERE)).extracting(Letter::outgoing).containsExactly(true);
    }

    @Test
    void a_letter_passed_on_is_answered_by_the_colleague() throws Exception {
        Person ola = forwarding();
        People people = world(ola);
        String id = rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(3));
        Letter forwarded = office.letters(COLLEAGUE).getFirst();
        assertThat(forwarded.subject()).isEqualTo("Fwd: " + SUBJECT);
        assertThat(forwarded.from()).isEqualTo(ola.email());
        assertThat(forwarded.text()).contains("Videresendt melding", "Hvem planlegger dagen?");
        assertThat(rep.inbox()).isEmpty();
        pass(people, Duration.ofHours(3));
        MimeMessage answer = rep.onlyLetter();
        assertThat(answer.getFrom()).containsExactly(new InternetAddress(COLLEAGUE));
        assertThat(answer.getSubject()).isEqualTo("Re: " + SUBJECT);
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo(forwarded.messageId());
        assertThat(LetterReader.references(answer)).containsExactly(id, forwarded.messageId());
    }

    @Test
    void one_click_hands_over_the_web_address_and_writes_nothing() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.ClicksUnsubscribe(AT_ONCE));
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofDays(1));
        assertThat(clicked).containsExactly(URI.create(Rep.UNSUBSCRIBE));
        assertThat(rep.inbox()).isEmpty();
    }

    @Test
    void the_visitor_answers_in_a_persons_place_and_the_person_then_does_not() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Answers(AT_ONCE, "Gjerne."));
        People people = world(ola);
        String id = rep.writes(ola.email(), SUBJECT);
        long uid = office.letters(ola.email()).getFirst().uid();
        clock.pass(Duration.ofMinutes(2));
        people.answer(ola.email(), uid, "  Dette skrev jeg selv. ");
        pass(people, Duration.ofDays(2));
        MimeMessage answer = rep.onlyLetter();
        assertThat(text(answer)).startsWith("Dette skrev jeg selv.\n").doesNotContain("Gjerne.");
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo(id);
        Letter sent = office.letters(ola.email()).getFirst();
        assertThat(sent.outgoing()).isTrue();
        assertThat(sent.uid()).isNegative();
        assertThat(office.letter(ola.email(), sent.uid())).contains(sent);
    }

    @Test
    void the_visitor_may_answer_as_the_colleague() throws Exception {
        Person ola = forwarding();
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(3));
        people.answer(COLLEAGUE, office.letters(COLLEAGUE).getFirst().uid(), "Ring meg.");
        pass(people, Duration.ofDays(1));
        assertThat(text(rep.onlyLetter())).startsWith("Ring meg.");
    }

    @Test
    void an_answer_without_text_or_letter_or_person_is_refused() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Silent());
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        long uid = office.letters(ola.email()).getFirst().uid();
        assertThatThrownBy(() -> people.answer(ola.email(), uid, " \n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.answer(ola.email(), uid + 1, "Hei"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.answer(Rep.ADDRESS, 1, "Hei")).isInstanceOf(IllegalArgumentException.class);
        assertThat(rep.inbox()).isEmpty();
    }

    @Test
    void one_who_fails_does_not_stop_the_others_and_does_not_try_again() throws Exception {
        Person clicks = person("nb", "NO", new Behaviour.ClicksUnsubscribe(AT_ONCE));
        Person answers = named("mari@fjellheis.example", "nb", "NO", new Behaviour.Answers(AT_ONCE, "Ja."));
        List<URI> tried = new ArrayList<>();
        People people = new People(office, List.of(clicks, answers), clock, address -> {
            tried.add(address);
            throw new IllegalStateException("the page is down");
        });
        worlds.add(people);
        rep.writes(clicks.email(), SUBJECT);
        rep.writes(answers.email(), SUBJECT);
        pass(people, Duration.ofHours(4));
        pass(people, Duration.ofHours(4));
        assertThat(tried).hasSize(1);
        assertThat(text(rep.onlyLetter())).startsWith("Ja.");
    }

    @Test
    void the_same_people_write_the_same_letters_in_every_run() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Answers(AT_ONCE, "Ja."));
        People people = world(ola);
        rep.writes(ola.email(), SUBJECT);
        pass(people, Duration.ofHours(3));
        try (PostOffice again = PostOffice.open(clock)) {
            Rep other = new Rep(again, clock);
            try (People same = new People(again, List.of(ola), clock, clicked::add)) {
                other.writes(ola.email(), SUBJECT);
                same.tick();
                clock.pass(Duration.ofHours(3));
                same.tick();
                assertThat(other.onlyLetter().getMessageID())
                        .isEqualTo(rep.onlyLetter().getMessageID());
            }
        }
    }

    @Test
    void started_people_live_by_themselves_until_closed() throws Exception {
        Person ola = person("nb", "NO", new Behaviour.Answers(new Behaviour.Cue(1, Duration.ZERO), "Ja."));
        People people = world(ola);
        people.start();
        rep.writes(ola.email(), SUBJECT);
        await().until(() -> rep.inbox().size() == 1);
        people.close();
    }

    private People world(Person... people) {
        People world = new People(office, List.of(people), clock, clicked::add);
        worlds.add(world);
        return world;
    }

    /** Lets people read first, then time pass, then people act. */
    private void pass(People people, Duration time) {
        people.tick();
        clock.pass(time);
        people.tick();
    }

    private static Person forwarding() {
        return person("nb", "NO", new Behaviour.ForwardsToColleague(AT_ONCE, COLLEAGUE, "Ruth Lie", "Det er meg."));
    }

    private static Person person(String language, String country, Behaviour behaviour) {
        return named("ola.vik@fjellheis.example", language, country, behaviour);
    }

    private static Person named(String email, String language, String country, Behaviour behaviour) {
        return new Person(
                email, "Ola", "Vik", null, null, null, null, oslo(), country, language, Map.of(), "x", behaviour);
    }

    private static ZoneId oslo() {
        return ZoneId.of("Europe/Oslo");
    }

    private static InternetHeaders fate(MimeMessage bounce) throws Exception {
        DeliveryStatus status = (DeliveryStatus) ((MultipartReport) bounce.getContent()).getReport();
        assertThat(status.getMessageDSN().getHeader("Reporting-MTA", null)).isEqualTo("dns; mx.fjellheis.example");
        assertThat(status.getRecipientDSNCount()).isEqualTo(1);
        return status.getRecipientDSN(0);
    }

    private static String raw(MimeMessage message) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(MimeMessage message) throws Exception {
        Object content = message.getContent();
        Object text =
                content instanceof MimeMultipart parts ? parts.getBodyPart(0).getContent() : content;
        return text.toString().replace("\r\n", "\n");
    }
}
