package kadens.prospect;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The time zone of a country, where its clocks all show the same. */
final class CountryZones {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** What clocks showed before Kadens was written, and what they may show long after, makes no difference. */
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("2051-01-01T00:00:00Z");

    private static final Map<String, Optional<ZoneId>> KEPT = new ConcurrentHashMap<>();

    private CountryZones() {}

    /** Empty where the country has several, and for what is no country. */
    static Optional<ZoneId> only(String country) {
        return COUNTRIES.contains(country)
                ? KEPT.computeIfAbsent(country, code -> common(zones(code), code))
                : Optional.empty();
    }

    /**
     * The zone that stands for all of these.
     *
     * @return empty where they differ, or where one of them is unknown
     */
    static Optional<ZoneId> common(Collection<String> zones, String country) {
        if (zones.isEmpty() || !ZoneId.getAvailableZoneIds().containsAll(zones)) {
            return Optional.empty();
        }
        var first = zones.iterator().next();
        var rules = ZoneId.of(first).getRules();
        return zones.stream().allMatch(zone -> isSame(rules, ZoneId.of(zone).getRules()))
                ? Optional.of(ZoneId.of(bestKnown(first, country, zones)))
                : Optional.empty();
    }

    private static List<String> zones(String country) {
        return TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
                .map(TimeZone::getIanaID)
                .toList();
    }

    /** The zone that Unicode takes for the country in such a case: Europe/Berlin rather than Europe/Busingen. */
    private static String bestKnown(String zone, String country, Collection<String> zones) {
        var group = TimeZone.getWindowsID(zone);
        var known = group == null ? null : TimeZone.getIDForWindowsID(group, country);
        var best = known == null ? zone : TimeZone.getIanaID(known);
        return zones.contains(best) ? best : zone;
    }

    private static boolean isSame(ZoneRules one, ZoneRules other) {
        return one.equals(other)
                || (one.getOffset(FROM).equals(other.getOffset(FROM))
                        && changes(one).equals(changes(other)));
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        for (var change = rules.nextTransition(FROM);
                change != null && change.getInstant().isBefore(UNTIL);
                change = rules.nextTransition(change.getInstant())) {
            changes.add(change);
        }
        return changes;
    }
}
