package kadens.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    private static final int BEGINNING_CHARS = 3;

    /**
     * By the first letters of the phrases, as many as are certain: most places of a text are passed over at the price of a
     * look-up, and at the others few phrases are tried. Those with fewer certain letters are found by each of these.
     */
    private final Pattern[] byBeginning;

    /** The beginnings of these patterns as numbers, in ascending order. */
    private final long[] beginnings;

    private final BitSet firstLetters = new BitSet();

    private Phrases(List<String> phrases) {
        var sorted = phrases.stream()
                .map(Phrases::beginning)
                .distinct()
                .sorted(Comparator.comparingLong(beginning -> number(beginning, 0, beginning.length())))
                .toList();
        beginnings = sorted.stream()
                .mapToLong(beginning -> number(beginning, 0, beginning.length()))
                .toArray();
        byBeginning = sorted.stream()
                .map(beginning -> anyOf(phrases.stream()
                        .filter(phrase -> beginning.startsWith(beginning(phrase)))
                        .toList()))
                .toArray(Pattern[]::new);
        sorted.forEach(beginning -> firstLetters.set(beginning.charAt(0)));
    }

    /** Different for different letters, of which there are three at most. */
    private static long number(String text, int from, int chars) {
        long number = 0;
        for (int i = from; i < from + chars; i++) {
            number = number << Character.SIZE | text.charAt(i);
        }
        return number;
    }

    private static String beginning(String phrase) {
        int certain = Math.min(phrase.length(), BEGINNING_CHARS);
        for (var open : List.of("...", "*")) {
            int at = phrase.indexOf(open);
            certain = at < 0
                    ? certain
                    : Math.min(certain, phrase.substring(0, at).stripTrailing().length());
        }
        return phrase.substring(0, certain);
    }

    /** What may stand at a place, by the longest beginning that stands there; null: nothing. */
    private @Nullable Pattern candidates(String text, int at) {
        if (!firstLetters.get(text.charAt(at))) {
            return null;
        }
        for (int chars = Math.min(BEGINNING_CHARS, text.length() - at); chars > 0; chars--) {
            int found = Arrays.binarySearch(beginnings, number(text, at, chars));
            if (found >= 0) {
                return byBeginning[found];
            }
        }
        return null;
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
        return inNormal(normal(text));
    }

    @Nullable
    String in(Searched text) {
        return inNormal(text.normal());
    }

    /** The same, of a text that is {@link #normal} already. */
    @Nullable
    String inNormal(String searched) {
        for (int at = 0; at < searched.length(); at++) {
            if (firstLetters.get(searched.charAt(at)) && mayBegin(searched, at)) {
                String found = at(searched, at);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The phrase with which the text begins, or null. */
    @Nullable
    String atStartOf(String text) {
        if (!mayBegin(text)) {
            return null;
        }
        String searched = normal(text.substring(0, Math.min(text.length(), START_CHARS)));
        return searched.isEmpty() ? null : at(searched, 0);
    }

    /** Whether the text is one of the phrases and nothing else. */
    boolean is(String text) {
        String searched = normal(text);
        Pattern phrases = searched.isEmpty() ? null : candidates(searched, 0);
        return phrases != null && phrases.matcher(searched).matches();
    }

    /** Told by the first letter, where that is plain. */
    private boolean mayBegin(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > ' ') {
                return c >= 128 || firstLetters.get(Character.toLowerCase(c));
            }
        }
        return true;
    }

    /** No phrase begins inside a word, but where words run on: most places are passed over without looking further. */
    private static boolean mayBegin(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) || runsOn(text.charAt(at));
    }

    private @Nullable String at(String text, int at) {
        Pattern phrases = candidates(text, at);
        if (phrases == null) {
            return null;
        }
        Matcher matcher = phrases.matcher(text).region(at, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.group() : null;
    }

    /** Lower-case, one kind of blank and of apostrophe, so that a phrase also matches across a line break. */
    static String normal(String text) {
        int end = Math.min(text.length(), SEARCHED_CHARS);
        var normal = new char[end];
        int length = 0;
        boolean plain = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isBlank(c)) {
                normal[length++] = c == '\u2019' || c == '\u00b4' ? '\'' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
                plain &= c < 128;
            } else if (length > 0 && normal[length - 1] != ' ') {
                normal[length++] = ' ';
            }
        }
        var found = new String(normal, 0, length);
        return (plain ? found : found.toLowerCase(Locale.ROOT)).strip();
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
