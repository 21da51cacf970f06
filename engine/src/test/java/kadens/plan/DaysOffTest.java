package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysOffTest {

    private static final LocalDate SEVENTEENTH_OF_MAY = LocalDate.of(2027, 5, 17);

    @ParameterizedTest
    @CsvSource({
        "NO, 2027-05-17, true",
        "NO, 2027-03-25, true",
        "NO, 2027-05-18, false",
        "SE, 2027-05-17, false",
        "US, 2027-11-25, true",
        "US, 2027-05-17, false",
        "GB, 2027-12-28, true",
        "DE, 2027-10-03, true",
        // Kept by Bavaria, not by all of Germany.
        "DE, 2027-01-06, false",
        // New Year's Day 2028 is a Saturday, kept on the Friday before.
        "US, 2027-12-31, true",
        "JP, 2027-05-03, true",
        "no, 2027-05-17, true",
        "XX, 2027-12-25, false",
    })
    void the_public_holidays_of_the_whole_country_are_known(String country, LocalDate day, boolean off) {

        assertThat(DaysOff.of(country, Map.of()).include(day)).isEqualTo(off);
        assertThat(DaysOff.of(country, Map.of()).on(day).isPresent()).isEqualTo(off);
    }

    @Test
    void a_holiday_is_told_with_its_country_in_the_language_of_the_reader() {
        var holiday = DaysOff.of("NO", Map.of()).on(SEVENTEENTH_OF_MAY).orElseThrow();

        assertThat(holiday).hasToString("Mon 17 May 2027 is a public holiday in Norway");
        assertThat(holiday.in(Locale.of("nb"))).isEqualTo("man. 17. mai 2027 er offentlig fridag i Norge");
        assertThat(SentenceJson.read(SentenceJson.write(holiday))).isEqualTo(holiday);
    }

    @Test
    void the_organizations_own_days_are_told_by_their_names() {
        var own = DaysOff.of(null, Map.of(SEVENTEENTH_OF_MAY, "Company outing"));

        assertThat(own.on(SEVENTEENTH_OF_MAY))
                .map(Sentence::toString)
                .contains("Mon 17 May 2027 is a day off: Company outing");
        assertThat(own.on(SEVENTEENTH_OF_MAY.plusDays(1))).isEmpty();
    }

    @Test
    void nobody_is_off_where_nothing_is_known() {
        assertThat(List.of(DaysOff.NONE, DaysOff.of(null, Map.of())))
                .noneMatch(daysOff -> daysOff.include(LocalDate.of(2027, 12, 25)));
    }
}
