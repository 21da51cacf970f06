package kadens.web.reports;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kadens.results.Funnel;
import kadens.results.Incoming;
import kadens.results.Recount;
import kadens.results.Recount.Standing;
import kadens.results.ReplyTimes;
import kadens.results.ReplyTimes.Times;
import kadens.run.Engine;
import kadens.web.Access;
import kadens.web.Csv;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.reports.Bars.Value;
import org.hibernate.StatelessSession;

/** What came of what was sent: reports as pages, and every table of theirs as a file. */
public final class ReportPages {

    private static final List<String> FUNNEL_COLUMNS = List.of(
            "key",
            "step",
            "variant",
            "name",
            "enrolled",
            "sent",
            "delivered",
            "replied",
            "positive",
            "negative",
            "other",
            "booked",
            "unsubscribed",
            "bounced",
            "reply_rate",
            "positive_rate");

    private final Engine engine;
    private final Pages pages;
    private final Recount recount;
    private final Remembered remembered = new Remembered();

    public ReportPages(Engine engine, Pages pages, Recount recount) {
        this.engine = engine;
        this.pages = pages;
        this.recount = recount;
    }

    public void routes(Routes routes) {
        routes.get("/reports", Access.PEOPLE, this::funnel);
        routes.get("/reports/funnel.csv", Access.PEOPLE, this::funnelFile);
        routes.get("/reports/replies", Access.PEOPLE, this::replies);
        routes.get("/reports/replies.csv", Access.PEOPLE, this::repliesFile);
        routes.get("/reports/incoming", Access.PEOPLE, this::incoming);
        routes.get("/reports/incoming.csv", Access.PEOPLE, this::incomingFile);
    }

    private void funnel(Context context) {
        var texts = Visitor.texts(context);
        show(
                context,
                "reports",
                "funnel",
                Funnel.class,
                (session, question) -> new FunnelView(question, engine, texts).count(session),
                (question, head, funnel) -> new FunnelView(question, engine, texts).page(funnel, head));
    }

    private void funnelFile(Context context) {
        var texts = Visitor.texts(context);
        file(context, "funnel", FUNNEL_COLUMNS, (session, question) -> {
            var view = new FunnelView(question, engine, texts);
            return view.count(session).lines().stream().map(view::cells).toList();
        });
    }

    private void replies(Context context) {
        var texts = Visitor.texts(context);
        var numbers = new Numbers(texts);
        show(
                context,
                "reports-replies",
                "replies",
                ReplyTimes.class,
                this::times,
                (_, head, times) -> new RepliesPage(
                        head,
                        times.all().replies() > 0,
                        numbers.took(times.all().quantile(0.5)),
                        texts.say(
                                "reports.replies.middle",
                                numbers.took(times.all().quantile(0.25)),
                                numbers.took(times.all().quantile(0.75))),
                        distribution(times.all(), numbers, texts),
                        times.byCadence().entrySet().stream()
                                .map(each -> row(each.getKey(), each.getValue(), numbers))
                                .toList(),
                        row(texts.say("reports.in-all"), times.all(), numbers)));
    }

    private void repliesFile(Context context) {
        var columns =
                List.of("cadence", "replies", "lower_quartile_minutes", "median_minutes", "upper_quartile_minutes");
        file(context, "replies", columns, (session, question) -> {
            var rows = new ArrayList<List<String>>();
            times(session, question)
                    .byCadence()
                    .forEach((cadence, times) -> rows.add(List.of(
                            Csv.inert(cadence),
                            String.valueOf(times.replies()),
                            minutes(times, 0.25),
                            minutes(times, 0.5),
                            minutes(times, 0.75))));
            return rows;
        });
    }

    private void incoming(Context context) {
        var texts = Visitor.texts(context);
        show(
                context,
                "reports-incoming",
                "incoming",
                Incoming.class,
                (session, question) -> Incoming.of(session, question.asked(), engine.organizationZone()),
                (_, head, incoming) -> new IncomingView(incoming, texts).page(head));
    }

    private void incomingFile(Context context) {
        file(context, "incoming", List.of("verdict", "kind", "count"), (session, question) -> {
            var incoming = Incoming.of(session, question.asked(), engine.organizationZone());
            var rows = new ArrayList<List<String>>();
            incoming.kinds()
                    .forEach(kind -> rows.add(List.of(
                            Csv.inert(kind.verdict()), Csv.inert(kind.outcome()), String.valueOf(kind.many()))));
            rows.add(List.of("refused-while-sent", "", String.valueOf(incoming.refused())));
            rows.add(List.of("unsubscribe-link", "", String.valueOf(incoming.links())));
            new TreeMap<>(incoming.late())
                    .forEach((why, many) -> rows.add(List.of("late-stop", Csv.inert(why), String.valueOf(many))));
            return rows;
        });
    }

    /** What was found, and how new the sums were then. */
    private record Found(Object value, Standing standing) {}

    /** Puts what was found into words. */
    private interface View<T> {
        Record page(Question question, ReportHead head, T found);
    }

    private <T> void show(
            Context context,
            String page,
            String report,
            Class<T> type,
            BiFunction<StatelessSession, Question, T> find,
            View<T> view) {
        var texts = Visitor.texts(context);
        var now = recount.freshen();
        pages.show(context, page, engine.database().transact(session -> {
            var question = Question.of(session, context, engine);
            Supplier<Found> anew = () -> new Found(find.apply(session, question), now);
            var asked = List.of(report, question.by(), question.asked());
            // While mails are being counted, each look finds more.
            var found = now.goesOn() ? anew.get() : remembered.answer(asked, Found.class, anew);
            var head = ReportHead.of(question, report, found.standing, engine, texts);
            return view.page(question, head, type.cast(found.value));
        }));
    }

    private void file(
            Context context,
            String report,
            List<String> columns,
            BiFunction<StatelessSession, Question, List<List<String>>> answer) {
        recount.freshen();
        engine.database().transactAlone(session -> {
            var question = Question.of(session, context, engine);
            var by = report.equals("funnel") ? "-by-" + Question.word(question.by()) : "";
            var days = question.period().isEver() ? "" : question.period().from() + "-";
            Csv.send(
                    context,
                    "kadens-" + report + by + "-" + days + question.period().to() + ".csv",
                    columns,
                    answer.apply(session, question));
        });
    }

    private ReplyTimes times(StatelessSession session, Question question) {
        return ReplyTimes.of(session, question.asked(), question::title);
    }

    private static RepliesPage.Row row(String label, Times times, Numbers numbers) {
        return new RepliesPage.Row(
                label,
                numbers.count(times.replies()),
                numbers.took(times.quantile(0.25)),
                numbers.took(times.quantile(0.5)),
                numbers.took(times.quantile(0.75)));
    }

    private static Bars distribution(Times times, Numbers numbers, Texts texts) {
        var values = IntStream.rangeClosed(0, ReplyTimes.ENDS.size())
                .mapToObj(place -> {
                    var many = times.within(place);
                    return new Value(
                            texts.say("reports.replies.within." + place),
                            many,
                            numbers.count(many),
                            numbers.rate(many, times.replies()).share());
                })
                .toList();
        return Bars.of(
                texts.say("reports.replies.chart"),
                texts.say(
                        "reports.replies.words",
                        times.replies(),
                        numbers.took(times.quantile(0.5)),
                        numbers.took(times.quantile(0.25)),
                        numbers.took(times.quantile(0.75))),
                values);
    }

    private static String minutes(Times times, double share) {
        return String.valueOf(times.quantile(share).toMinutes());
    }
}
