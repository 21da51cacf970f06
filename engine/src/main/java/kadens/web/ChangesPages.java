package kadens.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Changes;
import kadens.cadence.Contents;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.Impact;
import kadens.enrollment.Impacts;
import kadens.enrollment.Impacts.Recorded;
import kadens.enrollment.Unwritable;
import kadens.run.Engine;
import kadens.web.ChangesPage.Approved;
import kadens.web.ChangesPage.Coming;
import kadens.web.ChangesPage.Difference;
import kadens.web.ChangesPage.Group;
import kadens.web.ChangesPage.One;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What was changed in a cadence: what it meant, and means, for those who are mid-way. */
final class ChangesPages {

    private static final int CHANGES_A_PAGE = 10;
    private static final int PEOPLE_A_PAGE = 20;

    private final Engine engine;
    private final Pages pages;

    ChangesPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /** How a page is asked for. */
    private record Asked(String cadence, int before, int from, Texts texts) {}

    void show(Context context) {
        var asked = new Asked(
                context.pathParam("cadence"),
                number(context, "before", Integer.MAX_VALUE),
                number(context, "from", 0),
                Visitor.texts(context));
        pages.show(context, "changes", engine.database().transact(session -> page(session, asked)));
    }

    private static int number(Context context, String name, int otherwise) {
        var given = context.queryParam(name);
        try {
            return given == null ? otherwise : Math.max(0, Integer.parseInt(given));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private ChangesPage page(StatelessSession session, Asked asked) {
        var loaded = engine.cadences().find(asked.cadence());
        var now = engine.clock().instant();
        var found = Impacts.before(session, asked.cadence(), asked.before(), CHANGES_A_PAGE);
        if (loaded instanceof Loaded.Unknown && found.isEmpty()) {
            throw Failure.notFound();
        }
        var whole = loaded instanceof Cadence cadence ? cadence : null;
        var approvals = whole == null || !whole.needsApproval()
                ? List.<Approved>of()
                : approvals(session, whole, now, asked.texts());
        var pending = whole == null || asked.before() != Integer.MAX_VALUE
                ? null
                : Impacts.pending(session, whole, now)
                        .map(impact -> one(null, null, impact, Contents.of(whole), asked))
                        .orElse(null);
        return new ChangesPage(
                asked.cadence(),
                "changes",
                whole == null ? asked.cadence() : whole.title(),
                problem(loaded, asked.texts()),
                approvals,
                approvals.stream().anyMatch(step -> step.by() == null),
                whole == null || asked.before() != Integer.MAX_VALUE ? List.of() : lacking(session, whole, now, asked),
                pending,
                found.stream().map(change -> one(change, now, asked)).toList(),
                found.size() < CHANGES_A_PAGE ? null : (Integer) found.getLast().number());
    }

    private static @Nullable String problem(Loaded loaded, Texts texts) {
        return switch (loaded) {
            case Cadence _ -> null;
            case Loaded.Broken broken -> broken.problems().getFirst().in(texts.locale());
            case Loaded.Unknown _ -> texts.say("changes.gone");
        };
    }

    private List<Approved> approvals(StatelessSession session, Cadence cadence, Instant now, Texts texts) {
        var approvals = new Approvals(engine.templates());
        return cadence.steps().stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .map(step -> approvals
                        .of(session, cadence, step)
                        .map(approval ->
                                new Approved(step.title(), step.key(), approval.by(), at(approval.at(), now, texts)))
                        .orElseGet(() -> new Approved(step.title(), step.key(), null, null)))
                .toList();
    }

    /** Each value that somebody mid-way lacks, with those people. */
    private List<Group> lacking(StatelessSession session, Cadence cadence, Instant now, Asked asked) {
        var contents = Contents.of(cadence);
        return Unwritable.of(session, cadence, engine.templates(), engine.values(), now).lacks().stream()
                .map(lack ->
                        group(Moment.sentence(lack.sentence(), asked.texts()), true, lack.people(), contents, asked))
                .toList();
    }

    private Moment at(Instant at, Instant now, Texts texts) {
        return Moment.ago(at, engine.organizationZone(), now, texts);
    }

    private One one(Recorded change, Instant now, Asked asked) {
        return one(change.number(), at(change.at(), now, asked.texts()), change.impact(), change.after(), asked);
    }

    private static One one(@Nullable Integer number, @Nullable Moment at, Impact impact, Contents after, Asked asked) {
        var texts = asked.texts();
        return new One(
                number,
                at,
                impact.changes().stream()
                        .map(change -> difference(change, texts))
                        .toList(),
                impact.doubts().stream()
                        .filter(doubt -> !doubt.people().isEmpty())
                        .map(doubt ->
                                group(Moment.sentence(doubt.sentence(), texts), true, doubt.people(), after, asked))
                        .toList(),
                impact.moves().stream()
                        .map(move -> group(
                                Moment.sentence(move.sentence(), texts), move.isOther(), move.people(), after, asked))
                        .toList(),
                impact.people());
    }

    private static Difference difference(Changes.Change change, Texts texts) {
        var what = Moment.sentence(change.what(), texts);
        return switch (change) {
            case Changes.Told _ -> new Difference(what, List.of());
            case Changes.Rewritten text -> new Difference(what, DiffLines.of(text.before(), text.after()));
        };
    }

    private static Group group(String what, boolean other, List<Impact.Affected> people, Contents after, Asked asked) {
        var to = Math.min(people.size(), asked.from() + PEOPLE_A_PAGE);
        var shown = people.subList(Math.min(asked.from(), to), to).stream()
                .map(person -> person(person, after, asked.cadence()))
                .toList();
        return new Group(what, other, shown, people.size(), to < people.size() ? (Integer) to : null);
    }

    private static ChangesPage.Person person(Impact.Affected person, Contents after, String cadence) {
        var name = String.join(
                " ",
                Stream.of(person.firstName(), person.lastName())
                        .filter(part -> part != null && !part.isBlank())
                        .toList());
        return new ChangesPage.Person(
                person.enrollmentId(),
                name.isEmpty() ? person.email() : name,
                person.email(),
                person.coming().stream()
                        .map(key -> coming(key, person.email(), after, cadence))
                        .toList());
    }

    private static Coming coming(String key, String email, Contents after, String cadence) {
        var step = after.step(key);
        return new Coming(
                step.map(Contents.StepContents::title).orElse(key),
                step.filter(each -> each.type() == Step.Type.EMAIL)
                        .map(each -> "/studio/%s?step=%s&prospect=%s"
                                .formatted(encoded(cadence), encoded(key), encoded(email)))
                        .orElse(null));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
