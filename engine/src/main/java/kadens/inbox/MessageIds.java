package kadens.inbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Message-IDs (RFC 5322 section 3.6.4) without their angle brackets. */
final class MessageIds {

    private static final Pattern BRACKETED = Pattern.compile("<([^<>]{3,998})>");
    private static final Pattern BARE = Pattern.compile("[^\\s,;<>\"]{1,500}@[^\\s,;<>\"]{1,490}");
    /** Stands in bounces, returned headers and receipts, with or without quoting in front. */
    private static final Pattern FIELD = Pattern.compile(
            "^[>|\\s*]{0,20}(?:\\w{1,20}-){0,3}message[- ]id\\s{0,5}:(.{0,1000})$", Pattern.CASE_INSENSITIVE);

    private static final String NAME = "message-id";

    private static final int MAX_IDS = 200;
    private static final int SEARCHED_CHARS = 1 << 16;
    private static final int MAX_TOKENS = 500;
    private static final int MAX_SIDE_CHARS = 128;

    private MessageIds() {}

    /** The ids of a header value, which may be folded, comma-separated or cut short. */
    static List<String> in(String value) {
        var ids = new LinkedHashSet<String>();
        collect(BRACKETED.matcher(value), 1, ids);
        if (ids.isEmpty()) {
            collect(BARE.matcher(value), 0, ids);
        }
        return List.copyOf(ids);
    }

    /** The ids of every line {@code Message-ID: …} of a text, also where the id stands on the line below. */
    static Set<String> ofFieldsIn(String text) {
        var ids = new LinkedHashSet<String>();
        var awaiting = new ArrayList<String>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher field = mayBeField(line) ? FIELD.matcher(line) : null;
            if (field != null && field.matches()) {
                awaiting.clear();
                if (field.group(1).isBlank()) {
                    awaiting.add(line);
                }
                ids.addAll(in(field.group(1)));
            } else if (!awaiting.isEmpty()) {
                awaiting.clear();
                ids.addAll(in(line));
            }
            if (ids.size() >= MAX_IDS) {
                break;
            }
        }
        return ids;
    }

    /** Passes over most lines without the pattern: by what stands before the first colon. */
    private static boolean mayBeField(String line) {
        int end = line.indexOf(':');
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return end >= NAME.length()
                && line.regionMatches(true, end - 2, NAME, NAME.length() - 2, 2)
                && line.regionMatches(true, end - NAME.length(), NAME, 0, 7);
    }

    /** Whatever looks like an id in the beginning of a text, at most 500; looks at each character a few times only. */
    static List<String> anywhereIn(String text) {
        var searched = text.substring(0, Math.min(text.length(), SEARCHED_CHARS));
        var ids = new LinkedHashSet<String>();
        for (int at = searched.indexOf('@'); at >= 0 && ids.size() < MAX_TOKENS; at = searched.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < MAX_SIDE_CHARS && isOfId(searched.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < searched.length() && end - at < MAX_SIDE_CHARS && isOfId(searched.charAt(end))) {
                end++;
            }
            ids.add(searched.substring(start, end).replaceAll("^[.]+|[.]+$", ""));
        }
        return List.copyOf(ids);
    }

    /** Whether {@link #anywhereIn} looks at all of it. */
    static boolean isLookedThrough(String text) {
        return text.length() <= SEARCHED_CHARS;
    }

    /** Of those that servers and we put into ids; RFC 5322 allows a few more. */
    private static boolean isOfId(char c) {
        return c < 128 && Character.isLetterOrDigit(c) || "._-+=$%#!~".indexOf(c) >= 0;
    }

    private static void collect(Matcher matcher, int group, Set<String> ids) {
        while (ids.size() < MAX_IDS && matcher.find()) {
            String id = matcher.group(group).replaceAll("\\s", "");
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
    }
}
