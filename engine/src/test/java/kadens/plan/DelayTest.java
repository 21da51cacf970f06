package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {

    @ParameterizedTest
    @CsvSource({
        "30 seconds, 2027-05-13T10:00:30+02:00[Europe/Oslo]",
        "1 minute, 2027-05-13T10:01:00+02:00[Europe/Oslo]",
        "4 hours, 2027-05-13T14:00:00+02:00[Europe/Oslo]",
        "0 days, 2027-05-13T10:00:00+02:00[Europe/Oslo]",
        "2 days, 2027-05-15T10:00:00+02:00[Europe/Oslo]",
        "1 week, 2027-05-20T10:00:00+02:00[Europe/Oslo]",
        "1 business day, 2027-05-14T10:00:00+02:00[Europe/Oslo]",
        "2 business days, 2027-05-17T10:00:00+02:00[Europe/Oslo]",
        "7  Business Days, 2027-05-24T10:00:00+02:00[Europe/Oslo]",
    })
    void a_delay_is_counted_from_a_moment(String words, ZonedDateTime expected) {
        var thursday = ZonedDateTime.parse("2027-05-13T10:00:00+02:00[Europe/Oslo]");

        assertThat(Delay.parse(words).after(thursday)).isEqualTo(expected);
        assertThat(Delay.parse(words).words()).isEqualTo(words);
    }

    @Test
    void one_business_day_after_a_weekend_is_monday() {
        var saturday = ZonedDateTime.parse("2027-05-15T10:00:00+02:00[Europe/Oslo]");

        assertThat(Delay.parse("1 business day").after(saturday)).isEqualTo(saturday.plusDays(2));
    }

    @Test
    void days_keep_the_local_time_where_the_clock_changes_and_hours_do_not() {
        var before = ZonedDateTime.parse("2027-03-27T10:00:00+01:00[Europe/Oslo]");

        assertThat(Delay.parse("1 day").after(before)).isEqualTo("2027-03-28T10:00:00+02:00[Europe/Oslo]");
        assertThat(Delay.parse("24 hours").after(before)).isEqualTo("2027-03-28T11:00:00+02:00[Europe/Oslo]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "3", "days", "-1 days", "1.5 hours", "3 fortnights", "3 days later"})
    void words_that_are_no_delay_are_refused_with_an_example(String words) {
        assertThatThrownBy(() -> Delay.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + words + "' is not a delay. ")
                .hasMessageContaining("3 business days");
    }

    @Test
    void a_delay_of_more_than_five_years_is_refused() {
        assertThatThrownBy(() -> Delay.parse("999999999 weeks")).hasMessageContaining("longer than five years");
    }

    @Test
    void a_delay_is_said_in_the_language_of_the_reader() {
        assertThat(Delay.parse("3 business days").sentence().in(Locale.of("nb")))
                .isEqualTo("3 virkedager");
        assertThat(Delay.parse("1 business days").sentence().in(Locale.ENGLISH)).isEqualTo("1 business day");
    }
}
