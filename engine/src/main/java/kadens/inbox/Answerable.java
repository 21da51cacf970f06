package kadens.inbox;

import jakarta.mail.MessagingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import kadens.prospect.Prospects;

/**
 * What an answer to a received mail must name, so that it lands in the same thread of everybody's mail program.
 *
 * @param to where it wants answers to go; empty where nobody can be written to
 * @param subject with one "Re:" in front
 * @param references the thread up to the mail itself, oldest first (RFC 5322, 3.6.4)
 */
public record Answerable(String to, String subject, List<String> references) {

    /** The beginning of a thread says what it is about, and its end what is answered; the middle helps nobody. */
    private static final int REFERENCES_MAX = 20;

    private static final int SUBJECT_CHARS_MAX = 900;

    public static Answerable of(Inbound inbound) {
        try {
            var mail = IncomingMail.parse(RawMail.parse(inbound.raw()));
            return new Answerable(to(inbound, mail), subject(inbound.subject()), references(mail));
        } catch (MessagingException _) {
            return new Answerable(to(List.of(inbound.fromAddress())), subject(inbound.subject()), List.of());
        }
    }

    /** RFC 5322, 3.6.2: Reply-To is where its author wants answers to go. */
    private static String to(Inbound inbound, IncomingMail mail) {
        return to(Stream.concat(mail.replyTo().stream(), Stream.of(inbound.fromAddress()))
                .toList());
    }

    private static String to(List<String> addresses) {
        return addresses.stream().filter(Prospects::isAddress).findFirst().orElse("");
    }

    /** Where References is missing, In-Reply-To stands for it if it names a single mail. */
    private static List<String> references(IncomingMail mail) {
        var before = mail.references().isEmpty() && mail.inReplyTo().size() == 1 ? mail.inReplyTo() : mail.references();
        var all = new LinkedHashSet<>(before);
        var own = mail.messageId();
        if (own != null) {
            all.remove(own);
            all.add(own);
        }
        var whole = all.stream().filter(Answerable::isFit).toList();
        return whole.size() <= REFERENCES_MAX
                ? whole
                : Stream.concat(
                                whole.stream().limit(1),
                                whole.stream().skip(whole.size() - REFERENCES_MAX + 1L))
                        .toList();
    }

    /** What a sender wrote there must not begin a header of ours. */
    private static boolean isFit(String id) {
        return id.length() <= 500 && id.chars().allMatch(c -> c > ' ' && c < 127 && c != '<' && c != '>');
    }

    private static String subject(String theirs) {
        var bare = theirs.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        var cut = bare.length() <= SUBJECT_CHARS_MAX ? bare : bare.substring(0, SUBJECT_CHARS_MAX);
        return cut.matches("(?i)(re|sv|vs|aw)\\s*:.*") ? cut : ("Re: " + cut).strip();
    }
}
