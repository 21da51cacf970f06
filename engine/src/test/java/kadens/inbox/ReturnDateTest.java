package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnDateTest {

    private static final LocalDate RECEIVED_ON = LocalDate.of(2026, 12, 18);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            back on 2027-01-04                                  | 2027-01-04
            bis 04.01.2027                                      | 2027-01-04
            bis zum 4.1. bin ich nicht da                       | 2027-01-04
            tilbake 4.1.27                                      | 2027-01-04
            jusqu'au 04/01/2027                                 | 2027-01-04
            until 01/18/2027                                    | 2027-01-18
            until January 4th                                   | 2027-01-04
            until the 4th of January                            | 2027-01-04
            on parental leave until 2 August 2027               | 2027-08-02
            until Jan 4, 2027                                   | 2027-01-04
            hasta el 4 de enero de 2027                         | 2027-01-04
            fino al 4 gennaio                                   | 2027-01-04
            tot 4 januari                                       | 2027-01-04
            4. tammikuuta asti                                  | 2027-01-04
            do 4 stycznia                                       | 2027-01-04
            até 4 de janeiro                                    | 2027-01-04
            from 21 December to 4 January                       | 2027-01-04
            travelling December 21-28                           | 2026-12-28
            back 28 December; the fair is on 20 January         | 2026-12-28
            bis zum 28. Dezember. Sie erreichen Ola am 22. Dez. | 2026-12-28
            tilbake 4.januar                                    | 2027-01-04
            until 18 December                                   | 2026-12-18
            """)
    void dates_as_people_write_them(String text, LocalDate expected) {
        assertThat(ReturnDate.in(text, RECEIVED_ON)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until 12 December 2026",
                "until 4 July 2028",
                "until 31.02.2027",
                "call +47 22 33 44 55 or 12.30 today",
                "version 1.2.3 until further notice",
                "back soon",
                ""
            })
    void what_is_no_believable_date(String text) {
        assertThat(ReturnDate.in(text, RECEIVED_ON)).isNull();
    }
}
