package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Reading what is new costs the same however much lies in the inbox: the same commands, answered by as many bytes. */
class ReadingCostTest {

    private static final int NEW = 100;

    private record Cost(long commands, long bytes) {}

    @Test
    void a_hundred_new_mails_cost_the_same_in_an_inbox_of_two_hundred_and_of_four_thousand() throws Exception {
        var small = costIn(200);
        var large = costIn(4000);

        assertThat(large.commands()).isEqualTo(small.commands());
        // Numbers of mails have more digits.
        assertThat(large.bytes()).isCloseTo(small.bytes(), Percentage.withPercentage(7));
        assertThat(small.commands()).isLessThan(NEW / 4); // many with one
    }

    private static Cost costIn(int before) throws IOException {
        try (var desk = new SalesDesk();
                var line = ImapLine.of(desk)) {
            file(desk, 0, before);
            desk.run();
            file(desk, before, NEW);
            line.forget();
            desk.run();
            assertThat(desk.count("select count(*) from inbound")).isEqualTo(NEW);
            return new Cost(line.said().size(), line.bytes());
        }
    }

    private static void file(SalesDesk desk, int from, int count) {
        for (int number = from; number < from + count; number++) {
            var mail =
                    "From: list@elsewhere.example\r\nSubject: News\r\nMessage-ID: <%06d@elsewhere.example>\r\n\r\nNews.\r\n"
                            .formatted(number);
            desk.post.file(mail.getBytes(StandardCharsets.US_ASCII), SalesDesk.REP, "INBOX", false);
        }
    }
}
