package kadens.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from this machine: from a loopback address, to a name of this machine (so that no other site's
 * name can be pointed at it, DNS rebinding), and through no proxy.
 */
final class ThisMachine {

    private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> PROXY_HEADERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private ThisMachine() {}

    static boolean asks(Context context) {
        return isLoopback(context.ip())
                && OWN_NAMES.contains(name(context.header("Host")))
                && PROXY_HEADERS.stream().allMatch(header -> context.header(header) == null);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static String name(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }
}
