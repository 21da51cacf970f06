package kadens.plan;

import java.time.ZoneId;
import java.util.Locale;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The zone that times are judged in, and whose zone it is.
 *
 * @param country ISO 3166-1 alpha-2 where the zone is known by the country; else null
 */
public record TimeZoneChoice(
        ZoneId zone, Source source, @Nullable String country) {

    /** Whose zone it is. */
    public enum Source {
        PROSPECT,
        COUNTRY,
        PHONE,
        MAILBOX,
        ORGANIZATION
    }

    public TimeZoneChoice {
        if ((source == Source.COUNTRY) != (country != null)) {
            throw new IllegalArgumentException("A country is named where, and only where, the zone is known by it");
        }
    }

    public TimeZoneChoice(ZoneId zone, Source source) {
        this(zone, source, null);
    }

    /** The one zone of the prospect's country. */
    public static TimeZoneChoice ofCountry(ZoneId zone, String country) {
        return new TimeZoneChoice(zone, Source.COUNTRY, country);
    }

    /** The prospect's zone where it is known, else the mailbox's, else the organization's. */
    public static TimeZoneChoice of(@Nullable ZoneId prospect, @Nullable ZoneId mailbox, ZoneId organization) {
        if (prospect != null) {
            return new TimeZoneChoice(prospect, Source.PROSPECT);
        }
        return mailbox != null
                ? new TimeZoneChoice(mailbox, Source.MAILBOX)
                : new TimeZoneChoice(organization, Source.ORGANIZATION);
    }

    /** Says which zone it is and whose. */
    public Sentence sentence() {
        var key = "plan.zone." + source.name().toLowerCase(Locale.ROOT);
        return country == null
                ? Sentence.of(key, zone.getId())
                : Sentence.of(key, zone.getId(), Locale.of("", country));
    }
}
