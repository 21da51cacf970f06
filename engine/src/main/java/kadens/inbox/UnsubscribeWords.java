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
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s|\\R\\s*\\R");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int WORDS_MAX = 5;
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
            String asks = ASKS.in(sentence);
            if (asks == null && BLANKS.split(sentence.strip(), WORDS_MAX + 1).length <= WORDS_MAX) {
                asks = FEW_WORDS.in(sentence);
            }
            if (asks != null && EXPLAINS.in(sentence) == null && !sentence.contains("?")) {
                return asks;
            }
        }
        return null;
    }
}
