package kadens.web.reports;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import kadens.results.Share;
import kadens.web.Texts;

/** How numbers are written for people and for programs. */
final class Numbers {

    /** From here on a share says enough by itself. */
    private static final long MANY = 1_000;

    private final Texts texts;

    Numbers(Texts texts) {
        this.texts = texts;
    }

    /** A count with its share of another, and where that may lie as long as there are few. */
    record Rate(String count, String share, String range) {}

    String count(long number) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(number);
    }

    Rate rate(long of, long all) {
        var share = new Share(Math.min(of, all), all);
        var interval = share.interval();
        return new Rate(
                count(of),
                all == 0 ? "–" : percent(share.mean()),
                all == 0 || all >= MANY
                        ? ""
                        : texts.say("reports.range", percent(interval.low()), percent(interval.high())));
    }

    String percent(double share) {
        var format = NumberFormat.getPercentInstance(texts.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    String took(Duration duration) {
        if (duration.toHours() < 1) {
            return texts.say("reports.took.minutes", duration.toMinutes());
        }
        return duration.toHours() < 48
                ? texts.say("reports.took.hours", duration.toHours())
                : texts.say("reports.took.days", duration.toDays());
    }

    /** As programs read it, from 0 to 1; empty of none. */
    static String plain(long of, long all) {
        return all == 0 ? "" : String.format(Locale.ROOT, "%.5f", (double) of / all);
    }
}
