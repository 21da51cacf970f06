package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 1 Jun 2026 at 09:00, Rep <rep@selger.test> wrote:",
                "Den man. 1. juni 2026 kl. 09:00 skrev Rep <rep@selger.test>:",
                "man. 1. jun. 2026 kl. 09:00 skrev Rep\n<rep@selger.test>:",
                "Am 01.06.2026 um 09:00 schrieb Rep:",
                "Le lun. 1 juin 2026 à 09:00, Rep <rep@selger.test> a écrit :",
                "El lun, 1 jun 2026 a las 9:00, Rep (<rep@selger.test>) escribió:",
                "Il giorno lun 1 giu 2026 alle ore 09:00 Rep <rep@selger.test> ha scritto:",
                "Op ma 1 jun 2026 om 09:00 schreef Rep <rep@selger.test>:",
                "ma 1. kesäk. 2026 klo 9.00 Rep (rep@selger.test) kirjoitti:",
                "W dniu 1.06.2026 o 09:00 Rep pisze:\n> x\nOn 1 Jun 2026 at 9:00 Rep wrote:",
                "-----Original Message-----\nFrom: Rep",
                "-----Opprinnelig melding-----\nFra: Rep",
                "________________________________\nFrom: Rep\nSent: Monday\nTo: Kari",
                "Fra: Rep <rep@selger.test>\nSendt: mandag 1. juni 2026\nTil: Kari\nEmne: Hei",
                "Von: Rep\nGesendet: Montag, 1. Juni 2026\nAn: Kari\nBetreff: Hallo",
                "*De :* Rep\n*Envoyé :* lundi\n*À :* Kari\n*Objet :* Bonjour"
            })
    void what_follows_a_quoting_header_is_not_new(String header) {
        OwnWords own = OwnWords.of("Yes, call me.\n\n" + header + "\n\nold words below\n");
        assertThat(own.text()).startsWith("Yes, call me.").doesNotContain("old words");
        assertThat(own.quotes()).isTrue();
    }

    @Test
    void answers_between_quoted_lines_are_kept() {
        assertThat(OwnWords.of("""
                On 1 Jun 2026, at 09:00, Rep <rep@selger.test> wrote:
                > How many depots?
                Three.
                > When can we talk?
                Thursday.
                """).text()).isEqualTo("Three.\nThursday.");
    }

    @Test
    void a_marked_signature_is_not_part_of_the_words() {
        assertThat(OwnWords.of("Yes.\n-- \nKari Nordmann\nTo unsubscribe write us")
                        .text())
                .isEqualTo("Yes.");
        assertThat(OwnWords.of("Yes.\n\nSent from my iPhone").text()).isEqualTo("Yes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Monday I wrote a long answer: we need 3 depots.",
                "From: our side, yes. To: be continued.",
                "You wrote:\nnothing about the price of the 3 depots.",
                "I would say 5 > 3."
            })
    void plain_words_are_all_new(String words) {
        assertThat(OwnWords.of(words).text()).isEqualTo(words);
    }
}
