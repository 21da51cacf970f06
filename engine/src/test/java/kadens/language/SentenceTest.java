package kadens.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final ZonedDateTime THURSDAY = ZonedDateTime.of(2027, 5, 13, 10, 12, 0, 0, ZoneId.of("Europe/Oslo"));

    @Test
    void a_sentence_is_said_in_the_language_asked_for() {
        var sentence = Sentence.of("plan.after-enrolling", "3 business days", THURSDAY);

        assertThat(sentence.in(Locale.ENGLISH))
                .isEqualTo("3 business days after enrolling on Thu 13 May 2027 10:12 (Oslo)");
        assertThat(sentence.in(Locale.of("nb"))).endsWith(" etter innmeldingen tor. 13. mai 2027 10:12 (Oslo)");
    }

    @Test
    void days_and_countries_are_named_in_the_language_of_the_reader() {
        var sentence = Sentence.of("plan.public-holiday", LocalDate.of(2027, 5, 17), Locale.of("", "NO"));

        assertThat(sentence.in(Locale.ENGLISH)).isEqualTo("Mon 17 May 2027 is a public holiday in Norway");
        assertThat(sentence.in(Locale.of("nb"))).isEqualTo("man. 17. mai 2027 er offentlig fridag i Norge");
    }

    @Test
    void every_sentence_exists_in_both_languages() {
        assertThat(Words.in(Locale.of("nb")).keySet()).isEqualTo(Words.ENGLISH.keySet());
    }

    @Test
    void json_keeps_every_kind_of_value() {
        var inner = Sentence.of("plan.jitter", 4);
        var sentence = Sentence.of("plan.window", inner, LocalDate.of(2027, 5, 13));
        var moment = Sentence.of("plan.overdue", THURSDAY);
        var holiday = Sentence.of("plan.public-holiday", LocalDate.of(2027, 5, 17), Locale.of("", "NO"));

        assertThat(SentenceJson.read(SentenceJson.write(sentence))).isEqualTo(sentence);
        assertThat(SentenceJson.readList(SentenceJson.write(List.of(moment, inner, holiday))))
                .containsExactly(moment, inner, holiday);
    }

    @Test
    void an_unknown_key_is_refused_where_it_is_written() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sentence.of("no.such.sentence"));
    }
}
