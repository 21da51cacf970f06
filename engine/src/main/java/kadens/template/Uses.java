package kadens.template;

import freemarker.core.TemplateElement;
import freemarker.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which values a template asks for, found in FreeMarker's tree of it and of what it includes.
 *
 * <p>In doubt a value counts as one with a fallback: this says what a cadence needs before anybody is enrolled, and
 * rendering still has the last word on each mail.
 */
final class Uses {

    private static final String NAME =
            "(?:prospect|account)\\.fields\\.\\w+|(?:prospect|account|sender)\\.(?!fields\\b)\\w+|unsubscribeUrl\\b";
    private static final Pattern VALUE = Pattern.compile("(?<![\\w.\\])?$@])(?:" + NAME + ")");
    private static final Pattern FALLBACK = Pattern.compile("!(?!=)|\\?\\?|\\?(?:has_content|if_exists|default)\\b");
    private static final Pattern TEST =
            Pattern.compile("(!?)\\(*(?<value>" + NAME + ")\\)*(?:\\?\\?|\\?has_content\\b)");
    private static final Pattern INCLUDE = Pattern.compile("#(?:include|import) \"([^\"$]+)\".*");

    private static final Predicate<String> NONE = _ -> false;
    private static final Predicate<String> ALL = _ -> true;

    private final LockedDown freemarker;
    private final List<Use> found = new ArrayList<>();
    private final Set<Path> included = new LinkedHashSet<>();
    private final Set<Path> missing = new LinkedHashSet<>();
    private final Set<String> open = new HashSet<>();

    Uses(LockedDown freemarker) {
        this.freemarker = freemarker;
    }

    List<Use> found() {
        return List.copyOf(found);
    }

    /** What was included on the way. */
    Set<Path> included() {
        return Set.copyOf(included);
    }

    /** What was to be included, and is not there or can't be read. */
    Set<Path> missing() {
        return Set.copyOf(missing);
    }

    /** Adds what a step's file asks for. */
    void of(Parts parts) {
        parts.each((template, start) -> walk(template, start, NONE));
    }

    /** Adds what a layout asks for. */
    void ofLayout(String name) {
        include(Layouts.file(name), NONE);
    }

    private void walk(Template template, Place start, Predicate<String> assured) {
        walk(root(template), start, assured);
    }

    @SuppressWarnings("deprecation") // the tree has no other door
    private static TemplateElement root(Template template) {
        return (TemplateElement) template.getRootTreeNode();
    }

    /** @param assured values that are there wherever this element is carried out */
    private void walk(TemplateElement element, Place start, Predicate<String> assured) {
        var description = element.getDescription();
        if (description.startsWith("text ")) {
            return;
        }
        var code = code(description);
        take(element, code, start, assured);
        var include = INCLUDE.matcher(description);
        if (include.matches()) {
            include(element.getTemplate(), include.group(1), assured);
        }
        var inside = description.startsWith("#if ") || description.startsWith("#elseif ")
                ? assured.or(tested(code, "")::contains)
                // In an attempt, a missing value takes the other branch.
                : description.equals("#attempt") ? ALL : assured;
        for (int i = 0; i < element.getChildCount(); i++) {
            var child = (TemplateElement) element.getChildAt(i);
            walk(child, start, inside);
            if (description.startsWith("#if-")) {
                // Where this branch asked for the lack of a value, the next ones have it.
                inside = inside.or(tested(code(child.getDescription()), "!")::contains);
            }
        }
    }

    private void take(TemplateElement element, String code, Place start, Predicate<String> assured) {
        var tested = tested(code, "");
        var values = VALUE.matcher(code);
        while (values.find()) {
            var value = values.group();
            var place = place(element, value, start);
            var hasFallback = assured.test(value) || tested.contains(value) || hasFallback(code, values.end());
            found.add(new Use(value, file(element.getTemplate()), place.line(), place.column(), hasFallback));
        }
    }

    private void include(Template from, String name, Predicate<String> assured) {
        var file = Path.of("/" + file(from)).resolveSibling(name).normalize();
        include(file.getRoot().relativize(file), assured);
    }

    private void include(Path relative, Predicate<String> assured) {
        included.add(relative);
        try {
            walkOnce(freemarker.getTemplate(relative.toString().replace('\\', '/')), assured);
        } catch (IOException | Unfit _) {
            included.remove(relative); // rendering says so
            missing.add(relative);
        }
    }

    /** A snippet that includes itself ends here. */
    private void walkOnce(Template snippet, Predicate<String> assured) {
        if (open.add(snippet.getName())) {
            walk(snippet, Place.START, assured);
            open.remove(snippet.getName());
        }
    }

    private static Place place(TemplateElement element, String value, Place start) {
        var inside = Place.of(Pattern.compile("\\b" + value.replace(".", "\\s*\\.\\s*") + "\\b"), element.getSource());
        var begin = new Place(element.getBeginLine(), element.getBeginColumn());
        return (inside.equals(Place.NOWHERE) ? Place.START : inside).from(begin).from(start);
    }

    private static Path file(Template template) {
        return Path.of(LockedDown.file(template.getName()));
    }

    private static String code(String description) {
        return Expressions.in(description.startsWith("${") ? description : "<" + description + ">");
    }

    /** A fallback stands behind the value, or behind the brackets around it. */
    private static boolean hasFallback(String code, int end) {
        if (FALLBACK.matcher(code).region(end, code.length()).lookingAt()) {
            return true;
        }
        int open = 0;
        for (int at = end; at < code.length() && code.charAt(at) != '\n'; at++) {
            open += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            if (open < 0) {
                return hasFallback(code, at + 1);
            }
        }
        return false;
    }

    /** The values that a condition proves to be there, or with {@code !} to be missing; an "or" proves nothing. */
    private static Set<String> tested(String code, String sign) {
        return code.contains("||")
                ? Set.of()
                : TEST.matcher(code)
                        .results()
                        .filter(test -> test.group(1).equals(sign))
                        .map(test -> test.group("value"))
                        .collect(Collectors.toSet());
    }
}
