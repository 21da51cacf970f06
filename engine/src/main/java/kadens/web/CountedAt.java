package kadens.web;

import java.time.Instant;
import java.time.ZoneId;
import kadens.results.CadenceResults;
import org.jspecify.annotations.Nullable;

/**
 * How new numbers are that were read from sums.
 *
 * @param at null: nothing has been counted yet
 * @param goesOn whether older mails are being counted still
 */
public record CountedAt(@Nullable Moment at, boolean goesOn) {

    /** Null where they were counted just now. */
    public static @Nullable CountedAt of(CadenceResults results, ZoneId zone, Instant now, Texts texts) {
        var sums = results.sums();
        if (sums == null) {
            return null;
        }
        var until = sums.until();
        return new CountedAt(until == null ? null : Moment.ago(until, zone, now, texts), sums.goesOn());
    }
}
