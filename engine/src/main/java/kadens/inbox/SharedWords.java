package kadens.inbox;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text quotes another: by runs of words in their order, whatever signs, line breaks and quote marks between. */
final class SharedWords {

    /** Eight words in a row are hardly ever written twice. */
    private static final int RUN = 8;

    /** Such as "I am in and out of it a lot". */
    private static final int RUN_CHARS_MIN = 30;

    private static final int WORDS_MAX = 4_000;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> runs;

    private SharedWords(Set<String> runs) {
        this.runs = runs;
    }

    static SharedWords of(String text) {
        var words = BETWEEN.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .toList();
        var runs = new HashSet<String>();
        for (int i = 0; i + RUN <= words.size(); i++) {
            var run = String.join(" ", words.subList(i, i + RUN));
            if (run.length() >= RUN_CHARS_MIN) {
                runs.add(run);
            }
        }
        return new SharedWords(runs);
    }

    /** How many runs of words both texts have. */
    long sharedWith(SharedWords other) {
        return runs.stream().filter(other.runs::contains).count();
    }
}
