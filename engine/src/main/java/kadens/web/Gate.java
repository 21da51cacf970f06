package kadens.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see the pages. Without a password they answer this machine alone; with one, whoever knows it.
 *
 * <p>This machine alone means: a loopback address, a Host of this machine's name (so that no other site's name can be
 * pointed at it, DNS rebinding) and no proxy in between.
 */
final class Gate {

    private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> PROXY_HEADERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final @Nullable PasswordCheck password;

    Gate(@Nullable String password) {
        this.password = password == null ? null : new PasswordCheck(password);
    }

    void check(Context context) {
        if (isOpen(context.path())) {
            return;
        }
        if (password != null) {
            password.check(context);
        } else if (!isThisMachine(context)) {
            throw new Failure(403, "closed");
        }
    }

    /** Prospects have no account, and their mail program posts without cookies or origin (RFC 8058, 3.2). */
    static boolean isForProspects(String path) {
        return path.startsWith("/u/");
    }

    private static boolean isOpen(String path) {
        return isForProspects(path) || path.startsWith("/assets/") || path.equals("/api/health");
    }

    private static boolean isThisMachine(Context context) {
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
