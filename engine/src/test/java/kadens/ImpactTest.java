package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change means for those who are mid-way, told before it is used and after. */
class ImpactTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String LIV = "liv@vidde.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private final SalesDesk desk = new SalesDesk();

    /** Per and Ola have had the first mail, Ola is paused; Liv has had two. */
    @BeforeEach
    void three_people_mid_way() {
        desk.enroll(LIV);
        desk.run();
        desk.clock.pass(FOUR_DAYS);
        desk.enroll(PER, OLA);
        desk.run();
        desk.pauseByHand(OLA);
    }

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void nothing_that_changed_is_told_as_nothing() {
        assertThat(desk.kadens("impact").out()).isEqualTo("three: nothing has changed that was sent to anybody.\n");
    }

    @Test
    void a_step_that_is_added_comes_next_for_everybody_who_has_not_had_it_paused_ones_too() {
        extraFirst();
        var said = desk.kadens("impact");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("three: 3 people are mid-way")
                .contains("'extra' is new, as step 2")
                .contains("2 people get 'extra' next instead of 'second'")
                .contains("one person gets 'extra' next instead of 'third'");
        assertThat(desk.count("select count(*) from cadence_snapshot")).isEqualTo(1);
    }

    @Test
    void a_snippet_a_layout_a_file_and_a_setting_are_told_where_they_change() {
        desk.write("snippets/end.ftlh", "<p>Bye</p>");
        desk.write("snippets/footer.ftlh", "<#include \"end.ftlh\">");
        desk.write("layouts/letter.ftlh", "${body}<#include \"/snippets/footer.ftlh\">");
        desk.write("cadences/three/price.csv", "1");
        desk.write(
                "cadences/three/cadence.yaml",
                steps("intro", "second", "third").replace("steps:", "layout: letter\nsteps:")
                        + "    attachments: price.csv\n");
        desk.run();
        desk.write("snippets/end.ftlh", "<p>See you</p>");
        desk.write("layouts/letter.ftlh", "<div>${body}</div><#include \"/snippets/footer.ftlh\">");
        desk.write("cadences/three/price.csv", "12");
        desk.write("snippets/unused.ftlh", "x");

        assertThat(desk.kadens("impact").out())
                .contains(
                        "snippets/end.ftlh has changed, and the mails that it is in",
                        "layouts/letter.ftlh has changed",
                        "the attachments of 'third': price.csv: 2 bytes; they were: price.csv: 1 bytes")
                .doesNotContain("unused", "footer.ftlh has");
    }

    @Test
    void another_folder_is_compared_before_it_is_merged() throws IOException {
        var branch = desk.folder.resolve("branch");
        copy(desk.templates(), branch);
        Files.delete(branch.resolve("cadences/three/third.ftlh"));
        Files.writeString(branch.resolve("cadences/three/cadence.yaml"), steps("intro", "second"));
        var said = desk.kadens("impact", branch.toString(), "--json");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("\"people\":3", "\"'third' is gone\"")
                .contains("{\"before\":\"third\",\"now\":null,\"people\":1,\"emails\":[\"liv@vidde.example\"]}");
    }

    @Test
    void a_step_that_may_be_an_old_one_is_doubtful_and_fails_the_check() {
        desk.write("cadences/three/opening.ftlh", "Subject: Anything else\n\n<p>Nothing like before at all.</p>\n");
        desk.write("cadences/three/cadence.yaml", steps("opening", "second", "third"));
        var said = desk.kadens("impact");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("IN DOUBT: 'intro' is gone and 'opening' is new: 3 people who had 'intro' get 'opening'."
                        + " If it is the same step, write 'was: intro'");
        desk.write("cadences/three/cadence.yaml", steps("opening\n    was: intro", "second", "third"));
        assertThat(desk.kadens("impact").code()).isZero();
    }

    @Test
    void broken_files_and_folders_that_are_gone_tell_whom_they_would_hold() throws IOException {
        desk.write("cadences/three/third.ftlh", "\n<p>${prospect.firstName</p>\n");
        var unreadable = desk.kadens("impact");
        assertThat(unreadable.code()).isEqualTo(1);
        assertThat(unreadable.out()).contains("BROKEN: cadences/three/third.ftlh:2");
        desk.write("cadences/three/cadence.yaml", "title: Three\n");
        assertThat(desk.kadens("impact").out()).contains("three: 3 people would be held.\n  cadences/three/");
        Files.createDirectories(desk.folder.resolve("empty/cadences"));
        var gone = desk.kadens("impact", desk.folder.resolve("empty").toString());
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).contains("It is gone");
    }

    @Test
    void a_value_that_the_saved_text_needs_tells_everybody_who_lacks_it_before_it_is_used() throws Exception {
        desk.sql("update prospect set title = 'Manager' where email = '" + PER + "'");
        desk.write("cadences/three/third.ftlh", "\n<p>How is it to be ${prospect.title}?</p>\n");
        desk.write("cadences/three/intro.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.phone}</p>\n");
        var said = desk.kadens("impact");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("LACKING: 2 of 3 people mid-way have no title: liv@vidde.example, ola@fjell.example\n")
                .doesNotContain("phone number");
        assertThat(desk.kadens("impact", "--json").out())
                .contains("\"lacking\":[{\"value\":\"prospect.title\",\"people\":2,"
                        + "\"emails\":[\"liv@vidde.example\",\"ola@fjell.example\"]}]");
        assertThat(desk.count("select count(*) from enrollment where state = 'held'"))
                .isZero();
        assertThat(page())
                .contains("Can&#39;t be written for everybody", "2 of 3 people mid-way have no title")
                .contains("/studio/three?step=third&amp;prospect=ola%40fjell.example");
        desk.write("cadences/three/third.ftlh", "\n<p>How is it to be ${prospect.title!\"busy\"}?</p>\n");
        assertThat(desk.kadens("impact").code()).isZero();
        assertThat(page()).doesNotContain("people mid-way have no");
    }

    @Test
    void those_who_are_held_already_fail_no_check() {
        desk.write("cadences/three/third.ftlh", "\n<p>How is it to be ${prospect.title}?</p>\n");
        desk.sql("update prospect set title = 'Manager' where email <> '" + LIV + "'");
        desk.run();
        var said = desk.kadens("impact");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("1 of 3 people mid-way has no title: liv@vidde.example");
    }

    @Test
    void the_page_tells_what_is_saved_then_what_was_changed_and_for_whom() throws Exception {
        assertThat(page()).contains("Nothing has changed since the first mail");
        desk.write("cadences/three/second.ftlh", "\n<p>Did you read it, ${prospect.firstName}?</p>\n");
        assertThat(page())
                .contains("Saved, and not used yet", "The text of &#39;second&#39; has changed (second.ftlh)")
                .contains("<del>&lt;p&gt;Did you <b>see</b> it", "<ins>&lt;p&gt;Did you <b>read</b> it")
                .contains("3 people mid-way")
                .contains("/studio/three?step=second&amp;prospect=per%40fjord.example");
        desk.runAfter(Duration.ofHours(1));
        extraFirst();
        desk.runAfter(Duration.ofHours(1));

        assertThat(page())
                .doesNotContain("Saved, and not used yet")
                .containsSubsequence("extra&#39; is new", "has changed (second.ftlh)")
                .contains("2 people get &#39;extra&#39; next instead of &#39;second&#39;");
    }

    @Test
    void a_cadence_that_never_was_is_not_found() throws Exception {
        try (var web = web()) {
            assertThat(get(web, "/studio/nothing/changes").statusCode()).isEqualTo(404);
        }
    }

    private void extraFirst() {
        desk.write("cadences/three/extra.ftlh", "\n<p>One more thing, ${prospect.firstName}.</p>\n");
        desk.write("cadences/three/cadence.yaml", steps("intro", "extra", "second", "third"));
    }

    private static String steps(String... keys) {
        var yaml = new StringBuilder("title: Three\nwindow: always\nsteps:\n");
        for (var key : keys) {
            yaml.append("  - key: ").append(key).append("\n    delay: ");
            yaml.append(key.equals("intro") ? "0 seconds" : "3 days").append('\n');
        }
        return yaml.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private String page() throws Exception {
        try (var web = web()) {
            return get(web, "/studio/three/changes").body();
        }
    }

    private WebServer web() {
        return WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
    }

    private HttpResponse<String> get(WebServer web, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + web.port() + path))
                    .header("Cookie", SignedInAs.admin(desk.engine()))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
