package kadens.web;

import io.javalin.http.Context;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * Shows the HTML of a mail in a frame. It is cleaned, and then kept in a sandbox by the answer's own policy: either
 * would be enough, so a hole in one lets nothing out.
 */
public final class MailHtml {

    private static final PolicyFactory CLEAN = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.STYLES)
            .and(Sanitizers.TABLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "span", "font", "hr", "pre", "center")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("color", "face", "size")
                    .onElements("font")
                    .allowAttributes("align", "width", "bgcolor", "cellpadding", "cellspacing", "border")
                    .onElements("table", "td", "th", "tr", "p", "div")
                    .allowStandardUrlProtocols()
                    .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                    .toFactory());

    private static final String FRAME = """
            <!doctype html><html><head><meta charset="utf-8"><title>Mail</title><base target="_blank">
            <style>html{background:#fff;color:#1b2430;font:15px/1.5 system-ui,sans-serif}\
            body{margin:16px;overflow-wrap:anywhere}img{max-width:100%%}table{max-width:100%%}\
            blockquote{margin:0 0 0 4px;padding-left:12px;border-left:2px solid #cfd6de;color:#4a5564}\
            a{color:#17456e}pre{white-space:pre-wrap}</style></head><body>%s</body></html>
            """;

    private MailHtml() {}

    static String clean(String html) {
        return CLEAN.sanitize(html);
    }

    /**
     * Answers with a mail that our own templates made, as it is: the sandbox alone keeps it in, and what a mail program
     * would show is what is shown.
     */
    public static void showOwn(Context context, String document) {
        SecurityHeaders.forMail(context, true);
        context.contentType("text/html; charset=utf-8")
                .result(document.replaceFirst("(?i)<head([^>]*)>", "<head$1><base target=\"_blank\">"));
    }

    public static void showText(Context context, String text) {
        SecurityHeaders.forMail(context, false);
        context.contentType("text/plain; charset=utf-8").result(text);
    }

    /** Answers with the mail as a document of its own. */
    static void show(Context context, String html, boolean links) {
        SecurityHeaders.forMail(context, links);
        context.contentType("text/html; charset=utf-8").result(FRAME.formatted(clean(html)));
    }
}
