package kadens.template.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Looks at the links and images of one file as it was written, so that each is found at its place. */
final class SourceChecks {

    private static final Pattern COMMENT = Pattern.compile("(?s)<#--.*?-->");
    private static final Pattern TAG = Pattern.compile("</?[#@][^>]*>");
    private static final Pattern VALUE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern URL = Pattern.compile("https?://(?:\\$\\{[^}]*}|[^\\s<>\"$])+");

    private final Path file;
    private final List<Finding> findings = new ArrayList<>();

    private SourceChecks(Path file) {
        this.file = file;
    }

    static List<Finding> of(Path file, String source) {
        var checks = new SourceChecks(file);
        if (file.toString().endsWith(".ftlh")) {
            checks.html(source);
        } else {
            checks.text(source);
        }
        return checks.findings;
    }

    private void html(String source) {
        var parser = Parser.htmlParser().setTrackPosition(true);
        var page = parser.parseInput(withoutDirectives(source), "");
        page.select("a").forEach(this::link);
        page.select("img").forEach(this::image);
    }

    private void link(Element link) {
        if (!link.hasAttr("href")) {
            if (!link.hasAttr("name") && !link.hasAttr("id")) {
                find(Rule.BAD_LINK, link, "");
            }
        } else {
            Links.judge(link.attr("href")).ifPresent(rule -> find(rule, link, link.attr("href")));
        }
    }

    private void image(Element image) {
        var address = image.attr("src");
        Links.judge(address)
                .map(rule -> rule == Rule.BAD_LINK ? Rule.BAD_IMAGE : rule)
                .ifPresent(rule -> find(rule, image, address));
        if (!image.hasAttr("alt")) {
            find(Rule.NO_ALT, image, address);
        }
    }

    private void find(Rule rule, Element element, String address) {
        var start = element.sourceRange().start();
        findings.add(rule.at(file, start.lineNumber(), start.columnNumber(), address));
    }

    private void text(String source) {
        var lines = COMMENT.matcher(source)
                .replaceAll(found -> blank(found.group()))
                .split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var urls = URL.matcher(lines[i]);
            while (urls.find()) {
                var address = urls.group().replaceFirst("[.,;:!?)'\\]]+$", "");
                var line = i + 1;
                var column = urls.start() + 1;
                Links.judge(address).ifPresent(rule -> findings.add(rule.at(file, line, column, address)));
            }
        }
    }

    /** FreeMarker's own tags are blanked and its quotes replaced, so that every place stays where it was. */
    private static String withoutDirectives(String source) {
        var text = COMMENT.matcher(source).replaceAll(found -> blank(found.group()));
        text = TAG.matcher(text).replaceAll(found -> blank(found.group()));
        return VALUE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().replaceAll("[\"'<>\\s]", "_")));
    }

    private static String blank(String code) {
        return code.replaceAll("[^\\n]", " ");
    }
}
