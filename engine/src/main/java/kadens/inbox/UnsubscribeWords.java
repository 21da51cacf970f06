package kadens.inbox;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person asks, in their own words, not to be written to again. */
final class UnsubscribeWords implements Rule {

    static final Phrases ALONE = Phrases.load("unsubscribe.txt", "alone");
    private static final Phrases ASKS = Phrases.load("unsubscribe.txt", "asks");
    private static final Phrases FEW_WORDS = Phrases.load("unsubscribe.txt", "few words");
    private static final Phrases EXPLAINS = Phrases.load("unsubscribe.txt", "explains");
    private static final Phrases STOP = Phrases.load("unsubscribe.txt", "stop");
    private static final Phrases WRITING = Phrases.load("unsubscribe.txt", "writing to me");
    private static final Phrases REMOVE = Phrases.load("unsubscribe.txt", "remove");
    private static final Phrases ME = Phrases.load("unsubscribe.txt", "me");
    private static final Phrases LIST = Phrases.load("unsubscribe.txt", "list");
    private static final Phrases POLITELY = Phrases.load("unsubscribe.txt", "politely");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s|\\R\\s*\\R");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int WORDS_MAX = 5;
    private static final int WORDS_TOGETHER_MAX = 14;
    /** Below the first lines stand closing words and legal footers. */
    private static final int FIRST_LINES = 6;

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        String words = in(mail.newText());
        return words == null ? null : Judgement.of(new Verdict.Unsubscribe(), Sign.text(words));
    }

    /** The words that ask, or null. */
    static @Nullable String in(String text) {
        String words = alone(text);
        return words == null ? asked(text) : words;
    }

    private static @Nullable String alone(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(FIRST_LINES)
                .map(line -> AROUND.matcher(line).replaceAll(""))
                .filter(ALONE::is)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String asked(String text) {
        for (String sentence : SENTENCE_END.split(text, 100)) {
            String asks = sentence.contains("?") ? askedPolitely(sentence) : askedIn(sentence);
            if (asks != null && EXPLAINS.in(sentence) == null) {
                return asks;
            }
        }
        return null;
    }

    private static @Nullable String askedIn(String sentence) {
        String asks = ASKS.in(sentence);
        if (asks == null && BLANKS.split(sentence.strip(), WORDS_MAX + 1).length <= WORDS_MAX) {
            asks = FEW_WORDS.in(sentence);
        }
        return asks == null ? together(sentence) : asks;
    }

    /** "Could you take me off your list?" asks for nothing but that. */
    private static @Nullable String askedPolitely(String question) {
        return POLITELY.atStartOf(question.strip()) == null ? null : together(question);
    }

    /** "Stop" and "mailing", "take off" and "list": in one short sentence, whatever stands between them. */
    private static @Nullable String together(String sentence) {
        if (BLANKS.split(sentence.strip(), WORDS_TOGETHER_MAX + 1).length > WORDS_TOGETHER_MAX) {
            return null;
        }
        String stop = STOP.in(sentence);
        if (stop != null && WRITING.in(sentence) != null) {
            return stop;
        }
        String remove = REMOVE.in(sentence);
        boolean isAboutUs = LIST.in(sentence) != null && ME.in(sentence) != null;
        return remove != null && isAboutUs && !sentence.contains("@")
                ? remove
                : null; // with one, an address is changed
    }
}
