package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kadens.SignedInAs;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportingTest {

    private static Site site;
    private static int office;

    /** Sells, and sees their own and everybody's. */
    private static Importing kari;

    private static Importing jonas;

    @BeforeAll
    static void open() {
        site = new Site();
        office = site.serve(null);
        kari = as("kari@rute.example", Role.REP);
        jonas = as("jonas@rute.example", Role.REP);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void columns_are_guessed_and_nothing_is_stored_before_it_was_said() {
        var at = kari.uploaded("""
                Epost,Fornavn,Etternavn,Firma,Årlig omsetning
                eva@guess.example,Eva,Lund,Guess AS,12
                not an address,X,Y,,
                """);

        var page = kari.get(at).body();
        assertThat(page)
                .contains("value=\"email\" selected", "value=\"first_name\" selected", "value=\"company\" selected")
                .contains("value=\"fields.arlig_omsetning\" selected", "Own field: arlig_omsetning")
                .contains("Eva Lund", "1 would be refused");
        assertThat(prospect("eva@guess.example")).isEmpty();

        var checked = kari.checked(at, "");
        assertThat(checked).contains("1 person is new", "1 row refused", "Line 3", "not an address", "Import 1 person");
        assertThat(prospect("eva@guess.example")).as("it was only checked").isEmpty();

        kari.post(at + "/start", "");
        assertThat(kari.settled(at)).contains("1 person is new", "1 row was refused", "Enroll this person");
        var eva = prospect("eva@guess.example").orElseThrow();
        assertThat(eva.displayName()).isEqualTo("Eva Lund");
        assertThat(eva.fields()).containsEntry("arlig_omsetning", "12");
        assertThat(eva.ownerId()).as("new ones are theirs who imported them").isEqualTo(id("kari@rute.example"));
        assertThat(audit("kari@rute.example")).contains("uploaded the list 'list.csv'", "began to import the list 'list.csv'");
    }

    @Test
    void a_column_becomes_what_was_chosen_or_is_left_out() {
        var at = kari.uploaded("Mail,Who,Rank\nida@choose.example,Ida,first\n");

        var preview = kari.site()
                .send(site.request(office, at + "/preview", "Cookie", kari.cookie(), "HX-Request", "true")
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                kari.form(at, "column=email&column=first_name&column=account.rank"))))
                .body();
        assertThat(preview).contains("<strong>Ida</strong>").doesNotContain("<html");

        kari.checked(at, "column=email&column=first_name&column=-&owner=");
        kari.post(at + "/start", "");
        kari.settled(at);
        var ida = prospect("ida@choose.example").orElseThrow();
        assertThat(ida.firstName()).isEqualTo("Ida");
        assertThat(ida.fields()).isEmpty();
        assertThat(ida.ownerId()).as("everybody's").isNull();
    }

    @Test
    void what_can_not_be_is_told_beside_the_columns_and_changes_nothing() {
        var at = kari.uploaded("email,a,b\nbo@wrong.example,x,y\n");

        assertThat(wrong(at, "column=-&column=-&column=-")).contains("No column becomes the email address");
        assertThat(wrong(at, "column=email&column=title&column=title"))
                .contains("Two columns become the same: Title", "aria-invalid");
        assertThat(wrong(at, "column=email&column=password&column=-")).contains("That is no field");
        assertThat(wrong(at, "column=email&column=fields.a;drop&column=-")).contains("That is no field");
        assertThat(wrong(at, "column=email")).contains("The columns have changed");
        assertThat(wrong(at, "column=email&column=-&column=-&owner=" + id("jonas@rute.example")))
                .contains("can&#39;t be given to that person");
        assertThat(prospect("bo@wrong.example")).isEmpty();
    }

    private static String wrong(String at, String change) {
        var answer = kari.post(at + "/check", kari.form(at, change));
        assertThat(answer.statusCode()).as(change).isEqualTo(422);
        return answer.body();
    }

    @Test
    void encodings_separators_and_a_missing_header_are_found_out() {
        var latin = place(kari.upload(
                "latin.csv", "epost;fornavn\nåse@latin.example;Åse\nase2@latin.example;Søren\n".getBytes(Charset.forName("windows-1252"))));
        assertThat(kari.get(latin).body()).contains("WINDOWS-1252", "semicolons", "Søren");

        var utf16 = place(kari.upload("u16.csv", "\uFEFFemail\tfirst_name\nzoe@utf.example\tZoë\n".getBytes(StandardCharsets.UTF_16LE)));
        assertThat(kari.get(utf16).body()).contains("UTF-16LE", "tabs", "Zoë");

        var headless = place(kari.upload("headless.csv", "Per,per@headless.example\nPia,pia@headless.example\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(kari.get(headless).body())
                .contains("Column 2", "<option value=\"no\" selected>", "The first 2 rows")
                .containsPattern("column-2\"[^§]*?value=\"email\" selected");
        kari.checked(headless, "column=first_name&column=email");
        kari.post(headless + "/start", "");
        kari.settled(headless);
        assertThat(prospect("per@headless.example").orElseThrow().firstName()).isEqualTo("Per");
    }

    @Test
    void the_first_line_can_be_taken_for_a_row_after_all() {
        var at = kari.uploaded("Name,Note\nOle,ole@first.example\n");

        kari.post(at + "/check", kari.form(at, "headed=no"));

        assertThat(kari.get(at).body()).contains("Column 1", "<option value=\"no\" selected>");
    }

    @Test
    void files_that_are_no_lists_are_refused_with_what_to_do() {
        assertThat(refusal("empty.csv", new byte[0])).contains("No file came, or it was empty");
        assertThat(refusal("blank.csv", "\n\n".getBytes(StandardCharsets.UTF_8))).contains("the file is empty");
        assertThat(refusal("head.csv", "email,first_name\n".getBytes(StandardCharsets.UTF_8))).contains("no rows below it");
        assertThat(refusal("picture.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 13})).contains("not a text file");
        assertThat(refusal("book.xlsx", new byte[] {'P', 'K', 3, 4, 20, 0})).contains("Excel workbook", "CSV UTF-8");
        assertThat(refusal("quote.csv", "email,a\n\"open,1\n".getBytes(StandardCharsets.UTF_8)))
                .contains("quotation mark", "quote.csv, line 2")
                .doesNotContain("/tmp");
        assertThat(kari.post("/imports", "file=x").statusCode()).isEqualTo(422);
    }

    private static String refusal(String name, byte[] content) {
        var answer = kari.upload(name, content);
        assertThat(answer.statusCode()).as(name).isEqualTo(422);
        return answer.body();
    }

    @Test
    void a_file_that_is_too_long_is_refused_and_files_are_taken_nowhere_else() {
        var long_ = kari.upload("long.csv", new byte[51_000_000]);
        assertThat(long_.statusCode()).isEqualTo(422);
        assertThat(long_.body()).contains("longer than 50 MB");

        var elsewhere = site.send(site.request(office, "/enroll/choose", "Cookie", kari.cookie())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "Multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000])));
        assertThat(elsewhere.statusCode()).isEqualTo(415);
    }

    @Test
    void the_name_of_a_file_is_a_name_and_never_a_path_or_markup() {
        var content = "email\nname@path.example\n".getBytes(StandardCharsets.UTF_8);

        assertThat(kari.get(place(kari.upload("../../etc/passwd", content))).body())
                .contains("passwd")
                .doesNotContain("../", "etc/");
        assertThat(kari.get(place(kari.upload("C:\\\\x\\\\..\\\\evil.csv", content))).body()).contains("evil.csv").doesNotContain("C:");
        assertThat(kari.get(place(kari.upload("<img src=x onerror=alert(1)>.csv", content))).body())
                .contains("&lt;img")
                .doesNotContain("<img src=x");
    }

    @Test
    void cells_and_headers_are_shown_as_text() {
        var at = kari.uploaded("email,<script>alert(1)</script>\n<b>x</b>,\"\"\"><script>alert(2)</script>\"\n");

        assertThat(kari.get(at).body()).doesNotContain("<script>alert", "<b>x");
        assertThat(kari.checked(at, "")).doesNotContain("<script>alert", "<b>x");
    }

    @Test
    void a_known_prospect_is_updated_only_if_that_was_said() {
        kari.imported("email,first_name\ntor@known.example,Tor\n");

        var kept = kari.uploaded("email,first_name,title\ntor@known.example,Thor,CEO\n");
        assertThat(kari.checked(kept, "updates=")).contains("Nobody is new", "1 would be updated");
        var form = kari.form(kept, "").replace("updates=yes&", "");
        kari.post(kept + "/check", form);
        assertThat(kari.settled(kept)).contains("none would be updated", "There is nothing to import");

        kari.imported("email,first_name,title\ntor@known.example,Thor,CEO\n");
        assertThat(prospect("tor@known.example").orElseThrow().title()).isEqualTo("CEO");
    }

    @Test
    void a_prospect_of_somebody_who_is_not_seen_is_never_changed() {
        jonas.imported("email,first_name\nown@jonas.example,Mine\n");

        var at = kari.uploaded("email,first_name\nown@jonas.example,Taken\n");
        assertThat(kari.checked(at, "")).contains("belongs to somebody whose prospects", "1 row refused");
        var imported = kari.imported("email,first_name\nown@jonas.example,Taken\nnew@jonas.example,New\n");

        assertThat(kari.get(imported).body()).contains("1 person is new", "1 row was refused");
        assertThat(prospect("own@jonas.example").orElseThrow().firstName()).isEqualTo("Mine");
        var lead = as("lead@rute.example", Role.MANAGER);
        assertThat(lead.get(imported).statusCode()).as("another team's").isEqualTo(404);
    }

    @Test
    void somebody_elses_import_is_not_there() {
        var at = jonas.imported("email\nsomebody@else.example\n");

        assertThat(kari.get(at).statusCode()).isEqualTo(404);
        assertThat(kari.get(at + "/refused.csv").statusCode()).isEqualTo(404);
        for (var act : new String[] {"/check", "/start", "/undo", "/discard", "/preview"}) {
            assertThat(kari.post(at + act, "").statusCode()).as(act).isEqualTo(404);
        }
        assertThat(kari.get("/imports").body()).doesNotContain(at + "\"");
        assertThat(jonas.get("/imports").body()).contains(at + "\"");
        assertThat(prospect("somebody@else.example")).isPresent();
    }

    @Test
    void refused_rows_are_to_be_had_as_they_were_with_reasons_and_without_formulas() {
        var at = kari.imported("""
                email;first_name;phone;=HYPERLINK("x")
                good@refused.example;Good;;
                =cmd|' /C calc'!A0;@SUM(1);+47 12;-1
                bad@;Ødegård;"two;parts";
                """);

        var csv = kari.get(at + "/refused.csv");

        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow()).contains("attachment");
        var lines = csv.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("\uFEFFemail;first_name;phone;\"'=HYPERLINK(\"\"x\"\")\";why it was refused");
        assertThat(lines.get(1)).startsWith("'=cmd|' /C calc'!A0;'@SUM(1);'+47 12;'-1;email: ");
        assertThat(lines.get(2)).startsWith("bad@;Ødegård;\"two;parts\";;email: ");

        var mended = csv.body().replace("bad@", "bad@refused.example");
        kari.imported(mended);
        assertThat(prospect("bad@refused.example").orElseThrow().firstName()).isEqualTo("Ødegård");
    }

    @Test
    void an_import_is_undone_except_where_somebody_went_on_with_it() {
        kari.imported("email,first_name,company\nold@undo.example,Old,Before\nedited@undo.example,Old,Before\n");
        var at = kari.imported("""
                email,first_name,company
                old@undo.example,New,Before
                edited@undo.example,New,Before
                fresh@undo-new.example,Fresh,Undo New
                enrolled@undo.example,Enrolled,Before
                """);
        var enrolled = prospect("enrolled@undo.example").orElseThrow();
        enroll(enrolled);
        site.in(session -> session.createNativeMutationQuery("UPDATE prospect SET title = 'by hand',"
                        + " changed_at = changed_at + INTERVAL 1 MINUTE WHERE email = 'edited@undo.example'")
                .executeUpdate());

        kari.post(at + "/undo", "");
        var page = kari.until(at, body -> body.contains("is undone"));

        assertThat(page)
                .contains("1 person was removed", "1 person has their old values again")
                .contains("1 person stays: they have been enrolled since")
                .contains("1 person stays: somebody has changed them since");
        assertThat(prospect("fresh@undo-new.example")).isEmpty();
        assertThat(prospect("enrolled@undo.example")).isPresent();
        assertThat(prospect("old@undo.example").orElseThrow().firstName()).isEqualTo("Old");
        assertThat(prospect("edited@undo.example").orElseThrow().firstName()).isEqualTo("New");
        assertThat(count("SELECT COUNT(*) FROM account WHERE domain = 'undo-new.example'")).isZero();
        assertThat(count("SELECT COUNT(*) FROM account WHERE domain = 'undo.example'")).isOne();
        assertThat(audit("kari@rute.example")).contains("undid the import of the list 'list.csv'");
        kari.post(at + "/undo", "");
        assertThat(kari.get(at).body()).as("once is enough").contains("is undone");
    }

    @Test
    void an_import_whose_node_is_gone_is_told_and_goes_on_where_it_broke_off() {
        var at = kari.imported("email,first_name\none@broken.example,One\ntwo@broken.example,Two\nthree@,Three\n");
        site.in(session -> session.createNativeMutationQuery("""
                        UPDATE upload SET state = 'importing', beat_at = UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE,
                            line_done = 2, row_count = 1, created = 1, refused = 0, ended_at = NULL WHERE id = :id
                        """).setParameter("id", Long.parseLong(at.substring(at.lastIndexOf('/') + 1))).executeUpdate());
        site.in(session -> session.createNativeMutationQuery("DELETE FROM prospect WHERE email = 'two@broken.example'")
                .executeUpdate());

        assertThat(kari.get(at).body()).contains("broke off", "1 row was done", "Go on with the import");
        kari.post(at + "/start", "");
        assertThat(kari.settled(at)).contains("2 people are new", "1 row was refused");
        assertThat(prospect("two@broken.example")).isPresent();
    }

    @Test
    void a_list_is_thrown_away_before_it_is_imported_and_not_after() {
        var at = kari.uploaded("email\nthrown@away.example\n");
        assertThat(place(kari.post(at + "/discard", ""))).isEqualTo("/imports");
        assertThat(kari.get(at).statusCode()).isEqualTo(404);

        var imported = kari.imported("email\nkept@away.example\n");
        assertThat(place(kari.post(imported + "/discard", ""))).isEqualTo(imported);
        assertThat(kari.get(imported).statusCode()).isEqualTo(200);
    }

    private static Importing as(String email, Role role) {
        return new Importing(site, office, SignedInAs.cookie(site.engine, email, role, null));
    }

    private static void enroll(Prospect prospect) {
        site.in(session -> {
            var cadence = (kadens.cadence.Cadence) site.engine.cadences().find("cold-outreach");
            var mailbox = site.engine.mailboxes().all(session).getFirst();
            return site.engine.enrolling().enroll(session, prospect, cadence, mailbox, false);
        });
    }

    private static Optional<Prospect> prospect(String email) {
        return site.in(session -> Prospects.byEmail(session, email));
    }

    private static long id(String email) {
        return site.in(session -> People.byEmail(session, email).orElseThrow().id());
    }

    private static java.util.List<String> audit(String email) {
        return site.in(session -> Audit.latest(session, People.byEmail(session, email).orElseThrow().id(), null, 200).stream()
                .map(audit -> audit.sentence().toString())
                .toList());
    }

    private static long count(String sql) {
        return site.in(session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private static String place(HttpResponse<String> response) {
        return Importing.place(response);
    }
}
