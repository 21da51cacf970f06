package kadens.cadence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The files of an email step: {@code KEY[.VARIANT][.LANGUAGE].ftlh}, or {@code .ftl} for plain text. A variant is one
 * letter, a language has more.
 */
final class StepFiles {

    static final String HTML = ".ftlh";

    private static final Pattern REST =
            Pattern.compile("(\\.(?<variant>[a-z]))?(\\.(?<language>[a-z]{2,3}(-[A-Za-z0-9]{2,8})*))?\\.ftlh?");

    private final String key;
    private final Path folder;

    StepFiles(String key, Path folder) {
        this.key = key;
        this.folder = folder;
    }

    /** Something about the files that can't be. */
    record Trouble(Sentence what, Sentence mend) {}

    /** The texts by their variants, and whatever is wrong with them. */
    SortedMap<String, List<Text>> texts(List<Trouble> troubles) {
        var texts = new TreeMap<String, List<Text>>();
        names().forEach(name -> {
            var rest = REST.matcher(name.substring(key.length()));
            if (rest.matches() && CadenceFile.isLanguage(language(rest.group("language")))) {
                var variant = rest.group("variant") == null ? Variant.FIRST : rest.group("variant");
                texts.computeIfAbsent(variant, _ -> new ArrayList<>())
                        .add(new Text(language(rest.group("language")), folder.resolve(name)));
            }
        });
        if (texts.isEmpty()) {
            troubles.add(trouble("no-step-file", key));
        }
        texts.forEach((variant, those) -> judge(variant, those, troubles));
        return texts;
    }

    private static @Nullable Locale language(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag);
    }

    private void judge(String variant, List<Text> texts, List<Trouble> troubles) {
        var name = variant.equals(Variant.FIRST) ? key : key + "." + variant;
        var languages = texts.stream().map(Text::language).distinct().count();
        if (languages < texts.size()) {
            troubles.add(trouble("two-files", name));
        }
        if (texts.stream().noneMatch(text -> text.language() == null)) {
            troubles.add(trouble("no-text-for-all", name));
        }
    }

    private static Trouble trouble(String sentence, String name) {
        return new Trouble(Sentence.of("cadence." + sentence, name), Sentence.of("cadence.mend." + sentence, name));
    }

    private List<String> names() {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(key + "."))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
