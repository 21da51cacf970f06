package kadens.web.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.StepNames;
import kadens.results.Funnel;
import kadens.results.Funnel.By;
import kadens.results.Funnel.Key;
import kadens.results.Funnel.Line;
import kadens.results.Tally.Outcome;
import kadens.run.Engine;
import kadens.web.Csv;
import kadens.web.Texts;
import kadens.web.reports.Bars.Value;
import kadens.web.reports.FunnelPage.Pager;
import kadens.web.reports.FunnelPage.Row;
import kadens.web.reports.ReportHead.Tab;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Puts a funnel into words, in the order in which people look for its lines. */
final class FunnelView {

    static final int ROWS = 50;

    private static final String PATH = "/reports";

    private final Question question;
    private final Engine engine;
    private final Texts texts;
    private final Numbers numbers;

    FunnelView(Question question, Engine engine, Texts texts) {
        this.question = question;
        this.engine = engine;
        this.texts = texts;
        this.numbers = new Numbers(texts);
    }

    /** The lines in the order of the page. */
    Funnel count(StatelessSession session) {
        var names = new HashMap<String, StepNames>();
        var funnel = Funnel.of(session, question.asked(), question.by(), key -> current(session, key, names));
        return new Funnel(funnel.lines().stream().sorted(order()).toList(), funnel.all());
    }

    FunnelPage page(Funnel funnel, ReportHead head) {
        var lines = funnel.lines();
        var from = Math.min((question.page() - 1) * ROWS, lines.size());
        var shown = lines.subList(from, Math.min(from + ROWS, lines.size()));
        return new FunnelPage(
                head,
                funnel.all().tally().sent() > 0 || funnel.all().enrolled() > 0,
                bars(funnel.all()),
                tabs(),
                texts.say("reports.by." + Question.word(question.by())),
                !tellsSteps(),
                question.by() == By.WEEK && !lines.isEmpty() ? weeks(lines.reversed()) : List.of(),
                shown.stream().map(line -> row(line, label(line.key()))).toList(),
                row(funnel.all(), texts.say("reports.in-all")),
                lines.size() <= ROWS ? null : pager(from, shown.size(), lines.size()));
    }

    /** What a line is called, in a file as on the page. */
    String label(Key key) {
        return switch (question.by()) {
            case CADENCE -> question.title(key.first());
            case STEP -> step(key);
            case VARIANT -> step(key) + " " + key.variant();
            case MAILBOX -> rep(key);
            case WEEK -> ReportHead.date(LocalDate.parse(key.first()), texts);
        };
    }

    private String under(Key key) {
        return tellsSteps() && question.cadence() == null ? question.title(key.first()) : "";
    }

    private boolean tellsSteps() {
        return question.by() == By.STEP || question.by() == By.VARIANT;
    }

    private String step(Key key) {
        return steps(key.first()).stream()
                .filter(step -> step.key().equals(key.step()))
                .findFirst()
                .map(Step::title)
                .orElse(key.step());
    }

    private List<Step> steps(String cadence) {
        return engine.cadences().find(cadence) instanceof Cadence loaded ? loaded.steps() : List.of();
    }

    private String rep(Key key) {
        return question.reps().stream()
                .filter(rep -> String.valueOf(rep.id()).equals(key.first()))
                .findFirst()
                .map(rep -> rep.name())
                .orElse(key.first());
    }

    /** A mailbox's key is its owner's id, and a step's what it is called since it was renamed. */
    private Key current(StatelessSession session, Key key, Map<String, StepNames> names) {
        if (question.by() == By.MAILBOX) {
            var owner = question.owners().get(Long.valueOf(key.first()));
            return owner == null ? key : new Key(String.valueOf(owner.id()), "", "");
        }
        if (tellsSteps() && engine.cadences().find(key.first()) instanceof Cadence cadence) {
            var step = names.computeIfAbsent(key.first(), _ -> engine.nextSteps().names(session, cadence))
                    .step(cadence, key.step());
            return new Key(key.first(), step.map(Step::key).orElse(key.step()), key.variant());
        }
        return key;
    }

    private Comparator<Line> order() {
        return switch (question.by()) {
            case CADENCE, MAILBOX -> Comparator.comparing(line -> label(line.key()));
            case WEEK -> Comparator.comparing(Line::key).reversed();
            case STEP, VARIANT ->
                Comparator.comparing((Line line) -> question.title(line.key().first()))
                        .thenComparing(line -> place(line.key()))
                        .thenComparing(Line::key);
        };
    }

    private int place(Key key) {
        var keys = steps(key.first()).stream().map(Step::key).toList();
        return keys.contains(key.step()) ? keys.indexOf(key.step()) : keys.size();
    }

    private Row row(Line line, String label) {
        var tally = line.tally();
        var delivered = tally.delivered();
        return new Row(
                label,
                line.key().first().isEmpty() ? "" : under(line.key()),
                further(line.key()),
                numbers.count(line.enrolled()),
                numbers.count(tally.sent()),
                numbers.count(delivered),
                numbers.rate(tally.replied(), delivered),
                numbers.rate(tally.of(Outcome.POSITIVE), delivered),
                numbers.rate(line.booked(), delivered),
                numbers.rate(tally.of(Outcome.UNSUBSCRIBED), delivered),
                numbers.rate(tally.of(Outcome.BOUNCED), tally.sent()));
    }

    private @Nullable String further(Key key) {
        if (key.first().isEmpty()) {
            return null;
        }
        return switch (question.by()) {
            case CADENCE -> question.href(PATH, Map.of("by", "step", "cadence", key.first()));
            case STEP -> question.href(PATH, Map.of("by", "variant", "cadence", key.first()));
            case MAILBOX -> question.href(PATH, Map.of("by", "cadence", "rep", key.first()));
            case WEEK -> {
                var monday = LocalDate.parse(key.first());
                yield question.href(
                        PATH,
                        Map.of(
                                "by", "cadence", "period", "dates", "from", monday.toString(), "to",
                                monday.plusDays(6).toString()));
            }
            case VARIANT -> null;
        };
    }

    private List<Tab> tabs() {
        var tabs = new ArrayList<Tab>();
        for (var by : By.values()) {
            var word = Question.word(by);
            if (by != By.MAILBOX || question.reps().size() > 1) {
                tabs.add(new Tab(
                        word,
                        texts.say("reports.by." + word),
                        question.href(PATH, Map.of("by", word)),
                        by == question.by()));
            }
        }
        return tabs;
    }

    private Bars bars(Line all) {
        var tally = all.tally();
        var delivered = tally.delivered();
        var positive = tally.of(Outcome.POSITIVE);
        return Bars.of(
                texts.say("reports.funnel.chart"),
                texts.say(
                        "reports.funnel.words",
                        all.enrolled(),
                        tally.sent(),
                        delivered,
                        tally.replied(),
                        positive,
                        all.booked()),
                List.of(
                        value("enrolled", all.enrolled(), ""),
                        value("sent", tally.sent(), ""),
                        value("delivered", delivered, share(delivered, tally.sent())),
                        value("replied", tally.replied(), share(tally.replied(), delivered)),
                        value("positive", positive, share(positive, delivered)),
                        value("booked", all.booked(), share(all.booked(), delivered))));
    }

    private Value value(String word, long many, String note) {
        return new Value(texts.say("reports." + word), many, numbers.count(many), note);
    }

    private String share(long of, long all) {
        return all == 0 ? "" : numbers.rate(of, all).share();
    }

    private List<Weeks> weeks(List<Line> given) {
        var lines = Weeks.withoutGaps(given);
        var first = label(lines.getFirst().key());
        var last = label(lines.getLast().key());
        var most = lines.stream().mapToLong(line -> line.tally().sent()).max().orElse(0);
        var best = lines.stream().mapToDouble(FunnelView::replyRate).max().orElse(0);
        var newest = lines.getLast();
        return List.of(
                new Weeks(
                        texts.say("reports.weeks.sent"),
                        texts.say("reports.weeks.sent-words", lines.size(), most, newest.tally().sent()),
                        numbers.count(most),
                        first,
                        last,
                        Weeks.columns(lines, line -> line.tally().sent(), most),
                        ""),
                new Weeks(
                        texts.say("reports.weeks.replied"),
                        texts.say(
                                "reports.weeks.replied-words",
                                lines.size(),
                                numbers.percent(best),
                                numbers.percent(replyRate(newest))),
                        numbers.percent(best),
                        first,
                        last,
                        List.of(),
                        Weeks.points(lines, FunnelView::replyRate, best)));
    }

    private static double replyRate(Line line) {
        var delivered = line.tally().delivered();
        return delivered == 0 ? 0 : (double) line.tally().replied() / delivered;
    }

    private Pager pager(int from, int shown, int total) {
        var page = question.page();
        return new Pager(
                numbers.count(Math.min(from + 1, total)),
                numbers.count(from + shown),
                numbers.count(total),
                page == 1 ? null : question.href(PATH, Map.of("page", String.valueOf(page - 1))),
                from + shown < total ? question.href(PATH, Map.of("page", String.valueOf(page + 1))) : null);
    }

    /** A line for a file: the words of others are made harmless there. */
    List<String> cells(Line line) {
        var tally = line.tally();
        var delivered = tally.delivered();
        return List.of(
                Csv.inert(line.key().first()),
                Csv.inert(line.key().step()),
                line.key().variant(),
                Csv.inert(label(line.key())),
                tellsSteps() ? "" : String.valueOf(line.enrolled()),
                String.valueOf(tally.sent()),
                String.valueOf(delivered),
                String.valueOf(tally.replied()),
                String.valueOf(tally.of(Outcome.POSITIVE)),
                String.valueOf(tally.of(Outcome.NEGATIVE)),
                String.valueOf(tally.of(Outcome.OTHER)),
                String.valueOf(line.booked()),
                String.valueOf(tally.of(Outcome.UNSUBSCRIBED)),
                String.valueOf(tally.of(Outcome.BOUNCED)),
                Numbers.plain(tally.replied(), delivered),
                Numbers.plain(tally.of(Outcome.POSITIVE), delivered));
    }
}
