package kadens.prospect;

import java.util.Optional;
import kadens.plan.TimeZoneChoice;
import kadens.plan.TimeZoneChoice.Source;
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
        var given = prospect.country();
        var zone = given(prospect)
                .or(() -> Optional.ofNullable(given).flatMap(Whereabouts::ofCountry))
                .orElse(null);
        if (zone != null && given != null) {
            return new Whereabouts(zone, given);
        }
        var phone = Optional.ofNullable(prospect.phone())
                .flatMap(number -> PhoneNumber.read(number, given))
                .filter(number -> given == null || given.equals(number.country()));
        return new Whereabouts(
                zone != null ? zone : phone.flatMap(Whereabouts::ofPhone).orElse(null),
                given != null ? given : phone.map(PhoneNumber::country).orElse(null));
    }

    private static Optional<TimeZoneChoice> given(Prospect prospect) {
        return Optional.ofNullable(prospect.judgedZone()).map(zone -> new TimeZoneChoice(zone, Source.PROSPECT));
    }

    private static Optional<TimeZoneChoice> ofCountry(String country) {
        return CountryZones.only(country).map(zone -> TimeZoneChoice.ofCountry(zone, country));
    }

    private static Optional<TimeZoneChoice> ofPhone(PhoneNumber phone) {
        return phone.zone().map(zone -> new TimeZoneChoice(zone, Source.PHONE));
    }
}
