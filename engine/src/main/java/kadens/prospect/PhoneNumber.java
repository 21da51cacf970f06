package kadens.prospect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a phone number says of where its owner is.
 *
 * @param country ISO 3166-1 alpha-2
 * @param zones those in which such numbers are at home
 */
record PhoneNumber(String country, List<String> zones) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final String NOWHERE = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    /**
     * Reads a number as people write it.
     *
     * @param country whose number it is if it has no country code
     * @return empty for what is no number, or one that belongs to no country
     */
    static Optional<PhoneNumber> read(String words, @Nullable String country) {
        try {
            var number = NUMBERS.parse(words, country);
            var region = NUMBERS.getRegionCodeForNumber(number);
            return !NUMBERS.isValidNumber(number) || region == null || region.equals(NOWHERE)
                    ? Optional.empty()
                    : Optional.of(new PhoneNumber(region, ZONES.getTimeZonesForNumber(number)));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /** The zone of its country, else of its area; empty where either has several. */
    Optional<ZoneId> zone() {
        return CountryZones.only(country).or(() -> CountryZones.common(zones, country));
    }
}
