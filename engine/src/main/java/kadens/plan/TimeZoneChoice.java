package kadens.plan;

import java.time.ZoneId;
import java.util.Locale;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** The zone that times are judged in, and whose zone it is. */
public record TimeZoneChoice(ZoneId zone, Source source) {

    /** Whose zone it is. */
    public enum Source {
        PROSPECT,
        MAILBOX,
        ORGANIZATION
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
        return Sentence.of("plan.zone." + source.name().toLowerCase(Locale.ROOT), zone.getId());
    }
}
