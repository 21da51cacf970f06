package kadens.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.List;

/**
 * Refuses to change anything on behalf of another site (cross-site request forgery).
 *
 * <p>Browsers say where a request comes from: Sec-Fetch-Site, or Origin in older ones. One that says neither is refused
 * as well: every browser of today says one of them.
 */
final class SameOrigin {

    private SameOrigin() {}

    static void check(Context context) {
        if (List.of("GET", "HEAD", "OPTIONS").contains(context.method().name())
                || Gate.isForProspects(context.path())) {
            return;
        }
        if (!isOwn(context)) {
            throw new Failure(403, "other-site");
        }
    }

    private static boolean isOwn(Context context) {
        var site = context.header("Sec-Fetch-Site");
        if (site != null) {
            return List.of("same-origin", "none").contains(site);
        }
        var origin = context.header("Origin");
        return origin != null && authority(origin).equalsIgnoreCase(String.valueOf(context.header("Host")));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
