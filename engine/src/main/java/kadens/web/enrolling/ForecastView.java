package kadens.web.enrolling;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kadens.cadence.Cadence;
import kadens.enrollment.Outlook;
import kadens.enrollment.Outlook.WouldBe;
import kadens.enrollment.Rotation;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.run.Engine;
import kadens.web.Moment;
import kadens.web.Texts;
import org.hibernate.StatelessSession;

/** When the mails would go out of those who would be enrolled, among what goes out anyhow. */
record ForecastView(Engine engine, StatelessSession session, Texts texts) {

    /** More enrollments on the way take too long to play ahead while somebody waits. */
    private static final int ON_THE_WAY_MAX = 20_000;

    private static final int DAYS_MAX = 14;

    ForecastPage page(List<Prospect> chosen, Cadence cadence, List<Mailbox> senders, boolean again) {
        if (isMuchOnTheWay()) {
            return ForecastPage.none(texts.say("enrolling.forecast.too-much"));
        }
        var now = engine.clock().instant();
        var zone = engine.organizationZone();
        var wouldBe = wouldBe(chosen, cadence, senders, again);
        var forecast = engine.outlook().forecast(session, now, wouldBe);
        var ids = senders.stream().map(Mailbox::id).toList();
        var theirs = forecast.departures().stream()
                .filter(departure -> departure.isMail() && Outlook.isOfWouldBe(departure))
                .toList();
        var byDay = new TreeMap<LocalDate, long[]>();
        forecast.departures().stream()
                .filter(departure -> departure.isMail() && ids.contains(departure.mailboxId()))
                .forEach(departure -> {
                    var day = byDay.computeIfAbsent(departure.at().atZone(zone).toLocalDate(), _ -> new long[2]);
                    day[0]++;
                    day[1] += Outlook.isOfWouldBe(departure) ? 1 : 0;
                });
        var days = byDay.entrySet().stream()
                .limit(DAYS_MAX)
                .map(entry -> new ForecastPage.Day(day(entry), entry.getValue()[0], entry.getValue()[1]))
                .toList();
        long held = 0;
        for (int i = 0; i < wouldBe.size(); i++) {
            held += Outlook.never(forecast, i).isPresent() ? 1 : 0;
        }
        return new ForecastPage(
                null,
                theirs.isEmpty() ? null : Moment.at(theirs.getFirst().at(), zone, now, texts),
                theirs.isEmpty() ? null : Moment.at(theirs.getLast().at(), zone, now, texts),
                theirs.size(),
                Math.max(1, days.stream().mapToLong(ForecastPage.Day::all).max().orElse(1)),
                days,
                held);
    }

    private String day(Map.Entry<LocalDate, long[]> entry) {
        return DateTimeFormatter.ofPattern(texts.say("enrolling.form.day"), texts.locale())
                .format(entry.getKey());
    }

    private boolean isMuchOnTheWay() {
        // Rides enrollment_resume, whose first column is the state.
        return session.createNativeQuery(
                                "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment WHERE state IN"
                                        + " ('active', 'waiting', 'paused') LIMIT :limit) AS some",
                                Long.class)
                        .setParameter("limit", ON_THE_WAY_MAX + 1)
                        .getSingleResult()
                > ON_THE_WAY_MAX;
    }

    private List<WouldBe> wouldBe(List<Prospect> chosen, Cadence cadence, List<Mailbox> senders, boolean again) {
        var can = engine.enrolling()
                .objections(session, cadence, senders.getFirst(), again)
                .against(chosen)
                .can();
        var rotation = Rotation.of(session, senders, engine.clock().instant());
        var wouldBe = new ArrayList<WouldBe>();
        for (var prospect : can) {
            var next = rotation.next();
            var mailbox = senders.stream()
                    .filter(each -> each.id() == next)
                    .findFirst()
                    .orElseThrow();
            rotation.took();
            wouldBe.add(new WouldBe(prospect, cadence, mailbox));
        }
        return wouldBe;
    }
}
