package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages written for this test, in twelve languages and with traps, each with what it is. */
class JudgedMessagesTest {

    @ParameterizedTest
    @MethodSource("kadens.inbox.WrittenMessage#all")
    void is_what_it_is_said_to_be(WrittenMessage message) {
        Classification judged = Classification.of(message.raw(), message.day());
        assertThat(message.seen(judged))
                .as("%s, by %s", message, judged.evidence())
                .isEqualTo(message.expected());
    }

    @ParameterizedTest
    @MethodSource("kadens.inbox.WrittenMessage#allWithNewText")
    void its_own_words_are_set_apart(WrittenMessage message) {
        assertThat(Mails.mail(message.raw()).newText().replaceAll("\\s+", " "))
                .as("%s", message)
                .isEqualTo(message.newText());
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(WrittenMessage.all()).hasSizeGreaterThanOrEqualTo(150);
    }
}
