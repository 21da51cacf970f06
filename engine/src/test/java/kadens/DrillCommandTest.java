package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;
import kadens.cli.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The drills as they are typed. {@code drill crash} itself needs processes of the built engine: the build server runs it. */
class DrillCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_short_reply_race_is_clean_and_its_last_line_is_for_programs() {
        var code = kadens("drill", "reply-race", "--histories", "200", "--mailboxes", "8", "--seed", "3", "--json");

        assertThat(code).as(out + "\n" + err).isEqualTo(Commands.OK);
        assertThat(out.toString().lines().toList().getLast())
                .contains(
                        "\"doubled\":0,\"lost\":0,\"uncertain\":0,\"settled\":0,\"late\":0,\"seed\":3,\"histories\":200");
        assertThat(out.toString())
                .contains("\"kind\":\"timing JUST_BEFORE\"", "\"kind\":\"imap RENUMBERED\"", "moved WHILE_READING");
    }

    @ParameterizedTest
    @CsvSource({
        "crash --messages 0, --messages is 0. Give a number from 2",
        "crash --messages 301, everybody gets two",
        "crash --nodes 0, --nodes is 0",
        "crash --kills -1, --kills is -1",
        "reply-race --histories 0, --histories is 0",
        "reply-race --mailboxes 501, from 1 to 500"
    })
    void sizes_that_make_no_sense_are_refused(String typed, String words) {
        assertThat(kadens(("drill " + typed).split(" "))).isEqualTo(Commands.WRONG);
        assertThat(err.toString()).contains(words);
    }

    private int kadens(String... typed) {
        var home = TestHome.PATH.toAbsolutePath().toString();
        var kadens = new Kadens(Map.of("KADENS_HOME", home), InstantSource.system());
        return Commands.run(typed, kadens, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
