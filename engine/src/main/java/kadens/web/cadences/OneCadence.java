package kadens.web.cadences;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.FolderStamp;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.GoingOn;
import kadens.enrollment.State;
import kadens.enrollment.StepCounts;
import kadens.results.CadenceResults.StepResults;
import kadens.results.CadenceResults.VariantResults;
import kadens.results.Tally;
import kadens.results.Tally.Outcome;
import kadens.run.Engine;
import kadens.team.People;
import kadens.web.CountedAt;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.cadences.CadencePage.Here;
import kadens.web.cadences.CadencePage.StepCard;
import kadens.web.cadences.CadencePage.Totals;
import kadens.web.cadences.CadencePage.VariantRow;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One cadence: its steps with their numbers, and who is where. */
final class OneCadence {

    /** More are said to be more. */
    static final int COUNTED_MAX = 1_000;

    private final Engine engine;
    private final Pages pages;
    private final CadencesPages all;

    OneCadence(Engine engine, Pages pages, CadencesPages all) {
        this.engine = engine;
        this.pages = pages;
        this.all = all;
    }

    void show(Context context) {
        var loaded = CadencesPages.named(engine, context);
        var counted = all.numbers().of(loaded);
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        pages.show(
                context, "cadence", engine.database().transact(session -> page(session, loaded, counted, me, texts)));
    }

    private CadencePage page(StatelessSession session, Loaded loaded, Numbers.Counted counted, Me me, Texts texts) {
        var now = engine.clock().instant();
        var name = loaded.name();
        var results =
                counted.results().steps().stream().collect(Collectors.toMap(StepResults::key, Function.identity()));
        var where = counted.where();
        var soon = GoingOn.due(session, name, now.plus(Duration.ofDays(1)), COUNTED_MAX);
        var due = GoingOn.due(session, name, now, COUNTED_MAX);
        var placed = new HashSet<String>();
        var steps = CadencesPages.steps(loaded)
                .map(step -> {
                    var keys = keys(session, loaded, step);
                    placed.addAll(keys);
                    return step(session, (Cadence) loaded, step, keys, results.get(step.key()), where, now, texts);
                })
                .toList();
        return new CadencePage(
                name,
                CadencesPages.title(loaded),
                loaded instanceof Cadence cadence ? cadence.description() : null,
                loaded instanceof Cadence cadence ? CadencesPages.language(cadence, texts) : "",
                loaded instanceof Cadence cadence ? CadencesPages.audience(cadence, texts) : "",
                loaded instanceof Cadence,
                all.standing(session, loaded, FolderStamp.of(engine.templates().folder()), now, texts),
                totals(CadencesPages.tally(counted)),
                CountedAt.of(counted.results(), engine.organizationZone(), now, texts),
                where.ongoing(),
                soon,
                due,
                soon >= COUNTED_MAX || due >= COUNTED_MAX,
                steps,
                earlier(name, placed, results, where, texts),
                Stream.of(State.FINISHED, State.STOPPED)
                        .map(state -> new Here(StateView.of(state, texts), where.of(state), href(name, null, state)))
                        .filter(here -> here.many() > 0)
                        .toList(),
                People.get(session, me.id()).mayApprove());
    }

    private StepCard step(
            StatelessSession session,
            Cadence cadence,
            Step step,
            Set<String> keys,
            @Nullable StepResults results,
            StepCounts where,
            Instant now,
            Texts texts) {
        var approvals = new Approvals(engine.templates());
        var needed = cadence.needsApproval() && step.type() == Step.Type.EMAIL;
        var approval = needed ? approvals.of(session, cadence, step).orElse(null) : null;
        var delay = step.delay().isZero()
                ? texts.say("cadences.delay.at-once")
                : texts.say(
                        cadence.first().equals(step) ? "cadences.delay.first" : "cadences.delay.after",
                        Moment.sentence(step.delay().sentence(), texts));
        return new StepCard(
                step.key(),
                step.title(),
                texts.say("cadences.type." + step.type().name().toLowerCase(Locale.ROOT)),
                step.type() == Step.Type.EMAIL ? "sent" : "task",
                delay,
                here(cadence.name(), step.key(), keys, where, texts),
                results == null ? List.of() : variants(results, texts),
                approval == null
                        ? null
                        : texts.say(
                                "cadences.approved",
                                approval.by(),
                                Moment.at(approval.at(), engine.organizationZone(), now, texts)
                                        .words()),
                needed && approval == null,
                engine.templates().version(cadence, step).orElse(null));
    }

    /** Those that the cadence has no more. */
    private static List<StepCard> earlier(
            String name, Set<String> placed, Map<String, StepResults> results, StepCounts where, Texts texts) {
        var keys = new TreeSet<>(results.keySet());
        where.byStep().forEach((key, states) -> {
            if (states.keySet().stream().anyMatch(State::ongoing)) {
                keys.add(key);
            }
        });
        keys.removeAll(placed);
        return keys.stream()
                .map(key -> new StepCard(
                        key,
                        key.isEmpty() ? texts.say("cadences.no-step") : key,
                        "",
                        "note",
                        "",
                        here(name, key, Set.of(key), where, texts),
                        results.containsKey(key) ? variants(results.get(key), texts) : List.of(),
                        null,
                        false,
                        null))
                .toList();
    }

    private static List<Here> here(String name, String step, Set<String> keys, StepCounts where, Texts texts) {
        return Stream.of(State.HELD, State.WAITING, State.ACTIVE, State.PAUSED)
                .map(state -> new Here(StateView.of(state, texts), where.of(keys, state), href(name, step, state)))
                .filter(here -> here.many() > 0)
                .toList();
    }

    private Set<String> keys(StatelessSession session, Loaded loaded, Step step) {
        return loaded instanceof Cadence cadence
                ? engine.nextSteps().names(session, cadence).of(step.key())
                : Set.of(step.key());
    }

    /** None where there is nothing to tell yet. */
    private static List<VariantRow> variants(StepResults step, Texts texts) {
        if (step.variants().size() == 1 && step.variants().getFirst().tally().sent() == 0) {
            return List.of();
        }
        return step.variants().stream().map(each -> variant(each, texts)).toList();
    }

    private static VariantRow variant(VariantResults variant, Texts texts) {
        var tally = variant.tally();
        return new VariantRow(
                variant.name(),
                variant.weight() > 0,
                totals(tally),
                tally.delivered() <= 0
                        ? ""
                        : NumberFormat.getPercentInstance(texts.locale())
                                .format((double) tally.replied() / tally.delivered()));
    }

    private static Totals totals(Tally tally) {
        return new Totals(
                tally.sent(),
                tally.replied(),
                tally.of(Outcome.POSITIVE),
                tally.of(Outcome.BOUNCED),
                tally.of(Outcome.UNSUBSCRIBED));
    }

    static String href(String name, @Nullable String step, State state) {
        return "/cadences/" + encoded(name) + "/people?state=" + state.word()
                + (step == null ? "" : "&step=" + encoded(step));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
