package kadens.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kadens.enrollment.Answer;
import kadens.enrollment.Answers;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.team.Person;
import org.hibernate.StatelessSession;

/** Makes the mail of what a person wrote back: from the mailbox that was written to, in the same thread. */
public final class AnswerMails {

    private static final Pattern PARAGRAPH = Pattern.compile("\n{2,}");

    private AnswerMails() {}

    /**
     * What is answered.
     *
     * @param to where the answer goes
     * @param references the thread up to it, oldest first
     * @param text what they had newly written
     * @param replyTo where answers are to go; empty for the mailbox's address
     */
    public record Answered(
            long inboundId,
            long enrollmentId,
            Prospect prospect,
            String to,
            String subject,
            List<String> references,
            Instant writtenAt,
            String text,
            String replyTo) {}

    /**
     * Stores an answer, ready to go out with the mailbox's next run.
     *
     * @param owner whose mailbox it is, and whose name the recipient sees
     * @param author who wrote it
     * @param token of the form that it was written in
     * @param signature to stand below it; empty for none
     */
    public static Answer write(
            StatelessSession session,
            Mailbox mailbox,
            Person owner,
            long author,
            Answered answered,
            String text,
            String signature,
            String token,
            Instant now) {
        var messageId = UUID.randomUUID() + ".kadens@" + mailbox.domain();
        var whole = signature.isBlank() ? text : text.stripTrailing() + "\n\n" + signature.strip();
        var name = answered.prospect().displayName();
        var raw = Composer.compose(new Composer.Letter(
                owner.name(),
                mailbox.address(),
                name.equals(answered.prospect().email()) ? "" : name,
                answered.to(),
                answered.subject(),
                plain(whole, answered, mailbox),
                html(whole, answered, mailbox),
                List.of(),
                messageId,
                answered.references(),
                answered.replyTo(),
                "",
                now));
        return Answers.add(
                session,
                new Answers.Draft(
                        answered.enrollmentId(),
                        answered.inboundId(),
                        mailbox.id(),
                        author,
                        token,
                        messageId,
                        answered.to(),
                        answered.subject(),
                        whole,
                        raw),
                now);
    }

    private static String plain(String text, Answered answered, Mailbox mailbox) {
        var quote = answered.text().strip().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
        return text.stripTrailing() + "\n\n" + head(answered, mailbox) + "\n" + quote + "\n";
    }

    private static String html(String text, Answered answered, Mailbox mailbox) {
        return paragraphs(text) + "<p>" + escaped(head(answered, mailbox)) + "</p>\n<blockquote>"
                + paragraphs(answered.text().strip()) + "</blockquote>\n";
    }

    private static String paragraphs(String text) {
        return PARAGRAPH
                .splitAsStream(text.replace("\r\n", "\n").strip())
                .map(each -> "<p>" + escaped(each).replace("\n", "<br>\n") + "</p>\n")
                .collect(Collectors.joining());
    }

    private static String head(Answered answered, Mailbox mailbox) {
        var language = answered.prospect().language();
        return Sentence.of(
                        "answer.wrote",
                        answered.writtenAt().atZone(mailbox.timeZone()),
                        answered.prospect().displayName())
                .in(language == null ? Locale.ENGLISH : Locale.forLanguageTag(language));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
