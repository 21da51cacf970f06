package kadens.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Reads an HTML body as plain text: paragraphs, line breaks, lists, and links with their address. */
final class PlainText implements NodeFilter {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Set<String> UNSEEN = Set.of("head", "style", "script", "title", "template", "noscript");
    private static final Set<String> APART =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "pre", "hr");

    /** Elements that jsoup calls blocks, or that break lines in a way of their own. */
    private static final Set<String> INLINE = Set.of("br", "td", "th");

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> links = new ArrayDeque<>();

    /** Line breaks and a space that are due before the next word. */
    private int breaks;

    private boolean space;

    /** How many list entries are open: inside them, paragraphs are not set apart. */
    private int entries;

    /** The mark of a list entry has been written and waits for its words. */
    private boolean marked;

    private PlainText() {}

    /** The text of an HTML body, with no space or line break at either end. */
    static String of(String html) {
        var reader = new PlainText();
        Jsoup.parse(html).body().filter(reader);
        return reader.text.toString().strip();
    }

    /** A text as it was written, without space at the end of lines and with no more than one empty line in a row. */
    static String tidied(String text) {
        return text.replaceAll("[ \\t]+(?=\\n|$)", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            write(words.getWholeText());
        } else if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || element.attr("style").replace(" ", "").contains("display:none")) {
                return FilterResult.SKIP_ENTIRELY;
            }
            begin(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
        return FilterResult.CONTINUE;
    }

    private void begin(Element element) {
        breakFor(element);
        switch (element.normalName()) {
            case "br" -> breaks = Math.min(2, breaks + 1);
            case "li" -> {
                entries++;
                mark(element);
            }
            case "img" -> write(element.attr("alt"));
            case "a" -> links.push(text.length());
            default -> {}
        }
    }

    private void end(Element element) {
        switch (element.normalName()) {
            case "a" ->
                writeAddress(
                        element.attr("href"),
                        text.substring(Math.min(links.pop(), text.length())).strip());
            case "td", "th" -> space = true;
            case "li" -> entries--;
            default -> {}
        }
        breakFor(element);
    }

    private void breakFor(Element element) {
        if (marked || INLINE.contains(element.normalName())) {
            return;
        }
        if (APART.contains(element.normalName())) {
            breaks = Math.max(breaks, entries > 0 ? 1 : 2);
        } else if (element.isBlock()) {
            breaks = Math.max(breaks, 1);
        }
    }

    private void mark(Element entry) {
        var isNumbered = entry.parent() != null && entry.parent().normalName().equals("ol");
        write(isNumbered ? (entry.elementSiblingIndex() + 1) + ". " : "- ");
        marked = true;
    }

    private void writeAddress(String href, String words) {
        var address = href.startsWith("mailto:") ? href.substring("mailto:".length()) : href;
        if (address.isBlank() || address.startsWith("#") || words.equals(address) || href.endsWith("//" + words)) {
            return;
        }
        write(words.isEmpty() ? address : " (" + address + ")");
    }

    private void write(String words) {
        var normal = SPACES.matcher(words).replaceAll(" ");
        if (normal.isBlank()) {
            space |= !normal.isEmpty();
            return;
        }
        if (text.isEmpty() || marked) {
            breaks = 0;
        }
        if (breaks > 0) {
            text.append("\n".repeat(breaks));
        } else if (!text.isEmpty() && (space || normal.startsWith(" "))) {
            text.append(' ');
        }
        text.append(normal.strip());
        marked = false;
        breaks = 0;
        space = normal.endsWith(" ");
    }
}
