package kadens.inbox;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML bodies as the plain text that a reader would see. */
final class HtmlText {

    /** What mail programs wrap around a quoted mail, its introduction, and a signature. */
    private static final String QUOTED = "blockquote, .gmail_attr, .moz-cite-prefix, .yahoo_quoted, .protonmail_quote,"
            + " .tutanota_quote, #OLK_SRC_BODY_SECTION";

    private static final String SIGNATURE = ".gmail_signature, .moz-signature, #Signature, .protonmail_signature_block";
    /** Outlook on the web puts these before the quoted mail, which follows as siblings. */
    private static final String QUOTED_FROM_HERE =
            "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container";

    private static final String UNSEEN = "script, style, head, title, template, [style*=display:none]";

    private HtmlText() {}

    static String all(String html) {
        Document document = Jsoup.parse(html);
        document.select(UNSEEN).remove();
        return render(document);
    }

    /** The text with every quoted mail as a line that starts with {@code >}, and without marked signatures. */
    static String withQuotesMarked(String html) {
        Document document = Jsoup.parse(html);
        document.select(UNSEEN).remove();
        document.select(SIGNATURE).remove();
        for (Element from : document.select(QUOTED_FROM_HERE)) {
            from.nextElementSiblings().remove();
            markQuoted(from);
        }
        document.select(QUOTED).forEach(HtmlText::markQuoted);
        return render(document);
    }

    private static void markQuoted(Element quoted) {
        if (quoted.parent() != null) {
            quoted.replaceWith(new Element("div").appendText("> …"));
        }
    }

    private static String render(Document document) {
        var out = new StringBuilder();
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    appendText(out, text.getWholeText().replaceAll("[\\s\\u00a0]+", " "));
                } else if (node instanceof Element element && startsLine(element)) {
                    newLine(out);
                } else if (node instanceof Element element && element.nameIs("br")) {
                    out.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && startsLine(element)) {
                    newLine(out);
                    if (element.nameIs("p")) {
                        out.append('\n');
                    }
                }
            }
        });
        return out.toString().strip();
    }

    private static boolean startsLine(Element element) {
        return element.isBlock() && !element.nameIs("td") && !element.nameIs("th") || element.nameIs("hr");
    }

    private static void appendText(StringBuilder out, String text) {
        boolean afterBlank = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(afterBlank ? text.stripLeading() : text);
    }

    private static void newLine(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }
}
