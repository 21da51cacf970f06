package kadens.web.reports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kadens.results.Recount.Standing;
import kadens.run.Engine;
import kadens.web.Moment;
import kadens.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What stands above each report: which reports there are, what is chosen, and how new the numbers are.
 *
 * @param path of the report
 * @param by what the lines are told apart by
 * @param days of the period, in words
 * @param from shown where dates are asked for
 * @param counted null: nothing has been counted yet
 */
record ReportHead(
        String path,
        String by,
        List<Tab> reports,
        List<Choice> periods,
        boolean asksForDates,
        String from,
        String to,
        List<Choice> cadences,
        List<Choice> reps,
        List<Choice> teams,
        String days,
        String csv,
        @Nullable Moment counted,
        boolean counting) {

    /** A report, or another way to tell its lines apart. */
    record Tab(String word, String label, String href, boolean current) {}

    /** An option of a filter; an empty value is all. */
    record Choice(String value, String label, boolean chosen) {}

    private static final List<String> REPORTS = List.of("funnel", "replies", "incoming");

    /** @param report one of {@link #REPORTS} */
    static ReportHead of(Question question, String report, Standing standing, Engine engine, Texts texts) {
        var period = question.period();
        return new ReportHead(
                path(report),
                Question.word(question.by()),
                REPORTS.stream()
                        .map(each -> new Tab(
                                each,
                                texts.say("reports." + each),
                                question.href(path(each), Map.of()),
                                each.equals(report)))
                        .toList(),
                Period.WORDS.stream()
                        .map(word -> new Choice(
                                word, texts.say("reports.period." + word), word.equals(period.word())))
                        .toList(),
                period.word().equals("dates"),
                period.from().toString(),
                period.to().toString(),
                choices(
                        texts.say("reports.all-cadences"),
                        question.cadence(),
                        question.cadences().entrySet().stream()
                                .map(each -> new Choice(each.getKey(), each.getValue(), false))),
                question.reps().size() < 2
                        ? List.of()
                        : choices(
                                texts.say("reports.all-reps"),
                                question.rep() == null ? null : question.rep().toString(),
                                question.reps().stream()
                                        .map(each -> new Choice(String.valueOf(each.id()), each.name(), false))),
                question.teams().isEmpty()
                        ? List.of()
                        : choices(
                                texts.say("reports.all-teams"),
                                question.team() == null ? null : question.team().toString(),
                                question.teams().stream()
                                        .map(each -> new Choice(String.valueOf(each.id()), each.name(), false))),
                period.isEver()
                        ? texts.say("reports.ever")
                        : texts.say("reports.days", date(period.from(), texts), date(period.to(), texts)),
                question.href("/reports/" + report + ".csv", Map.of()),
                standing.until() == null
                        ? null
                        : Moment.ago(
                                standing.until(),
                                engine.organizationZone(),
                                engine.clock().instant(),
                                texts),
                standing.goesOn());
    }

    static String path(String report) {
        return report.equals("funnel") ? "/reports" : "/reports/" + report;
    }

    static String date(LocalDate date, Texts texts) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .format(date);
    }

    private static List<Choice> choices(String all, @Nullable String chosen, Stream<Choice> some) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", all, chosen == null));
        some.map(each -> new Choice(each.value, each.label, each.value.equals(chosen)))
                .forEach(choices::add);
        return choices;
    }
}
