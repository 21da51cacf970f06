package kadens.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.cadence.Loaded;
import kadens.language.Refusal;
import kadens.results.CadenceResults;
import kadens.results.CadenceResults.StepResults;
import kadens.results.CadenceResults.VariantResults;
import kadens.results.Comparison;
import kadens.results.Tally.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "results",
        description = "What came of a cadence's mails, by step and variant, and which variant does better.",
        footer =
                "The score is positive answers less wishes for no more mail, of the delivered mails a week old or older.")
final class ResultsCommand implements Callable<Integer> {

    private static final String COLUMNS = "  %-7s %7s %7s %8s %8s %8s %6s %9s %7s  %s";

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "CADENCE", description = "The cadence's name.")
    String name = "";

    ResultsCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var loaded = engine.cadences().find(name);
            var results = engine.database()
                    .transact(session -> CadenceResults.of(
                            session, loaded, engine.nextSteps(), engine.clock().instant()));
            if (loaded instanceof Loaded.Unknown unknown && !results.hasMails()) {
                throw new Refusal("There is no cadence '" + name + "'"
                        + unknown.nearest()
                                .map(near -> ". Did you mean '" + near + "'?")
                                .orElse("."));
            }
            results.steps().forEach(this::tell);
        }
        return Commands.OK;
    }

    private void tell(StepResults step) {
        output.chat("'" + step.key() + "': " + step.comparison().sentence() + ".");
        output.chat(COLUMNS.formatted(
                "variant",
                "sent",
                "bounced",
                "answered",
                "positive",
                "negative",
                "other",
                "no more",
                "too new",
                "score, and where it may lie"));
        step.variants().forEach(variant -> output.say(values(step, variant), () -> line(variant)));
    }

    private static String line(VariantResults variant) {
        var tally = variant.tally();
        return COLUMNS.formatted(
                variant.name(),
                tally.sent(),
                tally.of(Outcome.BOUNCED),
                tally.replied(),
                tally.of(Outcome.POSITIVE),
                tally.of(Outcome.NEGATIVE),
                tally.of(Outcome.OTHER),
                tally.of(Outcome.UNSUBSCRIBED),
                tally.young(),
                score(variant));
    }

    private static String score(VariantResults variant) {
        var score = variant.tally().settled();
        var interval = score.interval();
        return score.mails() == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.1f%% (%.1f%% to %.1f%%) of %d",
                        score.mean() * 100,
                        interval.low() * 100,
                        interval.high() * 100,
                        score.mails());
    }

    private Map<String, Object> values(StepResults step, VariantResults variant) {
        var tally = variant.tally();
        var score = tally.settled();
        var values = new LinkedHashMap<String, Object>();
        values.put("cadence", name);
        values.put("step", step.key());
        values.put("title", step.title());
        values.put("variant", variant.name());
        values.put("weight", variant.weight());
        values.put("sent", tally.sent());
        values.put("delivered", tally.delivered());
        values.put("replied", tally.replied());
        for (var outcome : Outcome.values()) {
            values.put(outcome.name().toLowerCase(Locale.ROOT), tally.of(outcome));
        }
        values.put("young", tally.young());
        values.put("judged", score.mails());
        values.put("score", score.mails() == 0 ? null : score.mean());
        values.put("scoreLow", score.interval().low());
        values.put("scoreHigh", score.interval().high());
        values.put("judgement", step.comparison().sentence().toString());
        values.put("winner", step.comparison() instanceof Comparison.Ahead ahead ? ahead.best() : null);
        return values;
    }
}
