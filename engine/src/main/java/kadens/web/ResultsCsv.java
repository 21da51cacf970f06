package kadens.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import kadens.results.CadenceResults;
import kadens.results.CadenceResults.StepResults;
import kadens.results.CadenceResults.VariantResults;
import kadens.results.Tally.Outcome;

/** The results of a cadence for spreadsheets: a row a variant, numbers as programs read them. */
final class ResultsCsv {

    private ResultsCsv() {}

    static String of(CadenceResults results) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "cadence",
                    "step",
                    "title",
                    "variant",
                    "weight",
                    "sent",
                    "bounced",
                    "replied",
                    "positive",
                    "negative",
                    "other",
                    "unsubscribed",
                    "young",
                    "judged",
                    "score",
                    "score_low",
                    "score_high");
            results.steps().forEach(step -> step.variants().forEach(each -> write(csv, results.name(), step, each)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(CsvWriter csv, String cadence, StepResults step, VariantResults variant) {
        var tally = variant.tally();
        var score = tally.settled();
        csv.writeRecord(
                Csv.inert(cadence),
                Csv.inert(step.key()),
                Csv.inert(step.title()),
                variant.name(),
                String.valueOf(variant.weight()),
                String.valueOf(tally.sent()),
                String.valueOf(tally.of(Outcome.BOUNCED)),
                String.valueOf(tally.replied()),
                String.valueOf(tally.of(Outcome.POSITIVE)),
                String.valueOf(tally.of(Outcome.NEGATIVE)),
                String.valueOf(tally.of(Outcome.OTHER)),
                String.valueOf(tally.of(Outcome.UNSUBSCRIBED)),
                String.valueOf(tally.young()),
                String.valueOf(score.mails()),
                decimal(score.mean()),
                decimal(score.interval().low()),
                decimal(score.interval().high()));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.5f", number);
    }
}
