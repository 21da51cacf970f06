package kadens.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.outbox.Trial;
import kadens.run.Engine;
import kadens.template.Reading;
import kadens.template.Rendering;
import kadens.template.lint.Finding;
import kadens.web.StudioPage.Choice;
import kadens.web.StudioPage.Fact;
import kadens.web.StudioPage.Frame;
import kadens.web.StudioPage.Mail;
import kadens.web.StudioPage.Option;
import kadens.web.StudioPage.Row;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of the mail of one step. */
final class StudioMail {

    private static final int PREHEADER_CHARS_MAX = 140;

    private final Engine engine;
    private final StatelessSession session;
    private final Cadence cadence;
    private final Step step;
    private final StudioChoice choice;
    private final List<Finding> found;
    private final Texts texts;
    private final StudioAudience people;

    StudioMail(
            Engine engine,
            StatelessSession session,
            Cadence cadence,
            Step step,
            StudioChoice choice,
            List<Finding> found,
            Texts texts,
            StudioAudience people) {
        this.engine = engine;
        this.session = session;
        this.cadence = cadence;
        this.step = step;
        this.choice = choice;
        this.found = found;
        this.texts = texts;
        this.people = people;
    }

    Mail of(Someone someone) {
        var scene = StudioScene.of(engine.templates(), cadence, step, someone.values(), choice);
        var form = Optional.ofNullable(choice.value(StudioChoice.FORM)).orElse("html");
        var width = Optional.ofNullable(choice.value(StudioChoice.WIDTH)).orElse("both");
        var mail = scene.rendering() instanceof Rendering.Rendered rendered ? rendered : null;
        var problem = scene.rendering() instanceof Rendering.Unrenderable(var why) ? why : null;
        var sources = sources(scene.text());
        var ofText = found.stream()
                .filter(finding -> sources.contains(finding.problem().file()))
                .toList();
        return new Mail(
                variants(scene),
                languages(scene),
                choices(StudioChoice.FORM, List.of("html", "text", "message", "file"), form),
                choices(StudioChoice.WIDTH, List.of("both", "desktop", "phone"), width),
                form,
                width,
                mail == null ? null : row(someone, scene, mail),
                problem == null ? null : FindingView.of(problem, texts),
                problem == null
                        ? null
                        : SourceView.of(
                                        problem.file(),
                                        engine.templates()
                                                .source(problem.file())
                                                .orElse(null),
                                        List.of(FindingView.of(problem, texts)))
                                .excerpt(),
                mail == null ? null : frame(mail),
                mail == null ? "" : mail.text(),
                mail == null || !form.equals("message")
                        ? ""
                        : new String(Trial.compose(mail, someone.values()), StandardCharsets.UTF_8),
                form.equals("file") ? files(sources, ofText) : List.of(),
                ofText.stream().map(finding -> FindingView.of(finding, texts)).toList(),
                FindingView.counted(ofText, texts),
                choice.with(StudioChoice.FORM, "file").href(),
                facts(someone, scene, mail),
                senders(someone),
                StudioTests.form(session, people, someone, step, choice));
    }

    private List<Choice> choices(String name, List<String> values, String current) {
        return values.stream()
                .map(value -> new Choice(
                        name + "-" + value,
                        texts.say("studio." + name + "." + value),
                        choice.with(name, value).href(),
                        value.equals(current)))
                .toList();
    }

    private List<Choice> variants(StudioScene scene) {
        return step.variants().stream()
                .map(variant -> new Choice(
                        "variant-" + variant.name(),
                        texts.say("studio.variant", variant.name(), variant.weight()),
                        choice.with(StudioChoice.VARIANT, variant.name())
                                .with(StudioChoice.LANGUAGE, null)
                                .href(),
                        variant.equals(scene.variant())))
                .toList();
    }

    private List<Choice> languages(StudioScene scene) {
        return scene.variant().texts().stream()
                .map(text -> new Choice(
                        "language-" + StudioScene.tag(text),
                        language(text),
                        choice.with(StudioChoice.VARIANT, scene.variant().name())
                                .with(StudioChoice.LANGUAGE, StudioScene.tag(text))
                                .href(),
                        text.equals(scene.text())))
                .toList();
    }

    private String language(Text text) {
        var own = text.language();
        return own == null
                ? texts.say("studio.language.everybody", cadence.language().getDisplayLanguage(texts.locale()))
                : Moment.capitalized(own.getDisplayName(texts.locale()), texts.locale());
    }

    /** Without a preheader, an inbox shows how the mail begins. */
    private Row row(Someone someone, StudioScene scene, Rendering.Rendered mail) {
        var preheader = mail.preheader();
        var start = preheader == null ? mail.text().replaceAll("\\s+", " ").strip() : preheader;
        return new Row(
                String.valueOf(someone.values().byName().get("sender.name")),
                scene.subject(engine.templates(), mail),
                start.substring(0, Math.min(start.length(), PREHEADER_CHARS_MAX)));
    }

    private Frame frame(Rendering.Rendered mail) {
        return new Frame(
                Integer.toHexString(mail.html().hashCode()),
                choice.frame(step.key()),
                high(mail.text(), 84),
                high(mail.text(), 44));
    }

    /** Nobody can measure what stands in a frame that is shut off: lines of so many characters are counted instead. */
    private static int high(String text, int charactersInALine) {
        var lines = text.lines()
                .mapToInt(line -> 1 + line.length() / charactersInALine)
                .sum();
        return Math.clamp(64 + lines * 19L, 240, 1600);
    }

    private List<Fact> facts(Someone someone, StudioScene scene, Rendering.@Nullable Rendered mail) {
        var facts = new ArrayList<Fact>();
        var values = someone.values().byName();
        facts.add(fact("from", values.get("sender.name") + " <" + values.get("sender.email") + ">"));
        facts.add(fact("to", String.valueOf(values.get("prospect.email"))));
        var own = engine.templates().variant(cadence, step, someone.values());
        if (step.variants().size() > 1) {
            facts.add(fact("variant", texts.say("studio.gets-variant", own.name())));
        }
        if (own.texts().size() > 1) {
            facts.add(fact("language", language(engine.templates().text(own, someone.values()))));
        }
        facts.add(fact("file", relative(scene.text()).toString()));
        if (mail != null) {
            facts.add(fact("version", shortened(mail.version())));
            mail.attachments()
                    .forEach(each -> facts.add(fact(
                            "attachment",
                            texts.say("studio.attachment", each.name(), 1 + each.bytes().length / 1024))));
        }
        var enrollment = someone.enrollment();
        if (enrollment != null) {
            facts.add(new Fact(
                    texts.say("studio.fact.enrollment"),
                    Moment.capitalized(StateView.of(enrollment, texts).label(), texts.locale()),
                    EnrollmentPages.href(enrollment.id())));
            StudioDates.sent(session, enrollment, engine.nextSteps().names(session, cadence), step)
                    .ifPresent(message -> facts.add(new Fact(
                            texts.say("studio.fact.sent"),
                            texts.say("studio.as-it-was"),
                            "/messages/" + message.id())));
        }
        return facts;
    }

    /** Whoever is enrolled has a mailbox; for anybody else one can be chosen. */
    private List<Option> senders(Someone someone) {
        var current = someone.mailbox();
        return current == null
                        || someone.enrollment() != null
                        || people.mailboxes().size() < 2
                ? List.of()
                : people.mailboxes().stream()
                        .map(mailbox -> new Option(
                                Long.toString(mailbox.id()), mailbox.address(), mailbox.id() == current.id()))
                        .toList();
    }

    /** Enough to tell two apart. */
    private static String shortened(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }

    private Fact fact(String key, String value) {
        return new Fact(texts.say("studio.fact." + key), value, null);
    }

    private List<SourceView> files(List<Path> sources, List<Finding> ofText) {
        return sources.stream()
                .map(file -> SourceView.of(
                        file,
                        engine.templates().source(file).orElse(null),
                        ofText.stream()
                                .filter(finding -> finding.problem().file().equals(file))
                                .map(finding -> FindingView.of(finding, texts))
                                .toList()))
                .toList();
    }

    /** The text's file, and the snippets that it includes. */
    private List<Path> sources(Text text) {
        var own = Stream.of(relative(text));
        var snippets = engine.templates().read(cadence, step, text) instanceof Reading.Text read
                ? read.snippets().stream().sorted()
                : Stream.<Path>empty();
        return Stream.concat(own, snippets).toList();
    }

    private Path relative(Text text) {
        return engine.templates()
                .folder()
                .relativize(text.file().toAbsolutePath().normalize());
    }
}
