package kadens.web;

import io.javalin.http.Context;
import java.util.Optional;

/** The cookie that says who is signed in: for no script, for no other site's requests, and over TLS where there is one. */
public final class SessionCookie {

    private static final String NAME = "signed-in";
    private static final long SECONDS = 60L * 24 * 60 * 60;

    private SessionCookie() {}

    /** What the visitor's cookie holds. */
    public static Optional<String> token(Context context) {
        return Optional.ofNullable(context.cookie(NAME)).filter(token -> !token.isEmpty());
    }

    public static void set(Context context, String token) {
        write(context, NAME, token, "/", SECONDS);
    }

    public static void clear(Context context) {
        write(context, NAME, "", "/", 0);
    }

    /** Another one that is looked after in the same way. @param seconds that it is kept; 0: it is forgotten */
    public static void write(Context context, String name, String value, String path, long seconds) {
        // Each in a header of its own (RFC 6265, 3).
        context.res().addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=" + path + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (isOverTls(context) ? "; Secure" : ""));
    }

    /** A proxy in front of us may end the TLS, and says so; who lies about it only hides the cookie from itself. */
    private static boolean isOverTls(Context context) {
        return context.scheme().equals("https") || "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
    }
}
