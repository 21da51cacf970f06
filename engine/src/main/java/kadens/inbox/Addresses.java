package kadens.inbox;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses in headers and in text, always lower-case. */
final class Addresses {

    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<![\\w.+=-])[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,190}[\\p{L}\\p{N}]");

    private static final int LOCAL_CHARS_MAX = 64;

    private Addresses() {}

    /** The addresses of a header; what cannot be parsed gives whatever looks like an address in it. */
    static List<InternetAddress> ofHeader(String header) {
        try {
            return List.of(InternetAddress.parseHeader(header, false));
        } catch (AddressException e) {
            String found = firstIn(header);
            var address = new InternetAddress();
            address.setAddress(found == null ? "" : found);
            return List.of(address);
        }
    }

    static String bare(InternetAddress address) {
        String bare = address.getAddress();
        return bare == null ? "" : bare.strip().toLowerCase(Locale.ROOT);
    }

    static @Nullable String firstIn(String text) {
        List<String> found = allIn(text, 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<String> allIn(String text, int limit) {
        var found = new ArrayList<String>();
        Matcher matcher = IN_TEXT.matcher(text).useTransparentBounds(true);
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0 && found.size() < limit; at = text.indexOf('@', from)) {
            // No address begins further before its @.
            if (!matcher.region(Math.max(from, at - LOCAL_CHARS_MAX), text.length())
                    .find()) {
                break;
            }
            found.add(matcher.group().toLowerCase(Locale.ROOT));
            from = matcher.end();
        }
        return found;
    }
}
