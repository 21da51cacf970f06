package kadens.inbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Enhanced status codes (RFC 3463) as they stand in reports and in running text. */
final class StatusCode {

    /** Not part of an IP address or a version: neither digit nor dot on either side. */
    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]\\d|\\d)");

    private StatusCode() {}

    /** The first code in the text that says something beyond its class; else the first; else null. */
    static @Nullable String in(String text) {
        Matcher codes = CODE.matcher(text).useTransparentBounds(true);
        String first = null;
        for (int dot = text.indexOf('.', 1); dot > 0; dot = text.indexOf('.', dot + 1)) {
            if (isClass(text.charAt(dot - 1))
                    && codes.region(dot - 1, text.length()).lookingAt()) {
                if (!codes.group(1).endsWith(".0.0")) {
                    return codes.group(1);
                }
                first = first == null ? codes.group(1) : first;
            }
        }
        return first;
    }

    private static boolean isClass(char digit) {
        return digit == '2' || digit == '4' || digit == '5';
    }
}
