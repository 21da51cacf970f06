package kadens.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail counts as taken from the moment the server has it, and not before, whatever it then says. */
class ScriptedSmtpTest {

    private static final List<String> MAIL = List.of(
            "EHLO here",
            "MAIL FROM:<rep@drill.example>",
            "RCPT TO:<per@fjord.example>",
            "DATA",
            "Message-ID: <one@drill.example>\r\nSubject: intro for per@fjord.example\r\n\r\n..1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n.",
            "QUIT");

    @ParameterizedTest
    @CsvSource({
        "GREETING, DROP, 0, ''",
        "HELLO, DROP, 0, 220",
        "MAIL, LATER, 0, 451",
        "MAIL, NOT_YOU, 0, 421",
        "RCPT, GARBAGE, 0, lorem",
        "DATA, DROP, 0, 250",
        "BODY, DROP, 0, 354",
        "DOT, DROP, 0, 354",
        "DOT, LATER, 0, 451",
        "TAKEN, DROP, 1, 354",
        "TAKEN, GARBAGE, 1, lorem",
        "ANSWERED, DROP, 1, 250",
        "ANSWERED, NONE, 1, 221"
    })
    void fails_as_the_script_says(Phase phase, Fault fault, int taken, String lastWord) throws IOException {
        var receipts = new Receipts();
        var script = new Script() {
            @Override
            public Fault at(Moment moment) {
                return moment.phase() == phase ? fault : Fault.NONE;
            }

            @Override
            public void taken(Taken mail) {
                receipts.add(mail);
            }
        };
        try (var server = ScriptedSmtp.start(script, InstantSource.system())) {
            assertThat(lastReply(server.port())).startsWith(lastWord);
        }
        assertThat(receipts.count()).isEqualTo(taken);
        assertThat(receipts.all()).allSatisfy(mail -> assertThat(mail.raw()).contains("\r\n.1\r\n2\r\n"));
    }

    /** Says everything as long as the server answers and does not refuse; the last thing it said. */
    private static String lastReply(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var said = new ArrayList<>(List.of(""));
            try {
                said.add(in.readLine());
                for (var line : MAIL) {
                    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    var reply = in.readLine();
                    if (reply == null) {
                        break;
                    }
                    said.add(reply);
                    if (!reply.matches("[23].*")) {
                        break;
                    }
                }
            } catch (IOException _) {
                // The server has cut the connection.
            }
            said.removeIf(each -> each == null);
            return said.getLast();
        }
    }
}
