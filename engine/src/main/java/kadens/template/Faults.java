package kadens.template;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Problem;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** Says in plain words, and in one line, what FreeMarker says in many. */
final class Faults {

    private static final int WORDS_MAX = 200;

    private static final Set<String> ROOTS =
            Set.of("prospect", "account", "sender", "step", "cadence", "unsubscribeUrl");

    private static final Pattern UNCLOSED = Pattern.compile("have an unclosed ([#@]\\w+)");

    private Faults() {}

    /** A template that could not be read. */
    static Problem unreadable(Path file, ParseException e) {
        var unclosed = UNCLOSED.matcher(String.valueOf(e.getEditorMessage()));
        if (unclosed.find()) {
            return new Problem(
                    file,
                    Math.max(0, e.getLineNumber()),
                    Math.max(0, e.getColumnNumber()),
                    Sentence.of("template.unclosed", "<" + unclosed.group(1) + ">"),
                    Sentence.of("template.mend.unclosed", "</" + unclosed.group(1) + ">"));
        }
        return new Problem(
                file,
                Math.max(0, e.getLineNumber()),
                Math.max(0, e.getColumnNumber()),
                Sentence.of("template.syntax", firstLine(e.getEditorMessage())),
                Sentence.of("template.mend.syntax"));
    }

    /** A template that could not be carried out. Its place is counted from where its part of the file begins. */
    static Problem failed(Path file, TemplateException e) {
        if (e.getCause() instanceof ParseException cause && cause.getTemplateName() != null) {
            return unreadable(Path.of(cause.getTemplateName()), cause);
        }
        var name = e.getTemplateName();
        var place = new Where(
                name == null ? file : Path.of(LockedDown.file(name)),
                e.getLineNumber() == null ? 0 : e.getLineNumber(),
                e.getColumnNumber() == null ? 0 : e.getColumnNumber());
        if (e.getCause() instanceof TemplateNotFoundException cause) {
            return place.problem("no-snippet", "/" + cause.getTemplateName().replaceAll("\\s+", " "));
        }
        if (e instanceof InvalidReferenceException) {
            return missing(place, e.getBlamedExpressionString());
        }
        return place.problem("failed", firstLine(e.getMessageWithoutStackTop()));
    }

    private static Problem missing(Where place, @Nullable String expression) {
        if (expression == null) {
            return place.problem("failed", "a value is missing");
        }
        var root = expression.split("[^\\p{Alnum}_]", 2)[0];
        if (!ROOTS.contains(root)) {
            return place.problem(
                    "no-such-value",
                    expression,
                    Stream.of(ROOTS, Helpers.NAMES)
                            .flatMap(Set::stream)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        var fallback = expression.equals("prospect.firstName") ? "there" : "…";
        var whose = root.equals("sender") ? "template.no-value.sender" : "template.no-value";
        return new Problem(
                place.file(),
                place.line(),
                place.column(),
                Sentence.of(whose, expression),
                Sentence.of("template.mend.no-value", "${" + expression + "!\"" + fallback + "\"}"));
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "?";
        }
        var line = message.lines()
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("?");
        var words = line.replaceFirst("(?<=\\w{3})\\. .*", "").replaceFirst("\\s*\\(wrapper.*", "");
        return (words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + "…" : words).replaceFirst("[.:]$", "");
    }

    private record Where(Path file, int line, int column) {

        Problem problem(String key, Object... values) {
            return Unfit.of(file, line, column, key, values).problem();
        }
    }
}
