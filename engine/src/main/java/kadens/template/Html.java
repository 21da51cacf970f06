package kadens.template;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the HTML part of an email. */
final class Html {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)'\\]]");
    private static final Pattern DOCUMENT = Pattern.compile("\\s*(<!doctype|<html)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final String HIDDEN = "display:none;max-height:0;overflow:hidden;mso-hide:all";

    private Html() {}

    /** A whole document around a body; one that is a document already keeps its own. */
    static String document(String body, Locale language, @Nullable String subject, @Nullable String preheader) {
        var hidden = preheader == null ? "" : "<span style=\"" + HIDDEN + "\">" + escaped(preheader) + "</span>\n";
        if (DOCUMENT.matcher(body).lookingAt()) {
            var start = BODY.matcher(body);
            return start.find() ? body.substring(0, start.end()) + hidden + body.substring(start.end()) : hidden + body;
        }
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head><meta charset="utf-8">%s</head>
                <body>
                %s%s
                </body>
                </html>
                """.formatted(
                        language.toLanguageTag(),
                        subject == null ? "" : "<title>" + escaped(subject) + "</title>",
                        hidden,
                        body.strip());
    }

    /** A plain text as paragraphs, with its line breaks kept and its addresses linked. */
    static String ofText(String text) {
        return PARAGRAPHS
                .splitAsStream(text.strip())
                .map(paragraph ->
                        "<p>" + paragraph.lines().map(Html::line).collect(Collectors.joining("<br>\n")) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        var html = new StringBuilder();
        var url = URL.matcher(line);
        int end = 0;
        while (url.find()) {
            var address = escaped(url.group());
            html.append(escaped(line.substring(end, url.start())))
                    .append("<a href=\"%s\">%s</a>".formatted(address, address));
            end = url.end();
        }
        return html.append(escaped(line.substring(end))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
