package kadens.web;

import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.cadence.FolderStamp;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.enrollment.Worklist;
import kadens.run.Engine;
import kadens.template.Rendering;
import kadens.template.lint.Finding;
import kadens.template.lint.Severity;
import org.hibernate.StatelessSession;

/**
 * The studio: what marketing sees of a cadence while writing it.
 *
 * <p>Its pages ask every second whether a file was saved; an answer without content says that none was.
 */
final class StudioPages {

    private static final String SEEN = "seen";

    private final Engine engine;
    private final Pages pages;
    private final Findings findings;
    private final StudioTests tests;

    StudioPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.findings = new Findings(engine.cadences(), engine.templates());
        this.tests = new StudioTests(engine);
    }

    void list(Context context) {
        var stamp = FolderStamp.of(engine.templates().folder());
        if (stamp.equals(context.queryParam(SEEN))) {
            pages.showNothingNew(context);
            return;
        }
        var texts = Visitor.texts(context);
        var enrolled = engine.database().transact(Worklist::ongoingByCadence);
        pages.show(
                context,
                "studio",
                new StudioListPage(
                        "/studio?" + SEEN + "=" + stamp,
                        engine.templates().folder().toString(),
                        engine.cadences().names().stream()
                                .map(name -> row(name, stamp, enrolled, texts))
                                .toList()));
    }

    void one(Context context) {
        var choice = StudioChoice.of(context);
        var stamp = FolderStamp.of(engine.templates().folder());
        if (stamp.equals(context.queryParam(SEEN))) {
            pages.showNothingNew(context);
            return;
        }
        var texts = Visitor.texts(context);
        var told = tests.told(context);
        var page = engine.database().transact(session -> page(session, choice, stamp, texts));
        pages.show(context, "studio-cadence", told == null ? page : page.telling(told));
    }

    /** The HTML of a step's mail, alone in its frame. */
    void frame(Context context) {
        var choice = StudioChoice.of(context);
        var texts = Visitor.texts(context);
        var rendering = engine.database().transact(session -> rendering(session, choice, context.pathParam("step")));
        switch (rendering) {
            case Rendering.Rendered mail -> MailHtml.showOwn(context, mail.html());
            case Rendering.Unrenderable(var problem) -> MailHtml.showText(context, problem.in(texts.locale()));
        }
    }

    void test(Context context) {
        tests.send(context);
    }

    private Rendering rendering(StatelessSession session, StudioChoice choice, String key) {
        if (!(engine.cadences().find(choice.cadence()) instanceof Cadence cadence)) {
            throw Failure.notFound();
        }
        var step =
                cadence.step(key).filter(each -> each.type() == Step.Type.EMAIL).orElseThrow(Failure::notFound);
        var someone =
                new StudioAudience(engine, session, cadence, choice).chosen().orElseThrow(Failure::notFound);
        return StudioScene.of(engine.templates(), cadence, step, someone.values(), choice)
                .rendering();
    }

    private StudioPage page(StatelessSession session, StudioChoice choice, String stamp, Texts texts) {
        var found = findings(choice.cadence(), stamp);
        var href = choice.href();
        var poll = href + (href.contains("?") ? "&" : "?") + SEEN + "=" + stamp;
        return switch (engine.cadences().find(choice.cadence())) {
            case Loaded.Unknown _ -> throw Failure.notFound();
            case Loaded.Broken broken ->
                new StudioPage(
                        broken.name(),
                        "preview",
                        broken.name(),
                        null,
                        poll,
                        cadences(broken.name(), stamp, texts),
                        List.of(),
                        yaml(broken, texts),
                        null);
            case Cadence cadence -> {
                var view = new StudioView(engine, session, cadence, choice, found, texts);
                yield new StudioPage(
                        cadence.name(),
                        "preview",
                        cadence.title(),
                        cadence.description(),
                        poll,
                        cadences(cadence.name(), stamp, texts),
                        view.steps(),
                        null,
                        view.view());
            }
        };
    }

    private SourceView yaml(Loaded.Broken broken, Texts texts) {
        var file = Path.of("cadences", broken.name(), "cadence.yaml");
        return SourceView.of(
                file,
                engine.templates().source(file).orElse(null),
                broken.problems().stream()
                        .map(problem -> FindingView.of(problem, texts))
                        .toList());
    }

    private List<StudioPage.Cadence> cadences(String current, String stamp, Texts texts) {
        return engine.cadences().names().stream()
                .map(name -> {
                    var found = findings(name, stamp);
                    return new StudioPage.Cadence(
                            title(engine.cadences().find(name)),
                            StudioChoice.cadence(name).href(),
                            name.equals(current),
                            FindingView.counted(found, texts),
                            tone(found));
                })
                .toList();
    }

    private StudioListPage.Row row(String name, String stamp, Map<String, Long> enrolled, Texts texts) {
        var found = findings(name, stamp);
        var loaded = engine.cadences().find(name);
        var tone = loaded instanceof Cadence ? tone(found) : "harm";
        return new StudioListPage.Row(
                name,
                title(loaded),
                StudioChoice.cadence(name).href(),
                loaded instanceof Cadence cadence
                        ? cadence.steps().stream().map(Step::title).toList()
                        : List.of(),
                texts.say(loaded instanceof Cadence ? "studio.whole" : "studio.broken"),
                loaded instanceof Cadence ? "finished" : "bounced",
                tone,
                FindingView.counted(found, texts),
                enrolled.getOrDefault(name, 0L));
    }

    private List<Finding> findings(String cadence, String stamp) {
        return engine.cadences().names().contains(cadence) ? findings.of(cadence, stamp) : List.of();
    }

    private static String title(Loaded loaded) {
        return loaded instanceof Cadence cadence ? cadence.title() : loaded.name();
    }

    /** Of the worst that was found. */
    static String tone(List<Finding> found) {
        return FindingView.count(found, Severity.ERROR) > 0
                ? "harm"
                : FindingView.count(found, Severity.WARNING) > 0 ? "needs-you" : "good";
    }
}
