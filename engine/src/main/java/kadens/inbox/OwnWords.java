package kadens.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a plain text that its sender wrote this time: without quoted lines, without what stands under a quoting
 * header, and without a signature. Works line by line with bounded patterns, so no text makes it slow.
 *
 * @param quotes whether something quoted was found
 */
record OwnWords(String text, boolean quotes) {

    private static final int MAX_LINES = 5_000;
    private static final int MAX_LINE_CHARS = 1_000;
    /** Long names and addresses spread an introduction such as "On … wrote:" over so many lines. */
    private static final int INTRODUCTION_LINES = 4;

    private static final Phrases WROTE = Phrases.load("quotes.txt", "wrote");
    private static final Phrases SENT_FROM_A_PHONE = Phrases.load("quotes.txt", "sent from");
    private static final Phrases FIELD_FROM = Phrases.load("quotes.txt", "from");
    private static final Phrases FIELD_OTHER = Phrases.load("quotes.txt", "other fields");

    private static final Pattern QUOTED = Pattern.compile("^\\s{0,8}(?:>|\\|\\s).*");
    private static final Pattern SIGNATURE = Pattern.compile("^\\s{0,3}(?:--|—) ?$");
    private static final int SIGNATURE_CHARS_MAX = 6;
    private static final Pattern RULED =
            Pattern.compile("^[\\s*]{0,8}-{2,40} ?\\p{L}[\\p{L} .']{2,60}[: ]{0,2}-{2,40}[\\s*]{0,4}$");
    private static final Pattern RULED_INTRODUCTION = Pattern.compile("^\\s{0,4}-{3,10} .{10,300} -{3,10}\\s{0,4}$");
    private static final Pattern NUMBER_OR_ADDRESS = Pattern.compile("[\\d@]");
    private static final Pattern TIME_OR_ADDRESS = Pattern.compile("\\d{1,2}[:.h]\\d{2}|@");
    private static final Pattern LINE_OF_RULES = Pattern.compile("^[\\s_=-]{5,200}$");

    static OwnWords of(String text) {
        List<String> lines = text.lines().limit(MAX_LINES).map(OwnWords::clip).toList();
        var own = new ArrayList<String>();
        boolean quotes = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean quoted = isQuoted(line);
            int introduction = quoted ? 0 : introductionAt(lines, i);
            if (quoted) {
                quotes = true;
            } else if (introduction > 0 && isQuoted(nextFilled(lines, i + introduction))) {
                quotes = true;
                i += introduction - 1;
            } else if (introduction > 0
                            && TIME_OR_ADDRESS
                                    .matcher(joined(lines, i, introduction))
                                    .find()
                    || !own.isEmpty()
                            && line.contains("--")
                            && RULED.matcher(line).matches()
                    || headerBlockAt(lines, i)) {
                quotes = true;
                break;
            } else if (line.length() <= SIGNATURE_CHARS_MAX
                    && SIGNATURE.matcher(line).matches()
                    && own.stream().anyMatch(l -> !l.isBlank())) {
                quotes |= lines.stream().skip(i).anyMatch(OwnWords::isQuoted);
                break;
            } else if (SENT_FROM_A_PHONE.atStartOf(line) == null && !isLineOfRules(line)) {
                own.add(line.stripTrailing());
            }
        }
        return new OwnWords(String.join("\n", own).strip(), quotes);
    }

    /** How many lines from here on form an introduction such as "On 3 May 2026 at 10:00, Kari wrote:"; 0 for none. */
    private static int introductionAt(List<String> lines, int at) {
        String line = lines.get(at);
        if (line.isBlank()) {
            return 0;
        }
        if (line.contains("---")
                && RULED_INTRODUCTION.matcher(line).matches()
                && NUMBER_OR_ADDRESS.matcher(line).find()
                && WROTE.in(line) != null) {
            return 1;
        }
        for (int count = 1; count <= INTRODUCTION_LINES && at + count <= lines.size(); count++) {
            String last = lines.get(at + count - 1).strip();
            if (last.isEmpty() || isQuoted(last)) {
                return 0;
            }
            if (last.endsWith(":") || last.endsWith("：")) {
                String whole = joined(lines, at, count);
                boolean begins = NUMBER_OR_ADDRESS.matcher(line).find() || WROTE.in(line) != null;
                return begins
                                && whole.length() <= 400
                                && NUMBER_OR_ADDRESS.matcher(whole).find()
                                && WROTE.in(whole) != null
                        ? count
                        : 0;
            }
        }
        return 0;
    }

    /** "From: …" with at least one of "Sent:", "To:", "Subject:" close under it, in any language of the mail programs. */
    private static boolean headerBlockAt(List<String> lines, int at) {
        if (!isField(lines.get(at), FIELD_FROM)) {
            return false;
        }
        return lines.stream()
                        .skip(at + 1L)
                        .limit(5)
                        .filter(line -> isField(line, FIELD_OTHER))
                        .count()
                >= 1;
    }

    private static boolean isField(String line, Phrases names) {
        int colon = line.indexOf(':');
        return colon > 0
                && colon < 40
                && names.is(line.substring(0, colon).replace("*", "").strip());
    }

    private static boolean isQuoted(String line) {
        return beginsWith(">|", line) && QUOTED.matcher(line).matches();
    }

    private static boolean isLineOfRules(String line) {
        return (beginsWith("_=-", line) || line.isBlank())
                && LINE_OF_RULES.matcher(line).matches();
    }

    /** Told by the first letter that is no blank, before a pattern is tried. */
    private static boolean beginsWith(String letters, String line) {
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (" \t\u000b\f\r".indexOf(c) < 0) {
                return letters.indexOf(c) >= 0;
            }
        }
        return false;
    }

    private static String nextFilled(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .limit(3)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String joined(List<String> lines, int from, int count) {
        return String.join(" ", lines.subList(from, from + count));
    }

    private static String clip(String line) {
        return line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS);
    }
}
