package kadens.template.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an address by its form alone: the network is not asked. */
final class Links {

    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "buff.ly",
            "cutt.ly",
            "goo.gl",
            "is.gd",
            "ow.ly",
            "rb.gy",
            "rebrand.ly",
            "shorturl.at",
            "t.co",
            "t.ly",
            "tiny.cc",
            "tinyurl.com");
    private static final Pattern VALUE = Pattern.compile("\\$\\{[^}]*}");

    /** RFC 1918, 3; RFC 6761, 6.3; RFC 6762, 3. */
    private static final Pattern PRIVATE = Pattern.compile("localhost|.*\\.localhost|.*\\.local|127\\..*|10\\..*"
            + "|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[.*|[^.]*");

    private Links() {}

    /** What is wrong with where a link leads; a value at its start may be any address. */
    static Optional<Rule> judge(String address) {
        var words = address.strip();
        if (words.startsWith("${") || words.matches("(?i)(mailto|tel|sms):.+")) {
            return Optional.empty();
        }
        return judgeWeb(VALUE.matcher(words).replaceAll("value"));
    }

    private static Optional<Rule> judgeWeb(String address) {
        try {
            var uri = new URI(address);
            var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme)
                    || uri.getHost() == null
                    || PRIVATE.matcher(host).matches()) {
                return Optional.of(Rule.BAD_LINK);
            }
            if (SHORTENERS.contains(host.replaceFirst("^www\\.", ""))) {
                return Optional.of(Rule.SHORTENED_LINK);
            }
            return scheme.equals("http") ? Optional.of(Rule.INSECURE_LINK) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.of(Rule.BAD_LINK);
        }
    }
}
