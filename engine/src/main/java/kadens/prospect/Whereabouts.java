package kadens.prospect;

import java.util.Optional;
import kadens.plan.TimeZoneChoice;
import org.jspecify.annotations.Nullable;

/**
 * Where a prospect is, as far as that is known without doubt.
 *
 * @param zone as given, else derived; null where it is not certain
 * @param country ISO 3166-1 alpha-2, as given, else derived from the phone number; null where it is not certain
 */
public record Whereabouts(
        @Nullable TimeZoneChoice zone, @Nullable String country) {

    /**
     * What the prospect's time zone, country and phone number say.
     *
     * @throws kadens.plan.Misread if the stored time zone is none
     */
    public static Whereabouts of(Prospect prospect) {
        return new Whereabouts(
                Optional.ofNullable(prospect.judgedZone())
                        .map(zone -> new TimeZoneChoice(zone, TimeZoneChoice.Source.PROSPECT))
                        .orElse(null),
                prospect.country());
    }
}
