package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kadens.SignedInAs;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollingTest {

    private static final String COLD = "?cadence=cold-outreach";

    private static Site site;
    private static Importing kari;
    private static Importing jonas;

    @BeforeAll
    static void open() {
        site = Site.withOwnTemplates();
        var office = site.serve(null);
        kari = new Importing(site, office, SignedInAs.cookie(site.engine, "kari@rute.example", Role.REP, null));
        jonas = new Importing(site, office, SignedInAs.cookie(site.engine, "jonas@rute.example", Role.REP, null));
    }

    @BeforeEach
    void restore() {
        site.restoreTemplates();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void chosen_people_are_enrolled_after_a_look_at_who_can_be_what_they_get_and_when() {
        kari.imported(
                "email,first_name,company\na@three.example,Ada,Three\nb@three.example,Bo,Three\nc@three.example,Ce,Three\n");
        var at = chosen("a@three.example", "b@three.example", "c@three.example");

        assertThat(kari.get(at).body()).contains("3 people are chosen", "Cold outreach", "kari@rute.example");
        var page = kari.get(at + COLD).body();
        assertThat(page)
                .contains("3 of 3 can be enrolled", "Enroll 3 people", "<iframe class=\"letter\"", "/forecast?");
        assertThat(page).as("only mailboxes that are seen").doesNotContain("jonas@rute.example");
        var forecast = kari.get(at + "/forecast" + COLD, "HX-Request", "true").body();
        assertThat(forecast)
                .contains("The first mail leaves", "<table class=\"days\">")
                .doesNotContain("<html");
        var mail = kari.get(at + "/mail" + COLD + "&look=" + id("a@three.example"));
        assertThat(mail.body()).contains("Hi Ada");
        assertThat(mail.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");

        kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example"));

        assertThat(kari.settled(at)).contains("3 people are enrolled in", "Stop the 3 who have got nothing yet");
        var enrollment = site.enrollmentOf("b@three.example");
        assertThat(enrollment.state()).isEqualTo(State.ACTIVE);
        assertThat(enrollment.mailboxId()).isEqualTo(mailbox("kari@rute.example"));
        assertThat(audit()).anyMatch(said -> said.startsWith("enrolled 3 prospects in"));

        kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example"));
        assertThat(kari.settled(at)).as("once").contains("3 people are enrolled in");
    }

    @Test
    void before_people_are_enrolled_in_a_paused_cadence_it_says_that_it_is_paused() {
        kari.imported("email,first_name,company\nwaits@paused.example,Ada,Paused\n");
        var at = chosen("waits@paused.example");
        assertThat(kari.get(at + COLD).body()).doesNotContain("is paused");

        site.post("/cadences/cold-outreach/pause", "note=Wrong+prices");
        var page = kari.get(at + COLD).body();
        site.in(session ->
                session.createNativeMutationQuery("DELETE FROM cadence_pause").executeUpdate());

        assertThat(page)
                .contains("nothing of this cadence goes out now", "is paused", "Wrong prices", "Enroll 1 person");
    }

    @Test
    void who_can_not_be_enrolled_is_told_in_groups_with_names_and_left_alone() {
        site.write(
                "cadences/cold-outreach/intro.ftlh",
                "Subject: For ${account.name}\n\n<p>Hi ${prospect.firstName!\"there\"} ${unsubscribeUrl}</p>\n");
        kari.imported("""
                email,first_name,company
                fine@groups.example,Fine,Groups
                no1@nocompany-a.example,Nina,
                no2@nocompany-b.example,Nils,
                never@groups.example,Never,Groups
                """);
        site.in(session -> {
            Suppressions.add(
                    session,
                    "never@groups.example",
                    "asked",
                    site.engine.clock().instant());
            return true;
        });
        var at = chosen(
                "fine@groups.example",
                "no1@nocompany-a.example",
                "no2@nocompany-b.example",
                "never@groups.example",
                "nobody@unknown.example");

        var page = kari.get(at + COLD).body();
        assertThat(page)
                .contains("1 of 4 can be enrolled", "2 of 4 have no company", "Nina", "Nils")
                .contains("1 is on the suppression list", "Never")
                .contains("1 address belongs to no prospect", "nobody@unknown.example")
                .contains("Enroll 1 person");

        kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example"));
        assertThat(kari.settled(at))
                .contains(
                        "1 person is enrolled", "3 were not", "2 cannot be written to", "1 is on the suppression list");
        var csv = kari.get(at + "/result.csv").body();
        assertThat(csv).contains("fine@groups.example,Fine,yes,", "never@groups.example,Never,no,");
        assertThat(csv.lines()).hasSize(5);

        var again = chosen("fine@groups.example");
        assertThat(kari.get(again + COLD).body())
                .contains(
                        "Nobody of 1 can be enrolled", "1 is on the way in a cadence already", "Nobody of them can be");
    }

    @Test
    void enrolling_is_taken_back_for_those_who_have_got_nothing_yet() {
        kari.imported("email,first_name\nu1@undo.example,Una\nu2@undo.example,Uno\n");
        var at = chosen("u1@undo.example", "u2@undo.example");
        kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example"));
        kari.settled(at);
        var written = site.enrollmentOf("u1@undo.example");
        site.in(session -> session.createNativeMutationQuery(
                        "UPDATE enrollment SET last_step_at = enrolled_at WHERE id = " + written.id())
                .executeUpdate());

        kari.post(at + "/undo", "");

        assertThat(site.enrollmentOf("u1@undo.example").state()).isEqualTo(State.ACTIVE);
        assertThat(site.enrollmentOf("u2@undo.example").stopReason()).isEqualTo(StopReason.BY_HAND);
        assertThat(kari.get(at).body()).doesNotContain("who has got nothing yet");
        assertThat(audit()).anyMatch(said -> said.startsWith("stopped 1 of those just enrolled"));

        var again = chosen("u2@undo.example");
        assertThat(kari.get(again + COLD).body()).contains("1 has been through it too recently");
        assertThat(kari.get(again + COLD + "&again=yes").body()).contains("1 of 1 can be enrolled");
    }

    @Test
    void nobody_enrolls_whom_or_from_where_they_may_not_see() {
        jonas.imported("email,first_name\ntheirs@sight.example,Theirs\n");
        kari.imported("email,first_name\nmine@sight.example,Mine\n");

        var at = chosen("theirs@sight.example", "mine@sight.example");
        assertThat(kari.get(at).body()).contains("1 person is chosen", "1 more was asked for");
        var byId = Importing.place(
                kari.get("/enroll?prospects=" + id("theirs@sight.example") + "," + id("mine@sight.example")));
        assertThat(kari.get(byId).body()).contains("1 person is chosen");
        assertThat(kari.get(at + "/mail" + COLD + "&look=" + id("theirs@sight.example"))
                        .statusCode())
                .isEqualTo(404);

        var wrong = kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("jonas@rute.example"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("No mailbox is chosen that may send");
        assertThat(kari.post(at + "/start", "cadence=../secrets&mailbox=" + mailbox("kari@rute.example"))
                        .statusCode())
                .isEqualTo(422);

        for (var path : List.of("", "/forecast" + COLD, "/mail" + COLD + "&look=1", "/result.csv")) {
            assertThat(jonas.get(at + path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/start", "/undo", "/go-on")) {
            assertThat(jonas.post(at + path, "").statusCode()).as(path).isEqualTo(404);
        }
        var import_ = jonas.imported("email\nimported@sight.example\n");
        assertThat(kari.get("/enroll?import=" + import_.substring("/imports/".length()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void several_mailboxes_take_turns_and_a_large_choice_is_done_in_batches() {
        var rows = IntStream.range(0, 250)
                .mapToObj(i -> "p" + i + "@many" + i + ".example,P" + i)
                .collect(Collectors.joining("\n"));
        var imported = kari.imported("email,first_name\n" + rows + "\n");
        var admin = new Importing(site, kari.port(), SignedInAs.admin(site.engine));
        var at = Importing.place(admin.get("/enroll?import=" + imported.substring("/imports/".length())));

        assertThat(admin.get(at + COLD + "&mailbox=" + mailbox("kari@rute.example"))
                        .body())
                .contains("250 of 250");
        admin.post(
                at + "/start",
                "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example") + "&mailbox="
                        + mailbox("amina@rute.example"));

        assertThat(admin.settled(at)).contains("250 people are enrolled");
        var perMailbox = LongStream.of(mailbox("kari@rute.example"), mailbox("amina@rute.example"))
                .map(mailbox -> count("SELECT COUNT(*) FROM enrollment e JOIN prospect p ON p.id = e.prospect_id"
                        + " WHERE p.email LIKE 'p%@many%.example' AND e.mailbox_id = " + mailbox))
                .toArray();
        assertThat(LongStream.of(perMailbox).sum()).isEqualTo(250);
        assertThat(LongStream.of(perMailbox).min().orElseThrow()).isPositive();
    }

    @Test
    void one_that_broke_off_is_told_and_goes_on_with_the_others() {
        kari.imported("email,first_name\nb1@off.example,Be\nb2@off.example,Bi\n");
        var at = chosen("b1@off.example", "b2@off.example");
        site.in(session -> session.createNativeMutationQuery("UPDATE selection SET state = 'enrolling',"
                        + " cadence = 'cold-outreach', mailboxes = '[" + mailbox("kari@rute.example") + "]',"
                        + " beat_at = UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE WHERE id = "
                        + at.substring("/enroll/".length()))
                .executeUpdate());

        assertThat(kari.get(at).body()).contains("broke off after 0 of 2", "Go on with the other 2");
        kari.post(at + "/go-on", "");
        assertThat(kari.settled(at)).contains("2 people are enrolled");
    }

    @Test
    void a_broken_cadence_can_not_be_chosen() {
        site.write("cadences/cold-outreach/cadence.yaml", "title: [");
        kari.imported("email\nbroken@cadence.example\n");
        var at = chosen("broken@cadence.example");

        assertThat(kari.get(at + COLD).body()).contains("Its file is broken").doesNotContain("id=\"enroll\"");
        assertThat(kari.post(at + "/start", "cadence=cold-outreach&mailbox=" + mailbox("kari@rute.example"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_is_typed_is_told_where_nobody_is_in_it() {
        var answer = kari.post("/enroll/choose", "addresses=" + Importing.encoded("<b>nobody</b>"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("There is no email address in that", "&lt;b&gt;nobody");
        assertThat(kari.post("/enroll/choose", "prospects=x,999999999")
                        .headers()
                        .firstValue("Location"))
                .isPresent();
    }

    /** Chosen by their addresses, as they are pasted; answers where their page is. */
    private static String chosen(String... emails) {
        var typed = Stream.of(emails)
                .map(email -> "Somebody <" + email.toUpperCase(java.util.Locale.ROOT) + ">")
                .collect(Collectors.joining(", "));
        return Importing.place(kari.post("/enroll/choose", "addresses=" + Importing.encoded(typed)));
    }

    private static long id(String email) {
        return site.in(
                session -> Prospects.byEmail(session, email).orElseThrow().id());
    }

    private static long mailbox(String address) {
        return site.in(session -> site.engine
                .mailboxes()
                .byAddress(session, address)
                .orElseThrow()
                .id());
    }

    private static long count(String sql) {
        return site.in(session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private static List<String> audit() {
        return site.in(session ->
                Audit.latest(
                                session,
                                People.byEmail(session, "kari@rute.example")
                                        .orElseThrow()
                                        .id(),
                                null,
                                200)
                        .stream()
                        .map(audit -> audit.sentence().toString())
                        .toList());
    }
}
