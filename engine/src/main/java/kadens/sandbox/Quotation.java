package kadens.sandbox;

import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;

/** Lays out what somebody wrote above the letter they answer or pass on, as their mail program does. */
record Quotation(Correspondent by, Letter original) {
    private static final int WRAPS_AT_COLUMN = 78;

    /** An answer: "On … wrote:" or the block of headers, then the letter. */
    String text(String written) {
        return switch (by.program()) {
            case PLAIN, WEB -> written + "\n\n" + attribution() + "\n\n" + marked();
            case OFFICE -> written + "\n\n________________________________\n" + headers() + "\n\n" + original.text();
        };
    }

    /** The same as HTML. */
    String html(String written) {
        return switch (by.program()) {
            case PLAIN, WEB ->
                "<div dir=\"ltr\">" + lines(written) + "</div><br><div class=\"gmail_quote\">"
                        + "<div dir=\"ltr\" class=\"gmail_attr\">" + lines(attribution()) + "<br></div>"
                        + "<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;"
                        + "border-left:1px solid #ccc;padding-left:1ex\">" + originalHtml() + "</blockquote></div>";
            case OFFICE ->
                "<div>" + lines(written) + "</div><hr style=\"display:inline-block;width:98%\">"
                        + "<div id=\"divRplyFwdMsg\" dir=\"ltr\">" + lines(headers()) + "</div><br>" + originalHtml();
        };
    }

    /** A forwarded letter, which all programs lay out much alike. */
    String forwarded(String written) {
        return written + "\n\n---------- "
                + by.says("Forwarded message", "Videresendt melding") + " ----------\n" + headers() + "\n\n"
                + original.text();
    }

    private String attribution() {
        String when = by.says(
                by.formats(original.at(), "EEE, d MMM yyyy 'at' HH:mm"),
                by.formats(original.at(), "d. MMM yyyy 'kl.' HH:mm"));
        String line = by.says("On ", "Den ") + when + by.says(", ", " skrev ") + sender();
        if (by.writesNorwegian()) {
            return line + ":";
        }
        // Web mail breaks this line where it grows long, which whoever looks for quoted text has to survive.
        boolean breaks = by.program() == MailProgram.WEB && line.length() + 7 > WRAPS_AT_COLUMN;
        return line + (breaks ? "\n" : " ") + "wrote:";
    }

    private String headers() {
        String sent = by.formats(original.at(), by.says("EEEE, d MMMM yyyy HH:mm", "EEEE d. MMMM yyyy HH:mm"));
        return by.says("From: ", "Fra: ") + sender() + "\n"
                + by.says("Sent: ", "Sendt: ") + sent + "\n"
                + by.says("To: ", "Til: ") + original.to() + "\n"
                + by.says("Subject: ", "Emne: ") + original.subject();
    }

    private String sender() {
        return Objects.requireNonNullElse(original.fromName(), original.from()) + " <" + original.from() + ">";
    }

    private String marked() {
        return original.text()
                .lines()
                .map(line -> ("> " + line).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private String originalHtml() {
        String html = original.html();
        return html == null ? lines(original.text()) : Jsoup.parse(html).body().html();
    }

    private static String lines(String text) {
        return text.lines().map(Entities::escape).collect(Collectors.joining("<br>\n"));
    }
}
