package kadens.template;

import freemarker.template.Template;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kadens.language.Nearest;
import kadens.language.Sentence;

/**
 * Refuses a template that is more than a text with values in it.
 *
 * <p>Looks at FreeMarker's canonical form of it, in which neither comments nor spaces hide anything. What would get
 * past is still without classes, files and time.
 */
final class Vetting {

    private record Ban(Pattern code, String key) {}

    private static final List<Ban> BANS = List.of(
            new Ban(Pattern.compile("\\?\\s*(interpret|eval_json|evalJson|eval|new|api|has_api|hasApi)\\b"), "program"),
            new Ban(Pattern.compile("(?<![\\w)\\]])\\.\\s*now\\b"), "clock"),
            new Ban(Pattern.compile("<#(setting)\\b"), "setting"),
            // What else FreeMarker tells of itself is nothing to write in a mail: the data model, other namespaces,
            // names
            new Ban(Pattern.compile("(?<![\\w)\\]}.\"])\\.\\s*(?!(?:locale|lang|error)\\b)[a-zA-Z]\\w*"), "special"),
            // Which files a mail is made of must be known without making it.
            new Ban(
                    Pattern.compile(
                            "<#(?:include|import)\\b(?!\\s*\"\"\\s*(?:/?\\s*$|as\\b|parse|encoding|ignore))",
                            Pattern.MULTILINE),
                    "include"),
            new Ban(Pattern.compile("\\.\\.\\s*(?=$|[)\\]},]|as\\b)", Pattern.MULTILINE), "endless-range"));

    private static final Pattern VALUE =
            Pattern.compile("(?<![\\w.\\])?$@])(prospect|account|sender|step|cadence)\\s*\\.\\s*(\\w+)");

    private Vetting() {}

    /** Returns when the template is fit; its source is only used to tell the line. */
    static void vet(Path file, Template template, String source) throws IOException {
        var canonical = new StringWriter();
        template.dump(canonical);
        var code = Expressions.in(canonical.toString());
        for (var ban : BANS) {
            var found = ban.code().matcher(code);
            if (found.find()) {
                var words = found.group().strip();
                var place = place(ban, words, source);
                throw new Unfit(
                        file,
                        place.line(),
                        place.column(),
                        Sentence.of("template.banned", words),
                        Sentence.of("template.mend.banned." + ban.key()));
            }
        }
        refuseUnknownValues(file, code, source);
    }

    private static Place place(Ban ban, String words, String source) {
        var exact = Place.of(ban.code(), source);
        // In the source, a comment may stand between the ? and the word.
        return exact.line() > 0
                ? exact
                : Place.of(Pattern.compile(Pattern.quote(words.replaceFirst("^\\W+", ""))), source);
    }

    /** A misspelt value with a fallback would go unnoticed for ever. */
    private static void refuseUnknownValues(Path file, String code, String source) {
        var values = VALUE.matcher(code);
        while (values.find()) {
            var thing = values.group(1);
            var known = Values.KNOWN.getOrDefault(thing, List.of());
            if (!known.contains(values.group(2))) {
                var place = Place.of(
                        Pattern.compile("\\b" + thing + "\\s*\\.\\s*" + Pattern.quote(values.group(2)) + "\\b"),
                        source);
                throw unknownValue(file, place, thing, values.group(2));
            }
        }
    }

    private static Unfit unknownValue(Path file, Place place, String thing, String name) {
        var known = Values.KNOWN.getOrDefault(thing, List.of());
        var mend = Nearest.to(name, known)
                .map(nearest -> Sentence.of("cadence.mend.did-you-mean", thing + "." + nearest))
                .orElseGet(() -> known.contains("fields")
                        ? Sentence.of(
                                "template.mend.unknown-value.fields",
                                thing + ".fields." + name,
                                String.join(", ", known))
                        : Sentence.of("cadence.mend.known", String.join(", ", known)));
        return new Unfit(
                file, place.line(), place.column(), Sentence.of("template.unknown-value", thing + "." + name), mend);
    }
}
