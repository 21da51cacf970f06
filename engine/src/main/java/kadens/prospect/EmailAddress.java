package kadens.prospect;

import java.util.Locale;
import java.util.regex.Pattern;

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
            return bad("it has no @");
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7F || c == 0xA0)) {
            return bad("there is a space or a line break in it");
        }
        if (value.indexOf('<') >= 0 || value.indexOf('>') >= 0) {
            return bad("it has angle brackets. Put the name in columns of its own");
        }
        if (value.indexOf('@', at + 1) >= 0) {
            return bad("it has more than one @. Give each address a row of its own");
        }
        return check(value.substring(0, at), value.substring(at + 1));
    }

    /** What stands after the @. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Checked check(String local, String domain) {
        if (local.length() > LOCAL_CHARS_MAX) {
            return bad("there are more than " + LOCAL_CHARS_MAX + " characters before the @");
        }
        if (!DOT_ATOM.matcher(local).matches()) {
            return bad("what stands before the @ may only have letters a to z, digits, dots between them, and signs"
                    + " such as - _ +");
        }
        var host = DomainName.ascii(domain);
        if (host.isEmpty()) {
            return bad("what stands after the @ is no domain name");
        }
        var address = local.toLowerCase(Locale.ROOT) + "@" + host.get();
        return address.length() > CHARS_MAX
                ? bad("it is longer than " + CHARS_MAX + " characters")
                : Checked.good(address);
    }

    private static Checked bad(String why) {
        return Checked.bad("This is not an email address: " + why + ". Write it as name@example.com.");
    }
}
