package kadens.prospect;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The time zones of the world by their region, in any letter case. */
final class TimeZones {

    private static final Map<String, String> REGIONS = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableMap(zone -> zone.toLowerCase(Locale.ROOT), Function.identity()));

    private TimeZones() {}

    static Checked check(String value) {
        var region = REGIONS.get(value.toLowerCase(Locale.ROOT).replace(' ', '_'));
        return region == null ? Checked.bad("time-zone") : Checked.good(region);
    }
}
