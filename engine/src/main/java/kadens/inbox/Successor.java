package kadens.inbox;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail names to write to instead of its sender. At least one of the two is there.
 *
 * @param name as written
 * @param address lower-case
 */
public record Successor(@Nullable String name, @Nullable String address) {

    private static final Phrases CONTACT = Phrases.load("contacts.txt", "contact");
    private static final Phrases TITLES = Phrases.load("contacts.txt", "titles");

    private static final int MAX_SENTENCES = 60;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[\\p{Ll}\\d)>][.!?])\\s|\\R\\s*\\R");
    private static final Pattern NAME =
            Pattern.compile("\\p{Lu}[\\p{L}'’-]{1,30}(?:[ \\u00a0](?:van |de |von |der |den |di |da ){0,2}"
                    + "\\p{Lu}[\\p{L}'’-]{1,30}){1,3}");

    /** The first one whom a sentence asks to turn to, or null. */
    static @Nullable Successor in(String text, String sender) {
        String[] sentences = SENTENCE_END.split(text, MAX_SENTENCES);
        for (int i = 0; i < sentences.length; i++) {
            if (CONTACT.in(sentences[i]) == null) {
                continue;
            }
            String next = i + 1 < sentences.length ? sentences[i + 1] : "";
            String address = address(sentences[i] + "\n" + next, sender);
            String name = name(sentences[i]);
            if (name != null || address != null) {
                return new Successor(name, address);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name == null ? "" + address : address == null ? name : name + " <" + address + ">";
    }

    private static @Nullable String address(String text, String sender) {
        List<String> others = Addresses.allIn(text, 5).stream()
                .filter(address -> !address.equals(sender.toLowerCase(Locale.ROOT)))
                .toList();
        return others.isEmpty() ? null : others.getFirst();
    }

    /** Several capitalised words in a row behind the word that sends one there; German polite forms are not names. */
    private static @Nullable String name(String sentence) {
        for (Matcher names = NAME.matcher(sentence); names.find(); ) {
            String name = names.group();
            String sends = CONTACT.atStartOf(name);
            if (sends != null) {
                name = name.substring(sends.length()).strip();
            }
            for (String title = TITLES.atStartOf(name); title != null; title = TITLES.atStartOf(name)) {
                name = name.substring(title.length()).strip();
            }
            boolean behind = sends != null || CONTACT.in(sentence.substring(0, names.start())) != null;
            if (behind && name.contains(" ")) {
                return name;
            }
        }
        return null;
    }
}
