package kadens.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Writes what one correspondent writes: answers, forwarded letters, and the answers of their mail program. */
record Letters(Correspondent by) {

    /** An answer to whoever wrote, with their letter quoted below. */
    MimeMessage answer(Arrival to, String written, Instant at, String id) throws MessagingException, IOException {
        return answer(to, to.message(), written, at, id);
    }

    /** The same, when the letter came to hand in another one: the thread goes on after that one. */
    MimeMessage answer(Arrival to, MimeMessage after, String written, Instant at, String id)
            throws MessagingException, IOException {
        Letter original = to.letter();
        Quotation quoted = new Quotation(by, original);
        String said = addressed(written, original);
        Draft draft = new Draft(by.sender(), to.answerTo().getAddress(), prefixed("Re: ", original), at, by.zone(), id)
                .after(after);
        return by.program() == MailProgram.PLAIN
                ? draft.with(quoted.text(said))
                : draft.with(quoted.text(said), quoted.html(said));
    }

    /** The letter passed on to a colleague, so that their answer goes straight to whoever wrote it. */
    MimeMessage forward(Arrival arrival, String colleague, Instant at, String id)
            throws MessagingException, IOException {
        Letter original = arrival.letter();
        String said = by.says("This looks like one for you?", "Er dette noe for deg?");
        Draft draft = new Draft(by.sender(), colleague, prefixed("Fwd: ", original), at, by.zone(), id)
                .after(arrival.message());
        draft.setReplyTo(new InternetAddress[] {arrival.answerTo()});
        return draft.with(new Quotation(by, original).forwarded(said));
    }

    /** What the mail program answers while its owner is away. */
    MimeMessage outOfOffice(Arrival arrival, String sender, int days, String written, Instant at, String id)
            throws MessagingException, IOException {
        Letter original = arrival.letter();
        String subject = by.says("Automatic reply: ", "Automatisk svar: ") + original.subject();
        Draft draft = new Draft(by.sender(), sender, subject, at, by.zone(), id)
                .after(arrival.message())
                .byMachine();
        draft.setHeader("X-Auto-Response-Suppress", "All");
        return draft.with(addressed(written, original).replace("{date}", backOn(at, days)));
    }

    private String backOn(Instant at, int days) {
        LocalDate day = LocalDate.ofInstant(at, by.zone()).plusDays(days);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        String pattern = switch (by.locale().getCountry()) {
            case "NO" -> "EEEE d. MMMM";
            case "US" -> "EEEE, MMMM d";
            default -> "d MMMM yyyy";
        };
        return DateTimeFormatter.ofPattern(pattern, by.locale()).format(day);
    }

    private static String addressed(String written, Letter original) {
        String name = Objects.requireNonNullElse(original.fromName(), "").strip();
        return written.replace("{sender}", name.isEmpty() ? original.from() : name.replaceFirst("\\s.*", ""));
    }

    private static String prefixed(String prefix, Letter original) {
        boolean has = original.subject().regionMatches(true, 0, prefix, 0, prefix.length() - 1);
        return has ? original.subject() : prefix + original.subject();
    }
}
