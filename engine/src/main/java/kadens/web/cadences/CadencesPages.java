package kadens.web.cadences;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.FolderStamp;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.results.Recount;
import kadens.results.Tally;
import kadens.run.Engine;
import kadens.template.lint.Finding;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.Findings;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;

/** The cadences, and how each does. */
public final class CadencesPages {

    private final Engine engine;
    private final Pages pages;
    private final Findings findings;
    private final Numbers numbers;

    public CadencesPages(Engine engine, Pages pages, Recount recount) {
        this.engine = engine;
        this.pages = pages;
        this.findings = new Findings(engine.cadences(), engine.templates());
        this.numbers = new Numbers(engine, recount);
    }

    public void routes(Routes routes) {
        var one = new OneCadence(engine, pages, this);
        var acting = new ActingPages(engine);
        routes.get("/cadences", Access.PEOPLE, this::list);
        routes.get("/cadences/{name}", Access.PEOPLE, one::show);
        routes.get("/cadences/{name}/people", Access.SALES, new PeopleThere(engine, pages)::show);
        routes.post("/cadences/{name}/pause", Access.CONTENT, acting::pause);
        routes.post("/cadences/{name}/resume", Access.CONTENT, acting::resume);
        routes.post("/cadences/{name}/approve", Access.PEOPLE, acting::approve);
    }

    /** All of them. @param folder where their files are */
    record ListPage(List<Row> rows, String folder) {}

    /** One cadence; empty words where it is broken. */
    record Row(
            String name,
            String title,
            String language,
            String audience,
            int steps,
            Standing standing,
            long ongoing,
            long sent,
            long replied,
            long positive) {}

    private void list(Context context) {
        var texts = Visitor.texts(context);
        var stamp = FolderStamp.of(engine.templates().folder());
        var now = engine.clock().instant();
        var rows = engine.cadences().names().stream()
                .map(name -> row(engine.cadences().find(name), stamp, now, texts))
                .toList();
        pages.show(
                context,
                "cadences",
                new ListPage(rows, engine.templates().folder().toString()));
    }

    private Row row(Loaded loaded, String stamp, Instant now, Texts texts) {
        var counted = numbers.of(loaded);
        var all = tally(counted);
        return engine.database()
                .transact(session -> new Row(
                        loaded.name(),
                        title(loaded),
                        loaded instanceof Cadence cadence ? language(cadence, texts) : "",
                        loaded instanceof Cadence cadence ? audience(cadence, texts) : "",
                        loaded instanceof Cadence cadence ? cadence.steps().size() : 0,
                        standing(session, loaded, stamp, now, texts),
                        counted.where().ongoing(),
                        all.sent(),
                        all.replied(),
                        all.of(Tally.Outcome.POSITIVE)));
    }

    /** What came of all its mails together. */
    static Tally tally(Numbers.Counted counted) {
        return counted.results().steps().stream()
                .flatMap(step -> step.variants().stream())
                .map(variant -> variant.tally())
                .reduce(Tally::and)
                .orElse(Tally.NONE);
    }

    Standing standing(StatelessSession session, Loaded loaded, String stamp, Instant now, Texts texts) {
        return Standing.of(engine, session, loaded, findings(loaded.name(), stamp), now, texts);
    }

    Numbers numbers() {
        return numbers;
    }

    private List<Finding> findings(String name, String stamp) {
        return engine.cadences().names().contains(name) ? findings.of(name, stamp) : List.of();
    }

    static String title(Loaded loaded) {
        return loaded instanceof Cadence cadence ? cadence.title() : loaded.name();
    }

    static String language(Cadence cadence, Texts texts) {
        return Moment.capitalized(cadence.language().getDisplayLanguage(texts.locale()), texts.locale());
    }

    static String audience(Cadence cadence, Texts texts) {
        return texts.say("cadences.audience." + cadence.audience().name().toLowerCase(Locale.ROOT));
    }

    /** The one that an address names. @throws Failure 404 */
    static Loaded named(Engine engine, Context context) {
        var loaded = engine.cadences().find(context.pathParam("name"));
        if (loaded instanceof Loaded.Unknown) {
            throw Failure.notFound();
        }
        return loaded;
    }

    /** The steps that are there now. */
    static Stream<Step> steps(Loaded loaded) {
        return loaded instanceof Cadence cadence ? cadence.steps().stream() : Stream.of();
    }
}
