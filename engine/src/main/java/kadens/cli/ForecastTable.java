package kadens.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kadens.mailbox.Mailbox;
import kadens.plan.Departure;
import kadens.plan.Forecast;
import kadens.plan.Lane;
import org.jspecify.annotations.Nullable;

/** A forecast by day and mailbox: days down, mailboxes across where there is room, and a line about each below. */
final class ForecastTable {

    private static final int COLUMNS_MAX = 4;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

    private final Forecast forecast;
    private final List<Mailbox> mailboxes;
    private final ZonedDateTime now;
    private final int days;
    private final Map<Long, TreeMap<LocalDate, List<Departure>>> byDay;
    private final Map<Long, TreeSet<LocalDate>> fullDays;

    /** @param now in the zone by whose days is counted */
    ForecastTable(Forecast forecast, List<Mailbox> mailboxes, ZonedDateTime now, int days) {
        this.forecast = forecast;
        this.mailboxes = mailboxes;
        this.now = now;
        this.days = days;
        this.byDay = forecast.departures().stream()
                .collect(Collectors.groupingBy(
                        Departure::mailboxId,
                        Collectors.groupingBy(departure -> day(departure.at()), TreeMap::new, Collectors.toList())));
        this.fullDays = mailboxes.stream()
                .collect(Collectors.toMap(
                        Mailbox::id,
                        mailbox -> forecast.fullAt().getOrDefault(mailbox.id(), List.of()).stream()
                                .map(this::day)
                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    void print(Output output) {
        var columns = mailboxes.size() <= COLUMNS_MAX ? mailboxes : List.<Mailbox>of();
        output.chat(
                "What goes out if nobody answers, by the day in " + now.getZone() + "; * where a mailbox is full\n");
        output.chat(row("", columns.stream().map(Mailbox::address).toList(), "all"));
        for (int i = 0; i < days; i++) {
            var day = now.toLocalDate().plusDays(i);
            mailboxes.forEach(mailbox -> sayDay(output, mailbox, day));
            output.chat(row(
                    DAY.format(day),
                    columns.stream().map(mailbox -> cell(mailbox, day)).toList(),
                    number(mailboxes.stream()
                            .mapToLong(mailbox -> mails(mailbox, day))
                            .sum())));
        }
        output.chat("");
        mailboxes.forEach(mailbox -> sayMailbox(output, mailbox));
    }

    /** What the forecast comes to for each mailbox. */
    void printSummary(Output output) {
        mailboxes.forEach(mailbox -> sayMailbox(output, mailbox));
    }

    private void sayDay(Output output, Mailbox mailbox, LocalDate day) {
        if (output.json) {
            var values = new LinkedHashMap<String, Object>();
            values.put("day", day.toString());
            values.put("mailbox", mailbox.address());
            values.put("mails", mails(mailbox, day));
            values.put("openers", count(mailbox, day, Lane.OPENER));
            values.put("followUps", count(mailbox, day, Lane.FOLLOW_UP));
            values.put("byHand", count(mailbox, day, Lane.BY_HAND));
            values.put("full", fullDays(mailbox).contains(day));
            output.say(values, () -> "");
        }
    }

    private void sayMailbox(Output output, Mailbox mailbox) {
        var full = fullDays(mailbox);
        var departures = byDay.getOrDefault(mailbox.id(), new TreeMap<>());
        var mails = departures.values().stream()
                .flatMap(List::stream)
                .filter(Departure::isMail)
                .count();
        var last = last(departures);
        var values = new LinkedHashMap<String, Object>();
        values.put("mailbox", mailbox.address());
        values.put("mails", mails);
        values.put("fullDays", full.size());
        values.put("firstFullDay", full.isEmpty() ? null : full.first().toString());
        values.put("lastStepAt", Told.orNull(last));
        output.say(values, () -> mailbox.address() + ": " + words(mails, full, last));
    }

    private String words(long mails, TreeSet<LocalDate> full, @Nullable Instant last) {
        if (last == null) {
            return "nothing is to go out";
        }
        return "%d %s; %s; the last step goes out %s"
                .formatted(
                        mails,
                        mails == 1 ? "mail" : "mails",
                        full.isEmpty()
                                ? "never full"
                                : "full on %d %s, first on %s"
                                        .formatted(
                                                full.size(),
                                                full.size() == 1 ? "day" : "days",
                                                DAY_AND_YEAR.format(full.first())),
                        last.plus(A_DAY).isAfter(forecast.until())
                                ? "later than " + DAY_AND_YEAR.format(day(forecast.until()))
                                : DAY_AND_YEAR.format(day(last)));
    }

    private static @Nullable Instant last(TreeMap<LocalDate, List<Departure>> departures) {
        return departures.isEmpty()
                ? null
                : departures.lastEntry().getValue().getLast().at();
    }

    private TreeSet<LocalDate> fullDays(Mailbox mailbox) {
        return fullDays.getOrDefault(mailbox.id(), new TreeSet<>());
    }

    private String cell(Mailbox mailbox, LocalDate day) {
        return number(mails(mailbox, day)) + (fullDays(mailbox).contains(day) ? "*" : " ");
    }

    private long mails(Mailbox mailbox, LocalDate day) {
        return on(mailbox, day).stream().filter(Departure::isMail).count();
    }

    private long count(Mailbox mailbox, LocalDate day, Lane lane) {
        return on(mailbox, day).stream()
                .filter(departure -> departure.lane() == lane)
                .count();
    }

    private List<Departure> on(Mailbox mailbox, LocalDate day) {
        return byDay.getOrDefault(mailbox.id(), new TreeMap<>()).getOrDefault(day, List.of());
    }

    private LocalDate day(Instant at) {
        return at.atZone(now.getZone()).toLocalDate();
    }

    private static String number(long count) {
        return count == 0 ? "·" : String.valueOf(count);
    }

    private String row(String first, List<String> cells, String last) {
        var row = new StringBuilder("%-12s".formatted(first));
        for (int i = 0; i < cells.size(); i++) {
            var width = Math.max(mailboxes.get(i).address().length(), 6) + 3;
            row.append(" ".repeat(Math.max(1, width - cells.get(i).length()))).append(cells.get(i));
        }
        return row.append("%8s".formatted(last)).toString();
    }
}
