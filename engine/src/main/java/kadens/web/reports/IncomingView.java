package kadens.web.reports;

import java.util.ArrayList;
import java.util.List;
import kadens.results.Incoming;
import kadens.results.Incoming.Kind;
import kadens.web.Texts;
import kadens.web.reports.Bars.Value;
import kadens.web.reports.IncomingPage.Row;

/** Puts what came in into words. */
final class IncomingView {

    private final Incoming incoming;
    private final Texts texts;
    private final Numbers numbers;

    IncomingView(Incoming incoming, Texts texts) {
        this.incoming = incoming;
        this.texts = texts;
        this.numbers = new Numbers(texts);
    }

    IncomingPage page(ReportHead head) {
        var rows = new ArrayList<Row>();
        incoming.kinds().forEach(kind -> rows.add(row(kind)));
        if (incoming.refused() > 0) {
            rows.add(row("refused", incoming.refused()));
        }
        if (incoming.links() > 0) {
            rows.add(row("link", incoming.links()));
        }
        return new IncomingPage(
                head,
                !rows.isEmpty(),
                bars(),
                rows,
                incoming.lateInAll(),
                incoming.late().entrySet().stream()
                        .map(each -> texts.say("reports.late." + each.getKey(), each.getValue()))
                        .toList());
    }

    private Row row(Kind kind) {
        return new Row(
                texts.sayCode("reports.verdict.", kind.verdict()),
                kind.outcome().isEmpty() ? "" : texts.sayCode("reports.kind.", kind.outcome()),
                numbers.count(kind.many()),
                texts.say("reports.counts." + counts(kind)));
    }

    private Row row(String word, long many) {
        return new Row(
                texts.say("reports.verdict." + word),
                "",
                numbers.count(many),
                texts.say("reports.counts." + (word.equals("link") ? "unsubscribe" : "bounce")));
    }

    private static String counts(Kind kind) {
        return switch (kind.verdict()) {
            case "bounce" -> List.of("bad-address", "refused").contains(kind.outcome()) ? "bounce" : "nothing";
            case "auto-reply" -> "nothing";
            case "complaint" -> "unsubscribe";
            default -> kind.verdict();
        };
    }

    private Bars bars() {
        var replies = incoming.of("reply");
        var machines = incoming.of("auto-reply");
        var bounces = incoming.of("bounce") + incoming.refused();
        var unsubscribes = incoming.of("unsubscribe") + incoming.links();
        var complaints = incoming.of("complaint");
        return Bars.of(
                texts.say("reports.incoming.chart"),
                texts.say("reports.incoming.words", replies, machines, bounces, unsubscribes, complaints),
                List.of(
                        value("reply", replies),
                        value("auto-reply", machines),
                        value("bounce", bounces),
                        value("unsubscribe", unsubscribes),
                        value("complaint", complaints)));
    }

    private Value value(String verdict, long many) {
        return new Value(texts.say("reports.verdict." + verdict), many, numbers.count(many), "");
    }
}
