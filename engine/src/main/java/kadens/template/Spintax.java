package kadens.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses among {@code {Hi|Hello|{Dear|My dear} friend}}: the same choice each time for the same seed.
 *
 * <p>Braces and bars in a prospect's values are no syntax: they are put aside while a mail is written, as code points that
 * no text has (Unicode's noncharacters).
 */
final class Spintax {

    private static final String SIGNS = "{|}";
    private static final char ASIDE = '\uFDD0';
    private static final Pattern INNERMOST = Pattern.compile("\\{([^{}]*)\\}");

    private Spintax() {}

    /** The text with its choices made; a brace without its partner stays. */
    static String spin(String text, SplittableRandom random) {
        var spun = text;
        for (var group = INNERMOST.matcher(spun); group.find(); group = INNERMOST.matcher(spun)) {
            spun = group.replaceFirst(match -> Matcher.quoteReplacement(chosen(match.group(1), random)));
        }
        return spun;
    }

    /** Braces around one thing only, as in a style sheet, are none of ours. */
    private static String chosen(String inside, SplittableRandom random) {
        var options = inside.split("\\|", -1);
        return options.length == 1 ? aside("{" + inside + "}") : options[random.nextInt(options.length)];
    }

    /** Whether braces are left that have no partner. */
    static boolean isOpen(String spun) {
        return spun.contains("{") || spun.contains("}");
    }

    /** The same values without our signs. */
    static Map<String, Object> aside(Map<String, Object> values) {
        var kept = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> kept.put(name, aside(value)));
        return kept;
    }

    private static Object aside(Object value) {
        return switch (value) {
            case String text -> aside(text);
            case Map<?, ?> map -> {
                var kept = new LinkedHashMap<String, Object>();
                map.forEach((name, each) -> kept.put(name.toString(), aside(each)));
                yield kept;
            }
            default -> value;
        };
    }

    private static String aside(String text) {
        var kept = text;
        for (int i = 0; i < SIGNS.length(); i++) {
            kept = kept.replace(SIGNS.charAt(i), (char) (ASIDE + i));
        }
        return kept;
    }

    /** What was put aside, back again. */
    static String back(String text) {
        var whole = text;
        for (int i = 0; i < SIGNS.length(); i++) {
            whole = whole.replace((char) (ASIDE + i), SIGNS.charAt(i));
        }
        return whole;
    }
}
