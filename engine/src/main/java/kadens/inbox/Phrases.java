package kadens.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of phrases in many languages, kept as data beside the code and searched in one pass.
 *
 * <p>A file holds a phrase a line under {@code [section]} headings; {@code #} starts a comment. A phrase matches whole
 * words regardless of case, a trailing {@code *} any ending of its last word, {@code ...} up to 40 characters of the
 * same sentence.
 */
final class Phrases {

    /** Enough for any notice; keeps the work bounded whatever comes in. */
    private static final int SEARCHED_CHARS = 20_000;

    /** Longer than any phrase, with blanks before and within it. */
    private static final int START_CHARS = 500;

    /** By the first letter of the phrases: most places of a text are passed over at the price of one look-up. */
    private final Map<Character, Pattern> byFirst;

    private Phrases(List<String> phrases) {
        byFirst = phrases.stream()
                .collect(Collectors.groupingBy(
                        phrase -> phrase.charAt(0), Collectors.collectingAndThen(Collectors.toList(), Phrases::anyOf)));
    }

    /** Loads one section; a missing one is a fault of the build. */
    static Phrases load(String file, String section) {
        var phrases = new ArrayList<String>();
        try (InputStream in = Phrases.class.getResourceAsStream(file);
                var lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(in, "no resource " + file), StandardCharsets.UTF_8))) {
            boolean inside = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String phrase = line.strip();
                if (phrase.startsWith("[")) {
                    inside = phrase.equals("[" + section + "]");
                } else if (inside && !phrase.isEmpty() && !phrase.startsWith("#")) {
                    phrases.add(normal(phrase));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (phrases.isEmpty()) {
            throw new IllegalStateException("no section [" + section + "] in " + file);
        }
        return new Phrases(phrases);
    }

    /** The first place in the text where one of the phrases stands, as written there, or null. */
    @Nullable
    String in(String text) {
        String searched = normal(text);
        for (int at = 0; at < searched.length(); at++) {
            String found = mayBegin(searched, at) ? at(searched, at) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The phrase with which the text begins, or null. */
    @Nullable
    String atStartOf(String text) {
        String searched = normal(text.substring(0, Math.min(text.length(), START_CHARS)));
        return searched.isEmpty() ? null : at(searched, 0);
    }

    /** Whether the text is one of the phrases and nothing else. */
    boolean is(String text) {
        String searched = normal(text);
        Pattern phrases = searched.isEmpty() ? null : byFirst.get(searched.charAt(0));
        return phrases != null && phrases.matcher(searched).matches();
    }

    /** No phrase begins inside a word, but where words run on: most places are passed over without looking further. */
    private static boolean mayBegin(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) || runsOn(text.charAt(at));
    }

    private @Nullable String at(String text, int at) {
        Pattern phrases = byFirst.get(text.charAt(at));
        if (phrases == null) {
            return null;
        }
        Matcher matcher = phrases.matcher(text).region(at, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.group() : null;
    }

    /** Lower-case, one kind of blank and of apostrophe, so that a phrase also matches across a line break. */
    static String normal(String text) {
        int end = Math.min(text.length(), SEARCHED_CHARS);
        var normal = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isBlank(c)) {
                normal.append(c == '\u2019' || c == '\u00b4' ? '\'' : c);
            } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                normal.append(' ');
            }
        }
        return normal.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static boolean isBlank(char c) {
        return c <= ' ' && Character.isWhitespace(c) || c == '\u00a0' || c == '\u200b';
    }

    private static Pattern anyOf(List<String> phrases) {
        return Pattern.compile(phrases.stream().map(Phrases::toRegex).collect(Collectors.joining("|")));
    }

    private static String toRegex(String phrase) {
        boolean anyEnding = phrase.endsWith("*");
        String words = anyEnding ? phrase.substring(0, phrase.length() - 1) : phrase;
        String regex = Pattern.compile("\\s*\\.\\.\\.\\s*")
                .splitAsStream(words)
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:[^.!?]|\\.(?=\\S)){0,40}?"));
        String whole = anyEnding ? regex + "\\p{L}{0,20}" : regex;
        return hasEdges(words) ? "(?<![\\p{L}\\p{N}])" + whole + "(?![\\p{L}\\p{N}])" : whole;
    }

    /** Chinese, Japanese and Korean words run on, so there a word has no edge to look for. */
    private static boolean hasEdges(String phrase) {
        return phrase.codePoints().noneMatch(Phrases::runsOn);
    }

    private static boolean runsOn(int letter) {
        return letter > 0x2e80
                && switch (Character.UnicodeScript.of(letter)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
                    default -> false;
                };
    }
}
