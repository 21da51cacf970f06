package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import kadens.enrollment.OutgoingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What marketing may write beside words, as it arrives. */
class WrittenByMarketingTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void a_mail_carries_its_files_behind_its_text_and_html() throws Exception {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    delay: 0 seconds
                    attachments: Prisliste på kjøring.csv
                """);
        desk.write("cadences/three/Prisliste på kjøring.csv", "a;b\n");
        desk.enroll(PER);
        desk.run();

        var mail = desk.received(PER).getFirst();
        var parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
        var file = parts.getBodyPart(1);
        assertThat(MimeUtility.decodeText(file.getFileName())).isEqualTo("Prisliste på kjøring.csv");
        assertThat(file.getDisposition()).isEqualTo(BodyPart.ATTACHMENT);
        assertThat(file.getContentType()).startsWith("text/csv");
        assertThat(new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("a;b\n");
        assertThat(desk.messages(PER).getFirst().raw()).asString().contains("multipart/mixed");
    }

    @Test
    void the_largest_attachments_that_may_go_do_arrive() throws Exception {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    delay: 0 seconds
                    attachments: large.bin
                """);
        desk.write("cadences/three/large.bin", "x".repeat(5 * 1024 * 1024));
        desk.enroll(PER);
        desk.run();

        var parts = (MimeMultipart) desk.received(PER).getFirst().getContent();
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).hasSize(5 * 1024 * 1024);
    }

    @Test
    void a_message_keeps_which_text_it_was_made_of_and_the_values_it_was_written_with() {
        desk.write(
                "cadences/three/intro.b.ftlh", "Subject: B for ${account.name}\n\n<p>Hello ${prospect.firstName}.</p>");
        var people = IntStream.range(0, 12)
                .mapToObj(i -> "per@firma%d.example".formatted(i))
                .toArray(String[]::new);
        desk.enroll(people);
        for (int i = 0; i < people.length; i++) {
            desk.run();
        }

        var messages = List.of(people).stream()
                .map(person -> desk.messages(person).getFirst())
                .toList();
        assertThat(messages)
                .extracting(OutgoingMessage::variant)
                .contains("a", "b")
                .containsOnly("a", "b");
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.subject().startsWith("B for"))
                    .isEqualTo(message.variant().equals("b"));
            assertThat(message.language()).isEqualTo("en");
            assertThat(message.templateVersion()).matches("[0-9a-f]{64}");
            assertThat(message.writtenWith())
                    .containsEntry("prospect.firstName", "Per")
                    .containsEntry("prospect.email", message.recipient())
                    .containsEntry("sender.name", "Kari Solheim");
        });
    }
}
