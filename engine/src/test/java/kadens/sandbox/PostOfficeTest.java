package kadens.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    private static final Instant START = Instant.parse("2031-08-04T07:00:00Z");
    private static final String OLA = "ola.vik@fjellheis.example";

    private final MovedClock clock = new MovedClock(START);
    private final PostOffice office = PostOffice.open(clock);
    private final Rep rep = new Rep(office, clock);

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void starts_in_well_under_a_second() {
        long started = System.nanoTime();
        PostOffice.open(clock).close();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_letter_is_shown_as_its_reader_sees_it() throws Exception {
        office.register(OLA, "x");
        String id =
                rep.writes(OLA, "Når en jobb går over tiden", "In-Reply-To", "<a@b>", "References", "<a@b>\r\n <c@d>");
        Letter letter = office.letters(OLA).getFirst();
        assertThat(letter.from()).isEqualTo(Rep.ADDRESS);
        assertThat(letter.fromName()).isEqualTo("Kari Solheim");
        assertThat(letter.to()).isEqualTo(OLA);
        assertThat(letter.subject()).isEqualTo("Når en jobb går over tiden");
        assertThat(letter.at()).isEqualTo(START);
        assertThat(letter.messageId()).isEqualTo(id);
        assertThat(letter.inReplyTo()).isEqualTo("<a@b>");
        assertThat(letter.references()).containsExactly("<a@b>", "<c@d>");
        assertThat(letter.html()).startsWith("<p>Hei &amp; hallo");
        assertThat(letter.text()).isEqualTo("Hei & hallo,\n\nHvem planlegger dagen?");
        assertThat(letter.listUnsubscribe()).isEqualTo(Rep.UNSUBSCRIBE);
        assertThat(letter.outgoing()).isFalse();
        assertThat(office.letter(OLA, letter.uid())).contains(letter);
        assertThat(office.letter(OLA, 99)).isEmpty();
    }

    @Test
    void letters_are_newest_first() throws Exception {
        office.register(OLA, "x");
        rep.writes(OLA, "one");
        clock.pass(Duration.ofDays(3));
        rep.writes(OLA, "two");
        assertThat(office.letters(OLA)).extracting(Letter::subject).containsExactly("two", "one");
    }

    @Test
    void an_address_without_a_mailbox_is_refused_and_gets_none() {
        assertThatThrownBy(() -> rep.writes("someone@company.com", "hi"))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.1.1 <someone@company.com>");
        assertThat(office.knows("someone@company.com")).isFalse();
        assertThat(office.letters("someone@company.com")).isEmpty();
    }

    @Test
    void nobody_outside_this_machine_reaches_the_servers() throws Exception {
        for (var network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, office.smtpPort()).close())
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void a_letter_arrives_at_the_clocks_time() throws Exception {
        rep.writes(Rep.ADDRESS, "probe");
        assertThat(rep.onlyLetter().getSubject()).isEqualTo("probe");
        assertThat(rep.onlyLetter().getHeader("Received", null)).endsWith("; Mon, 4 Aug 2031 07:00:00 GMT");
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(office.host(), office.imapPort(), Rep.ADDRESS, "secret");
            assertThat(store.getDefaultFolder().list())
                    .extracting(Folder::getName)
                    .contains("INBOX", "Sent", "Junk");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessage(1).getReceivedDate()).isEqualTo(Date.from(START));
            }
        }
    }

    @Test
    void two_addresses_that_greenmail_would_file_together_are_refused() {
        office.register("an@rute.example", "x");
        assertThatThrownBy(() -> office.register("c0@rute.example", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an@rute.example");
    }
}
