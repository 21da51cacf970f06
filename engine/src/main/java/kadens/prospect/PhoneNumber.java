package kadens.prospect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a phone number says of where its owner is.
 *
 * @param country ISO 3166-1 alpha-2
 * @param zone that of the country, else of the area; empty where either has several
 */
record PhoneNumber(String country, Optional<ZoneId> zone) {

    private record Words(String number, @Nullable String country) {}

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final String NOWHERE = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    /** Reading a number takes longer than planning a step, and the same ones are asked for again and again. */
    private static final Map<Words, Optional<PhoneNumber>> KEPT = new ConcurrentHashMap<>();

    private static final int KEPT_MAX = 20_000;

    /**
     * Reads a number as people write it.
     *
     * @param country whose number it is if it has no country code
     * @return empty for what is no number, or one that belongs to no country
     */
    static Optional<PhoneNumber> read(String words, @Nullable String country) {
        if (KEPT.size() >= KEPT_MAX) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(new Words(words, country), PhoneNumber::read);
    }

    private static Optional<PhoneNumber> read(Words words) {
        try {
            var number = NUMBERS.parse(words.number(), words.country());
            var region = NUMBERS.getRegionCodeForNumber(number);
            if (!NUMBERS.isValidNumber(number) || region == null || region.equals(NOWHERE)) {
                return Optional.empty();
            }
            var zones = ZONES.getTimeZonesForNumber(number);
            return Optional.of(
                    new PhoneNumber(region, CountryZones.only(region).or(() -> CountryZones.common(zones, region))));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
