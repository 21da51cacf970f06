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
            // Without escaping, a prospect's name is markup.
            new Ban(
                    Pattern.compile(
                            "\\?\\s*(?:no_esc|noEsc)\\b|<#(?:noautoesc|noAutoEsc|outputformat|outputFormat)\\b"),
                    "escaping"),
            // Java's regular expressions can take for ever and can't be interrupted; padding can fill the memory.
            new Ban(Pattern.compile("\\?\\s*(?:matches|groups)\\b"), "pattern"),
            new Ban(Pattern.compile("\\?\\s*(?:left|right)(?:_p|P)ad\\b"), "padding"),
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
            new Ban(
                    Pattern.compile("\\.\\.[<!*]?\\s*(?:(?=$|[)\\]},]|as\\b)|\\d{6,})", Pattern.MULTILINE),
                    "endless-range"));

    private static final Pattern VALUE =
            Pattern.compile("(?<![\\w.\\])?$@])(prospect|account|sender|step|cadence)\\s*\\.\\s*(\\w+)");

    private static final Pattern FLAGGED = Pattern.compile(
            "\\?\\s*(?<name>replace|split|keep_\\w+|keep[A-Z]\\w*|ensure_starts_with|ensureStartsWith)\\s*\\(");

    /** FreeMarker looks for such a file in one folder after the other. */
    private static final Pattern SEARCH = Pattern.compile("<#(?:include|import) \"[^\"\\n]*\\*");

    /** It can change what escapes and how code is written, and FreeMarker's canonical form leaves it out. */
    private static final Pattern HEADER = Pattern.compile("\\A\\s*[<\\[]#ftl\\b");

    private Vetting() {}

    /** Returns when the template is fit; its source is only used to tell the line. */
    static void vet(Path file, Template template, String source) throws IOException {
        if (HEADER.matcher(source).find()) {
            throw new Unfit(
                    file, 1, 1, Sentence.of("template.banned", "<#ftl"), Sentence.of("template.mend.banned.setting"));
        }
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
        refuseSearches(file, canonical.toString(), source);
        refuseFlags(file, code, source);
        refuseUnknownValues(file, code, source);
    }

    /** Which file it is would depend on what else is in the folders: neither a version nor an approval would be of it. */
    private static void refuseSearches(Path file, String canonical, String source) {
        if (SEARCH.matcher(canonical).find()) {
            var place = Place.of(Pattern.compile("<#(?:include|import)\\b[^>\\n]*\\*"), source);
            throw new Unfit(
                    file,
                    place.line(),
                    place.column(),
                    Sentence.of("template.banned", "*"),
                    Sentence.of("template.mend.banned.include"));
        }
    }

    /** One argument more than words need, and it is a flag: with r, what is looked for is a regular expression. */
    private static void refuseFlags(Path file, String code, String source) {
        var calls = FLAGGED.matcher(code);
        while (calls.find()) {
            var words = calls.group("name").startsWith("replace") ? 2 : 1;
            if (arguments(code, calls.end()) > words) {
                var place = Place.of(Pattern.compile("\\?\\s*" + calls.group("name") + "\\b"), source);
                throw Unfit.of(file, place.line(), place.column(), "flags", "?" + calls.group("name"));
            }
        }
    }

    /** How many arguments stand behind an opening bracket. */
    private static int arguments(String code, int start) {
        int depth = 0;
        int commas = 0;
        for (int at = start; at < code.length() && depth >= 0; at++) {
            char sign = code.charAt(at);
            depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
            commas += sign == ',' && depth == 0 ? 1 : 0;
        }
        return commas + 1;
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
