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
        Matcher codes = CODE.matcher(text);
        String first = null;
        while (codes.find()) {
            if (!codes.group(1).endsWith(".0.0")) {
                return codes.group(1);
            }
            first = first == null ? codes.group(1) : first;
        }
        return first;
    }
}
