package kadens.web;

import io.javalin.http.Context;

/** What every answer tells the browser to refuse. Nothing is loaded from elsewhere, and no script stands in a page. */
final class SecurityHeaders {

    private static final String PAGES = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; frame-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
            + " form-action 'self'";

    private static final String MAIL = "sandbox%s; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private SecurityHeaders() {}

    static void add(Context context) {
        context.header("Content-Security-Policy", PAGES)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    /** For a mail in a frame: an origin of its own, no script, nothing loaded; links only where they are our own. */
    static void forMail(Context context, boolean links) {
        context.header(
                        "Content-Security-Policy",
                        MAIL.formatted(links ? " allow-popups allow-popups-to-escape-sandbox" : ""))
                .header("X-Frame-Options", "SAMEORIGIN");
    }
}
