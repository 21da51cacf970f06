package kadens.web;

import io.javalin.http.Context;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.results.CadenceResults;
import kadens.results.CadenceResults.StepResults;
import kadens.results.CadenceResults.VariantResults;
import kadens.results.Comparison;
import kadens.results.Interval;
import kadens.results.Recount;
import kadens.results.Score;
import kadens.results.Tally;
import kadens.results.Tally.Outcome;
import kadens.run.Engine;
import kadens.web.ResultsPage.Bar;
import kadens.web.ResultsPage.Row;
import kadens.web.ResultsPage.StepTable;

/** What came of each variant of a cadence's mails, as a page and as a file for spreadsheets. */
final class ResultsPages {

    private static final int SCALE = 100;

    private final Engine engine;
    private final Pages pages;
    private final Recount recount;

    ResultsPages(Engine engine, Pages pages, Recount recount) {
        this.engine = engine;
        this.pages = pages;
        this.recount = recount;
    }

    void show(Context context) {
        var texts = Visitor.texts(context);
        var loaded = loaded(context);
        var results = results(loaded);
        pages.show(
                context,
                "results",
                new ResultsPage(
                        loaded.name(),
                        loaded instanceof Cadence cadence ? cadence.title() : loaded.name(),
                        "results",
                        CountedAt.of(
                                results,
                                engine.organizationZone(),
                                engine.clock().instant(),
                                texts),
                        results.hasMails(),
                        results.steps().stream()
                                .anyMatch(step -> step.variants().size() > 1),
                        results.steps().stream().map(step -> table(step, texts)).toList()));
    }

    void download(Context context) {
        var loaded = loaded(context);
        context.header("Content-Disposition", "attachment; filename=\"results.csv\"")
                .contentType("text/csv; charset=utf-8")
                .result(ResultsCsv.of(results(loaded)));
    }

    private Loaded loaded(Context context) {
        return engine.cadences().find(context.pathParam("cadence"));
    }

    private CadenceResults results(Loaded loaded) {
        var results = CadenceResults.quickly(
                engine.database(),
                loaded,
                engine.nextSteps(),
                recount,
                engine.clock().instant(),
                engine.organizationZone());
        if (loaded instanceof Loaded.Unknown && !results.hasMails()) {
            throw Failure.notFound();
        }
        return results;
    }

    private static StepTable table(StepResults step, Texts texts) {
        var scores =
                step.variants().stream().map(each -> each.tally().settled()).toList();
        var scale = scale(scores);
        return new StepTable(
                step.key(),
                step.title(),
                Moment.sentence(step.comparison().sentence(), texts),
                step.comparison() instanceof Comparison.Ahead ? "good" : "quiet",
                step.comparison() instanceof Comparison.Ahead ? "finished" : "waiting",
                step.comparison() instanceof Comparison.Ahead ahead ? ending(step, ahead.best()) : "",
                step.variants().stream().map(each -> row(each, scale, texts)).toList());
    }

    private static String ending(StepResults step, String best) {
        return step.variants().stream()
                .map(each -> each.name() + ": " + (each.name().equals(best) ? 1 : 0))
                .collect(Collectors.joining(", ", "variants: { ", " }"));
    }

    private static Row row(VariantResults variant, Interval scale, Texts texts) {
        var tally = variant.tally();
        var score = tally.settled();
        var interval = score.interval();
        return new Row(
                variant.name(),
                variant.weight() > 0,
                number(tally.sent(), texts),
                number(tally.of(Outcome.BOUNCED), texts),
                number(tally.replied(), texts),
                number(tally.of(Outcome.POSITIVE), texts),
                share(tally, Outcome.POSITIVE, texts),
                number(tally.of(Outcome.NEGATIVE), texts),
                number(tally.of(Outcome.OTHER), texts),
                number(tally.of(Outcome.UNSUBSCRIBED), texts),
                share(tally, Outcome.UNSUBSCRIBED, texts),
                number(tally.young(), texts),
                number(score.mails(), texts),
                score.mails() > 0,
                score.mails() == 0 ? "–" : percent(score.mean(), texts),
                score.mails() == 0
                        ? texts.say("results.unknown")
                        : texts.say("results.range", percent(interval.low(), texts), percent(interval.high(), texts)),
                new Bar(
                        place(interval.low(), scale),
                        place(interval.high(), scale) - place(interval.low(), scale),
                        place(score.mean(), scale),
                        place(0, scale)));
    }

    /** From the lowest to the highest that any variant with mails may have, with zero; all of it where none has mails. */
    private static Interval scale(List<Score> scores) {
        var known = scores.stream()
                .filter(score -> score.mails() > 0)
                .map(Score::interval)
                .toList();
        var low = known.stream().mapToDouble(Interval::low).min().orElse(-1);
        var high = known.stream().mapToDouble(Interval::high).max().orElse(1);
        return new Interval(Math.min(0, low), Math.max(0, high));
    }

    private static int place(double score, Interval scale) {
        var share = (score - scale.low()) / (scale.high() - scale.low());
        return (int) Math.round(SCALE * Math.clamp(share, 0, 1));
    }

    private static String share(Tally tally, Outcome outcome, Texts texts) {
        return tally.delivered() == 0 ? "–" : percent((double) tally.of(outcome) / tally.delivered(), texts);
    }

    private static String number(long number, Texts texts) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(number);
    }

    private static String percent(double share, Texts texts) {
        var format = NumberFormat.getPercentInstance(texts.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }
}
