package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-fri 09:00-17:00 | 2027-05-13T08:00+02:00 | 2027-05-13T09:00+02:00",
                "mon-fri 09:00-17:00 | 2027-05-13T09:00+02:00 | 2027-05-13T09:00+02:00",
                "mon-fri 09:00-17:00 | 2027-05-13T16:59:59+02:00 | 2027-05-13T16:59:59+02:00",
                "mon-fri 09:00-17:00 | 2027-05-13T17:00+02:00 | 2027-05-14T09:00+02:00",
                "mon-fri 09:00-17:00 | 2027-05-14T18:00+02:00 | 2027-05-17T09:00+02:00",
                "mon-thu 09:00-17:00, fri 9:00-15:00 | 2027-05-14T15:00+02:00 | 2027-05-17T09:00+02:00",
                "mon-fri 13:00-17:00; mon-fri 09:00-11:00 | 2027-05-13T11:30+02:00 | 2027-05-13T13:00+02:00",
                "sat 10:00-24:00 | 2027-05-13T11:30+02:00 | 2027-05-15T10:00+02:00",
                "sun-thu 09:00-17:00 | 2027-05-14T11:30+02:00 | 2027-05-16T09:00+02:00",
                "mon-fri 09:00-12:00 13:00-17:00 | 2027-05-13T12:00+02:00 | 2027-05-13T13:00+02:00",
                "mon-fri 9:00-12:00  13:00 – 17:00, sat 10:00-11:00 | 2027-05-14T17:00+02:00 | 2027-05-15T10:00+02:00",
                "mon-fri 13:00-17:00 09:00-14:00 | 2027-05-13T13:30+02:00 | 2027-05-13T13:30+02:00",
                "Monday – Friday 09:00 – 17:00 | 2027-05-15T11:30+02:00 | 2027-05-17T09:00+02:00",
                "always | 2027-05-15T03:30+02:00 | 2027-05-15T03:30+02:00",
            })
    void the_next_opening_is_the_first_moment_inside(String words, String moment, String expected) {
        var next = Window.parse(words).next(oslo(moment)).orElseThrow();

        assertThat(next).isEqualTo(oslo(expected));
        assertThat(Window.parse(words).contains(next)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Spring: the clock goes from 02:00 to 03:00 on 28 March. Autumn: from 03:00 to 02:00 on 31 October.
                "sun 02:30-05:00 | 2027-03-28T01:00+01:00 | 2027-03-28T03:00+02:00",
                "sun 02:15-02:45 | 2027-03-28T01:00+01:00 | 2027-04-04T02:15+02:00",
                "sun 02:30-02:45 | 2027-10-31T01:00+02:00 | 2027-10-31T02:30+02:00",
                "sun 02:30-02:45 | 2027-10-31T02:50+02:00 | 2027-10-31T02:30+01:00",
                "sun 01:00-02:30 | 2027-10-31T02:45+02:00 | 2027-10-31T02:00+01:00",
            })
    void openings_follow_the_clock_where_it_changes(String words, String moment, String expected) {
        assertThat(Window.parse(words).next(oslo(moment))).contains(oslo(expected));
    }

    @Test
    void the_window_stays_open_through_both_passes_of_an_hour_shown_twice() {
        var window = Window.parse("sun 01:00-02:30");
        var first = ZonedDateTime.parse("2027-04-04T01:00+11:00[Australia/Sydney]");

        assertThat(window.contains(first.plusMinutes(89))).isTrue();
        assertThat(window.contains(first.plusMinutes(90))).isFalse();
        assertThat(window.next(first.plusMinutes(90)).orElseThrow())
                .isEqualTo(ZonedDateTime.parse("2027-04-04T02:00+10:00[Australia/Sydney]"));
    }

    @Test
    void a_day_that_ends_twice_is_open_until_its_second_end() {
        // On 7 November 2010, at one minute past midnight, St. John's went back to Saturday 23:01.
        var window = Window.parse("sat 23:30-24:00, sun 08:00-09:00");
        var sunday = ZonedDateTime.parse("2010-11-07T00:00:30-02:30[America/St_Johns]");

        assertThat(window.contains(sunday)).isFalse();
        assertThat(window.next(sunday).orElseThrow())
                .isEqualTo(ZonedDateTime.parse("2010-11-06T23:30-03:30[America/St_Johns]"));
    }

    @Test
    void a_weekday_that_a_zone_left_out_is_waited_for() {
        var samoa = ZonedDateTime.parse("2011-12-29T18:00:00-10:00[Pacific/Apia]");

        assertThat(Window.parse("fri 09:00-17:00").next(samoa))
                .contains(ZonedDateTime.parse("2012-01-06T09:00+14:00[Pacific/Apia]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "office hours | 'office hours' is not a range of a window",
                "mon-fri | 'mon-fri' is not a range",
                "man-fre 09:00-17:00 | 'man' is not a weekday",
                "mon-fri 09:00-25:00 | '25:00' in 'mon-fri 09:00-25:00' is not a time of day",
                "mon-fri 17:00-09:00 | 'mon-fri 17:00-09:00' does not end after it begins",
                "mon-fri 09:00-17:00, | '' is not a range",
                "mon-fri 09:00-12:00 13:00 | 'mon-fri 09:00-12:00 13:00' is not a range",
                "mon-fri 09:00-12:00 17:00-13:00 | does not end after it begins",
                "09:00-17:00 | '09:00-17:00' is not a range",
                "mon-fri 09:60-17:00 | '09:60' in 'mon-fri 09:60-17:00' is not a time of day",
            })
    void a_bad_window_is_refused_with_what_was_wrong(String words, String message) {
        assertThatThrownBy(() -> Window.parse(words))
                .isInstanceOf(Misread.class)
                .hasMessageContaining(message)
                .hasMessageContaining("mon-fri 09:00-17:00");
    }

    @Test
    void a_window_is_said_in_the_language_of_the_reader() {
        var window = Window.parse("mon-thu 9:00-17:00, fri 09:00-24:00");

        assertThat(window.sentence()).hasToString("Mon–Thu 09:00–17:00, Fri 09:00–24:00");
        assertThat(window.sentence().in(Locale.of("nb"))).isEqualTo("man–tor 09:00–17:00, fre 09:00–24:00");
        assertThat(Window.parse("mon-fri 09:00-12:00 13:00-17:00, sat 10:00-11:00")
                        .sentence())
                .hasToString("Mon–Fri 09:00–12:00 and 13:00–17:00, Sat 10:00–11:00");
        assertThat(window.words()).isEqualTo("mon-thu 9:00-17:00, fri 09:00-24:00");
    }

    private static ZonedDateTime oslo(String moment) {
        return ZonedDateTime.parse(moment + "[Europe/Oslo]");
    }
}
