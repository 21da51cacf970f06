package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {

    /** A Thursday. */
    private static final ZonedDateTime THURSDAY = oslo("2027-05-13T10:00+02:00");

    @ParameterizedTest
    @CsvSource({
        "30 seconds, 2027-05-13T10:00:30+02:00",
        "1 minute, 2027-05-13T10:01+02:00",
        "4 hours, 2027-05-13T14:00+02:00",
        "0 days, 2027-05-13T10:00+02:00",
        "2 days, 2027-05-15T10:00+02:00",
        "1 week, 2027-05-20T10:00+02:00",
        "1 business day, 2027-05-14T10:00+02:00",
        "2 business days, 2027-05-17T10:00+02:00",
        "7  Business Days, 2027-05-24T10:00+02:00",
        "at 09:30, 2027-05-14T09:30+02:00",
        "at 10:00, 2027-05-14T10:00+02:00",
        "at 10:01, 2027-05-13T10:01+02:00",
        "on thursday, 2027-05-20T00:00+02:00",
        "on FRI, 2027-05-14T00:00+02:00",
        "on tue at 9:30, 2027-05-18T09:30+02:00",
        "2 days at 09:30, 2027-05-15T09:30+02:00",
        "0 days at 09:30, 2027-05-14T09:30+02:00",
        "0 days at 16:00, 2027-05-13T16:00+02:00",
        "3 business days at 09:30, 2027-05-18T09:30+02:00",
        "4 hours at 13:00, 2027-05-14T13:00+02:00",
        "4 hours at 14:00, 2027-05-13T14:00+02:00",
        "1 week on monday, 2027-05-24T00:00+02:00",
        "1 week on thursday at 08:00, 2027-05-20T08:00+02:00",
        "0 days on thursday, 2027-05-13T10:00+02:00",
        "0 days on thursday at 09:00, 2027-05-20T09:00+02:00",
        "48 hours on saturday, 2027-05-15T10:00+02:00",
    })
    void a_delay_is_counted_from_a_moment(String words, String expected) {
        assertThat(after(words, THURSDAY)).isEqualTo(oslo(expected));
        assertThat(Delay.parse(words).words()).isEqualTo(words);
    }

    @Test
    void one_business_day_after_a_weekend_is_monday() {
        var saturday = THURSDAY.plusDays(2);

        assertThat(after("1 business day", saturday)).isEqualTo(saturday.plusDays(2));
    }

    @Test
    void days_off_are_no_business_days_and_are_named_unless_on_a_weekend() {
        var own = Map.of(
                LocalDate.of(2027, 5, 14), "Moving house",
                LocalDate.of(2027, 5, 15), "Still moving");
        var counted = Delay.parse("3 business days").count(THURSDAY, DaysOff.of("NO", own));

        assertThat(counted.at()).isEqualTo(oslo("2027-05-20T10:00+02:00"));
        assertThat(counted.skipped()).containsExactly(LocalDate.of(2027, 5, 14), LocalDate.of(2027, 5, 17));
    }

    @Test
    void days_keep_the_local_time_where_the_clock_changes_and_hours_do_not() {
        var before = oslo("2027-03-27T10:00+01:00");

        assertThat(after("1 day", before)).isEqualTo(oslo("2027-03-28T10:00+02:00"));
        assertThat(after("24 hours", before)).isEqualTo(oslo("2027-03-28T11:00+02:00"));
    }

    @ParameterizedTest
    @CsvSource({
        // North: no 02:30 on 28 March, two on 31 October. South: no 02:30 on 3 October, two on 4 April.
        "1 day at 02:30, 2027-03-27T10:00+01:00[Europe/Oslo], 2027-03-28T03:30+02:00[Europe/Oslo]",
        "1 day, 2027-03-27T02:30+01:00[Europe/Oslo], 2027-03-28T03:30+02:00[Europe/Oslo]",
        "at 02:30, 2027-10-30T10:00+02:00[Europe/Oslo], 2027-10-31T02:30+02:00[Europe/Oslo]",
        "at 02:30, 2027-10-31T02:30+02:00[Europe/Oslo], 2027-11-01T02:30+01:00[Europe/Oslo]",
        "at 02:30, 2027-10-31T02:45+02:00[Europe/Oslo], 2027-11-01T02:30+01:00[Europe/Oslo]",
        "at 02:30, 2027-10-31T02:15+01:00[Europe/Oslo], 2027-11-01T02:30+01:00[Europe/Oslo]",
        "on sunday at 02:30, 2027-10-01T10:00+10:00[Australia/Sydney], 2027-10-03T03:30+11:00[Australia/Sydney]",
        "on sunday at 02:30, 2027-04-02T10:00+11:00[Australia/Sydney], 2027-04-04T02:30+11:00[Australia/Sydney]",
        "1 hour, 2027-04-04T02:30+11:00[Australia/Sydney], 2027-04-04T02:30+10:00[Australia/Sydney]",
        // Midnight does not exist on 5 September 2027 in Santiago, nor Friday 30 December 2011 in Samoa.
        "on sunday, 2027-09-03T10:00-04:00[America/Santiago], 2027-09-05T01:00-03:00[America/Santiago]",
        "on friday at 09:00, 2011-12-28T10:00-10:00[Pacific/Apia], 2012-01-06T09:00+14:00[Pacific/Apia]",
        "2 days, 2011-12-28T10:00-10:00[Pacific/Apia], 2011-12-31T10:00+14:00[Pacific/Apia]",
    })
    void a_time_that_the_clock_skips_comes_later_and_one_shown_twice_is_taken_once(
            String words, ZonedDateTime from, ZonedDateTime expected) {
        assertThat(after(words, from)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "3",
                "days",
                "-1 days",
                "1.5 hours",
                "3 fortnights",
                "3 days later",
                "on",
                "at",
                "at 9",
                "at 09:30 on tuesday",
                "3 dayson tuesday",
                "tuesday",
                "2 days 09:30"
            })
    void words_that_are_no_delay_are_refused_with_an_example(String words) {
        assertThatThrownBy(() -> Delay.parse(words))
                .isInstanceOf(Misread.class)
                .hasMessageStartingWith("'" + words + "' is not a delay. ")
                .hasMessageContaining("3 business days");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "on tirsdag | 'tirsdag' is not a weekday. ",
                "1 week on weekdays at 09:30 | 'weekdays' is not a weekday. ",
                "at 24:00 | '24:00' in 'at 24:00' is not a time of day. ",
                "2 days at 9:75 | '9:75' in '2 days at 9:75' is not a time of day. ",
                "999999999 weeks | '999999999 weeks' is longer than five years. ",
            })
    void the_part_that_is_wrong_is_named(String words, String message) {
        assertThatThrownBy(() -> Delay.parse(words)).isInstanceOf(Misread.class).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 business days | 3 business days | 3 virkedager",
                "1 business days | 1 business day | 1 virkedag",
                "at 9:30 | the first 09:30 | første gang klokka er 09:30",
                "on tue | the first Tuesday | første tirsdag",
                "on tue at 9:30 | 09:30 on the first Tuesday | klokka 09:30 første tirsdag",
                "2 days at 9:30 | at 09:30, 2 days | klokka 09:30, 2 dager",
                "1 week on mon | the first Monday from 1 week | første mandag fra 1 uke",
                "1 week on mon at 9:30 | 09:30 on the first Monday from 1 week | klokka 09:30 første mandag fra 1 uke",
            })
    void a_delay_is_said_in_the_language_of_the_reader(String words, String english, String norwegian) {
        assertThat(Delay.parse(words).sentence().in(Locale.ENGLISH)).isEqualTo(english);
        assertThat(Delay.parse(words).sentence().in(Locale.of("nb"))).isEqualTo(norwegian);
    }

    private static ZonedDateTime after(String words, ZonedDateTime from) {
        return Delay.parse(words).after(from);
    }

    private static ZonedDateTime oslo(String moment) {
        return ZonedDateTime.parse(moment + "[Europe/Oslo]");
    }
}
