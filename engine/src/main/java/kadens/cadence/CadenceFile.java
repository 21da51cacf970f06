package kadens.cadence;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kadens.language.Sentence;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one {@code cadence.yaml}, and finds everything that is wrong with it in one go. */
final class CadenceFile {

    static final String NAME = "cadence.yaml";

    static final List<String> KEYS = List.of(
            "title",
            "description",
            "language",
            "audience",
            "approval",
            "window",
            "lateness",
            "colleagueReplies",
            "layout",
            "spintax",
            "steps");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int STEPS_MAX = 100;
    private static final long BYTES_MAX = 128 * 1024;

    private final String name;
    private final Path templates;
    private final Path folder;
    private final Problems problems;

    CadenceFile(Path templates, String name) {
        this.name = name;
        this.templates = templates;
        this.folder = templates.resolve("cadences").resolve(name);
        this.problems = new Problems(templates.relativize(folder.resolve(NAME)));
    }

    Loaded load() {
        var cadence = text().flatMap(this::tree).flatMap(this::cadence);
        return cadence.isPresent() && problems.isEmpty() ? cadence.get() : new Loaded.Broken(name, problems.inOrder());
    }

    private Optional<String> text() {
        var file = folder.resolve(NAME);
        try {
            if (!file.toRealPath().startsWith(templates.toRealPath())) {
                problems.add("cadence.outside", "cadence.mend.outside");
            } else if (Files.size(file) > BYTES_MAX) {
                problems.add("cadence.too-large", "cadence.mend.too-large");
            } else {
                var text = Files.readString(file);
                return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
            }
        } catch (CharacterCodingException _) {
            problems.add("cadence.not-utf8", "cadence.mend.not-utf8");
        } catch (IOException _) {
            problems.add("cadence.no-file", "cadence.mend.no-file");
        }
        return Optional.empty();
    }

    private Optional<Node> tree(String text) {
        try {
            var tree = Yaml.tree(text);
            if (tree.isEmpty()) {
                problems.add("cadence.empty", "cadence.mend.empty");
            }
            return tree;
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            var words = Sentence.of("cadence.syntax", e.getProblem() == null ? "" : e.getProblem());
            problems.add(mark, words, Sentence.of("cadence.mend.syntax"));
        } catch (YamlEngineException e) {
            var words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(Optional.empty(), Sentence.of("cadence.syntax", words), Sentence.of("cadence.mend.syntax"));
        }
        return Optional.empty();
    }

    private Optional<Cadence> cadence(Node root) {
        return Fields.of(root, "cadence", KEYS, problems).flatMap(this::cadence);
    }

    private Optional<Cadence> cadence(Fields fields) {
        var title = fields.required("title", "title: Cold outreach");
        var description = fields.text("description");
        var language = fields.read("language", CadenceFile::language);
        var audience = fields.choice("audience", Audience.class);
        var approval = fields.choice("approval", Approval.class);
        var window = fields.read("window", Window::parse);
        var lateness = fields.read("lateness", CadenceFile::lateness);
        var colleagueReplies = fields.choice("colleagueReplies", ColleagueReplies.class);
        var layout = fields.read("layout", CadenceFile::layout);
        var spintax = fields.read("spintax", CadenceFile::yesOrNo);
        var steps = steps(fields);
        if (title == null || steps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Cadence(
                name,
                title,
                description,
                language == null ? Locale.ENGLISH : language,
                audience == null ? Audience.PROSPECTS : audience,
                approval == Approval.REQUIRED,
                window,
                lateness,
                colleagueReplies == null ? ColleagueReplies.IGNORE : colleagueReplies,
                layout,
                spintax != null && spintax,
                steps,
                folder));
    }

    private List<Step> steps(Fields fields) {
        var nodes = fields.list("steps", "steps:\n  - key: intro");
        if (nodes.size() > STEPS_MAX) {
            problems.add(
                    nodes.get(STEPS_MAX).getStartMark(),
                    Sentence.of("cadence.too-many-steps", STEPS_MAX),
                    Sentence.of("cadence.mend.too-many-steps"));
            return List.of();
        }
        var steps = new ArrayList<Step>();
        var keys = new StepKeys();
        for (var node : nodes) {
            var step = StepEntry.read(node, keys, folder, problems);
            if (step != null) {
                steps.add(step);
            }
        }
        keys.refuseKeysInUse(problems);
        return steps;
    }

    private static Locale language(String tag) {
        var locale = Locale.forLanguageTag(tag.replace('_', '-'));
        if (!isLanguage(locale)) {
            throw new Refused(Sentence.of("cadence.no-language", tag), Sentence.of("cadence.mend.no-language"));
        }
        return locale;
    }

    /** Whether there is such a language (ISO 639); no language at all is none that isn't. */
    static boolean isLanguage(@Nullable Locale locale) {
        return locale == null || LANGUAGES.contains(locale.getLanguage());
    }

    /** A name is never a path. */
    static String layout(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new Refused(Sentence.of("cadence.no-layout-name", name), Sentence.of("cadence.mend.no-layout-name"));
        }
        return name;
    }

    private static Boolean yesOrNo(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new Refused(
                        Sentence.of("cadence.no-choice", "spintax", word),
                        Sentence.of("cadence.mend.known", "true, false"));
        };
    }

    /** Real time, for it is held against how long Kadens was down: a holiday makes nothing less late. */
    private static Delay lateness(String words) {
        var limit = Delay.parse(words);
        var plain = limit.weekday() == null && limit.time() == null;
        if (!plain || limit.amount() == 0 || limit.unit() == Delay.Unit.BUSINESS_DAYS) {
            throw new Refused(Sentence.of("cadence.no-lateness", words), Sentence.of("cadence.mend.no-lateness"));
        }
        return limit;
    }

    /** A value of the file that is none of those there are. */
    static final class Refused extends IllegalArgumentException {

        final transient Sentence what;
        final transient Sentence mend;

        Refused(Sentence what, Sentence mend) {
            super(what.toString());
            this.what = what;
            this.mend = mend;
        }
    }
}
