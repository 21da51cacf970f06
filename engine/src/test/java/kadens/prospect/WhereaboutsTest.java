package kadens.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import kadens.plan.Misread;
import kadens.plan.TimeZoneChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereaboutsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NO, Europe/Oslo",
                "DE, Europe/Berlin",
                "IN, Asia/Kolkata",
                "UZ, Asia/Tashkent",
                "AR, America/Argentina/Buenos_Aires",
                "GB, Europe/London",
                "ES, -",
                "US, -",
                "AU, -",
                "PT, -",
                "BR, -",
                "NZ, -",
                "XX, -",
                "'', -",
            })
    void a_country_tells_the_zone_where_all_its_clocks_show_the_same(String country, @Nullable String zone) {
        assertThat(zone(Whereabouts.of(prospect(null, country, null)))).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, +1 212 555 1234, US, America/New_York",
                "US, (212) 555-1234, US, America/New_York",
                "US, +1 310 555 1234, US, America/Los_Angeles",
                "-, +34 928 12 34 56, ES, Atlantic/Canary",
                "-, +47 912 34 567, NO, Europe/Oslo",
                "-, +39 06 1234 5678, IT, Europe/Rome",
                // A mobile number may be anywhere in the country, a toll-free one anywhere at all.
                "ES, +34 612 34 56 78, ES, -",
                "-, +61 412 345 678, AU, -",
                "-, +1 800 555 1234, US, -",
                // A number of another country says nothing of this one.
                "US, +47 22 33 44 55, US, -",
                "-, 212 555 1234, -, -",
                "-, call me, -, -",
                "-, +47 1, -, -",
                "-, +800 1234 5678, -, -",
            })
    void a_phone_number_tells_where_it_is_at_home(
            @Nullable String given, String phone, @Nullable String country, @Nullable String zone) {
        var whereabouts = Whereabouts.of(prospect(null, given, phone));

        assertThat(whereabouts.country()).isEqualTo(country);
        assertThat(zone(whereabouts)).isEqualTo(zone);
    }

    @Test
    void it_says_what_the_zone_is_known_by() {
        assertThat(Whereabouts.of(prospect("Asia/Tokyo", "NO", "+1 212 555 1234"))
                        .zone())
                .extracting(TimeZoneChoice::sentence)
                .hasToString("times are judged in Asia/Tokyo, the prospect's time zone");
        assertThat(Whereabouts.of(prospect(null, "NO", "+1 212 555 1234")).zone())
                .extracting(TimeZoneChoice::sentence)
                .hasToString("times are judged in Europe/Oslo, the time zone of Norway");
        assertThat(Whereabouts.of(prospect(null, null, "+1 212 555 1234")).zone())
                .extracting(TimeZoneChoice::sentence)
                .hasToString("times are judged in America/New_York, the time zone of the phone number");
    }

    @Test
    void the_country_of_the_phone_number_is_known_beside_a_given_zone() {
        assertThat(Whereabouts.of(prospect("Europe/Paris", null, "+47 22 33 44 55"))
                        .country())
                .isEqualTo("NO");
    }

    @Test
    void nothing_is_known_of_who_gave_nothing() {
        assertThat(Whereabouts.of(prospect(null, null, null))).isEqualTo(new Whereabouts(null, null));
    }

    @Test
    void a_zone_that_does_not_exist_is_refused_by_name() {
        assertThatThrownBy(() -> Whereabouts.of(prospect("Europe/Olso", "NO", null)))
                .isInstanceOf(Misread.class)
                .hasMessage("'Europe/Olso' is not a time zone. Write a region such as Europe/Oslo.");
    }

    private static @Nullable String zone(Whereabouts whereabouts) {
        var choice = whereabouts.zone();
        return choice == null ? null : choice.zone().getId();
    }

    private static Prospect prospect(@Nullable String zone, @Nullable String country, @Nullable String phone) {
        var prospect = new Prospect("kari@example.com", Instant.EPOCH);
        prospect.timeZone = zone;
        prospect.country = country;
        prospect.phone = phone;
        return prospect;
    }
}
