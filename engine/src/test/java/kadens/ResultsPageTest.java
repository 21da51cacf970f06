package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says of a test between two variants, from its first mail to its end. */
class ResultsPageTest {

    private static final int MAILS = 300;

    private SalesDesk desk;
    private WebServer web;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.write("cadences/three/intro.b.ftlh", "Subject: Other\n\n<p>Other</p>\n");
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        desk.close();
    }

    @Test
    void before_the_first_mail_it_says_that_nothing_was_sent() throws Exception {
        assertThat(page("en"))
                .contains("Nothing of this cadence has been sent yet", "not known yet")
                .doesNotContain("<svg viewBox", "Half of the people get it then");
    }

    @Test
    void a_winner_is_suggested_with_what_to_write_to_end_the_test() throws Exception {
        mails("a", 0);
        mails("b", 60);

        assertThat(page("en"))
                .contains("Variant b is ahead of a, and not by chance: of 1,000 mails", "variants: { a: 0, b: 1 }")
                .contains("class=\"judgement good\"", "20.0%", "<svg viewBox");
        assertThat(page("nb")).contains("Variant b ligger foran a, og det er ikke tilfeldig", "20,0");
    }

    @Test
    void without_a_difference_nothing_is_suggested() throws Exception {
        mails("a", 20);
        mails("b", 25);

        assertThat(page("en"))
                .contains("No difference that the mails could show")
                .doesNotContain("variants: {", "class=\"judgement good\"");
    }

    @Test
    void an_ended_test_says_who_gets_what() throws Exception {
        mails("a", 0);
        mails("b", 60);
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                steps:
                  - key: intro
                    delay: 0 seconds
                    variants: { a: 0, b: 1 }
                """);

        assertThat(page("en")).contains("The test has ended: everybody new gets b", "nobody new gets it");
    }

    /** As ten days after so many were sent, of which some led to a meeting. */
    private void mails(String variant, int good) {
        var first = variant.equals("a") ? 1_000_000 : 2_000_000;
        var mailbox = desk.mailbox().id();
        desk.sql("insert into prospect (id, email, fields, created_at, changed_at) select %1$d + seq,".formatted(first)
                + " concat('p', %1$d + seq, '@x.example'), '{}', '2027-05-01', '2027-05-01' from seq_1_to_%2$d"
                        .formatted(first, MAILS));
        desk.sql(("insert into enrollment (id, prospect_id, mailbox_id, cadence, state, stop_reason, seed,"
                        + " unsubscribe_token, enrolled_at, changed_at, version) select %1$d + seq, %1$d + seq, %2$d,"
                        + " 'three', if(seq <= %3$d, 'stopped', 'finished'), if(seq <= %3$d, 'meeting-booked', null), 1,"
                        + " concat('t', %1$d + seq), '2027-05-01', '2027-05-04', 0 from seq_1_to_%4$d")
                .formatted(first, mailbox, good, MAILS));
        desk.sql(("insert into message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient,"
                        + " subject, state, claimed_at, horizon_at, settled_at, attempts, template_version, variant,"
                        + " cadence, raw) select %1$d + seq, %1$d + seq, 'intro', %2$d, concat('m', %1$d + seq), '',"
                        + " 'x@x.example', 's', 'sent', '2027-05-03', '2027-05-03', '2027-05-03', 1, 'v', '%3$s',"
                        + " 'three', '' from seq_1_to_%4$d")
                .formatted(first, mailbox, variant, MAILS));
    }

    private String page(String language) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + "/studio/three/results"))
                .header("Cookie", SignedInAs.admin(desk.engine()))
                .header("Accept-Language", language)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
