package kadens.prospect;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Domain names of the internet, in lower case and in the ASCII form that mail servers use. */
final class DomainName {

    private static final int CHARS_MAX = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)+(?=[a-z])" + LABEL);
    private static final Pattern AROUND_HOST = Pattern.compile("^[a-z][a-z0-9+.-]*://|^//|[/?#].*$", Pattern.DOTALL);

    private DomainName() {}

    /** The domain of a company, given as such or as the address of its web site. */
    static Checked check(String value) {
        var host = AROUND_HOST
                .matcher(value.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replaceFirst("^[^@]*@", "")
                .replaceFirst(":\\d*$", "")
                .replaceFirst("^www\\.", "");
        return ascii(host).map(Checked::good).orElseGet(() -> Checked.bad("domain"));
    }

    /** The name in ASCII and lower case; empty if it is no name with at least one dot. */
    static Optional<String> ascii(String name) {
        try {
            var ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.length() <= CHARS_MAX && NAME.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
