package kadens.prospect;

import java.util.Locale;
import java.util.regex.Pattern;
import kadens.language.Sentence;

/** The addresses we write to: what RFC 5321 allows and real mail servers take, no more. */
final class EmailAddress {

    private static final int CHARS_MAX = 254;
    private static final int LOCAL_CHARS_MAX = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern DOT_ATOM = Pattern.compile(ATOM + "(\\." + ATOM + ")*+");

    private EmailAddress() {}

    /** The address in lower case, its domain in ASCII. */
    static Checked check(String value) {
        var at = value.indexOf('@');
        if (at < 0) {
            return bad("no-at");
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7F || c == 0xA0)) {
            return bad("space");
        }
        if (value.indexOf('<') >= 0 || value.indexOf('>') >= 0) {
            return bad("brackets");
        }
        if (value.indexOf('@', at + 1) >= 0) {
            return bad("several");
        }
        return check(value.substring(0, at), value.substring(at + 1));
    }

    /** What stands after the @. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Checked check(String local, String domain) {
        if (local.length() > LOCAL_CHARS_MAX) {
            return bad("local-long", String.valueOf(LOCAL_CHARS_MAX));
        }
        if (!DOT_ATOM.matcher(local).matches()) {
            return bad("local");
        }
        var host = DomainName.ascii(domain);
        if (host.isEmpty()) {
            return bad("host");
        }
        var address = local.toLowerCase(Locale.ROOT) + "@" + host.get();
        return address.length() > CHARS_MAX ? bad("long", String.valueOf(CHARS_MAX)) : Checked.good(address);
    }

    private static Checked bad(String why, Object... values) {
        return Checked.bad("email", Sentence.of("row.email." + why, values));
    }
}
