package kadens.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.language.Refusal;
import kadens.store.Database;
import kadens.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Imports into a real MariaDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProspectImportTest {

    private final List<Path> files = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private Database database = unset();

    @BeforeAll
    void open() {
        database = TestDatabase.fresh(List.of(Prospect.class, Account.class));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.transactAlone(session -> {
            session.createMutationQuery("delete from Prospect").executeUpdate();
            session.createMutationQuery("delete from Account").executeUpdate();
        });
    }

    @AfterEach
    void remove() throws IOException {
        for (var file : files) {
            Files.delete(file);
        }
        files.clear();
    }

    @Test
    void a_row_becomes_a_prospect_with_an_account() {
        assertReport(run("""
                Email,First name,Etternavn,Company,Website,Stilling,Phone,Tidssone,Land,Språk,Lead score
                Kari@Acme.NO,Kari,Nordmann,Acme AS,https://www.acme.no/,CTO,+47 1,europe/oslo,Norge,norsk,7
                """), 1, 0, 0, 0);
        var kari = prospect("kari@acme.no");
        assertThat(kari.displayName()).isEqualTo("Kari Nordmann");
        assertThat(List.of(
                        String.valueOf(kari.title()),
                        String.valueOf(kari.phone()),
                        String.valueOf(kari.timeZone()),
                        String.valueOf(kari.country()),
                        String.valueOf(kari.language())))
                .containsExactly("CTO", "+47 1", "Europe/Oslo", "NO", "no");
        assertThat(kari.fields()).isEqualTo(Map.of("lead_score", "7"));
        assertThat(account("kari@acme.no").name()).isEqualTo("Acme AS");
        assertThat(account("kari@acme.no").domain()).isEqualTo("acme.no");
    }

    @Test
    void the_same_file_twice_changes_nothing() {
        var text = """
                email;company;domain;time_zone;Note;Size
                a@acme.no;Acme;;;"two
                lines";5
                b@acme.no;Acme Inc;;Europe/Oslo;;6
                c@gmail.com;Corner Shop;;;;
                d@gmail.com;CORNER SHOP;;;;7
                e@other.no;Group;group.com;;;8
                f@third.no;Group;group.com;;;9
                g@hotmail.com;;;;;
                """;
        var mapping = Map.of("size", "account.size");
        assertReport(run(file(text), mapping), 7, 0, 0, 0);
        var before = everything();
        now = now.plusSeconds(60);
        assertReport(run(file(text), mapping), 0, 0, 7, 0);
        assertThat(everything()).isEqualTo(before);
        assertReport(run("email;company\ne@other.no;Group\nf@third.no;\n"), 0, 0, 2, 0);
    }

    @Test
    void an_empty_cell_erases_nothing_and_fields_are_merged() {
        run("email,first_name,title,score,city\nkari@acme.no,Kari,CTO,1,Oslo\n");
        var later = now.plusSeconds(60);
        now = later;
        assertReport(run("email,first_name,title,score,sector\nKARI@acme.no,,CEO,2,IT\n"), 0, 1, 0, 0);
        var kari = prospect("kari@acme.no");
        assertThat(kari.firstName()).isEqualTo("Kari");
        assertThat(kari.title()).isEqualTo("CEO");
        assertThat(kari.fields()).isEqualTo(Map.of("score", "2", "city", "Oslo", "sector", "IT"));
        assertThat(kari.changedAt).isEqualTo(later);
        assertThat(kari.createdAt).isBefore(later);
    }

    @Test
    void accounts_are_known_by_domain_or_else_by_name() {
        run("""
                email,company,domain
                a@acme.no,Acme,
                b@sub.acme.no,,www.acme.no
                c@gmail.com,Corner Shop,
                d@outlook.com,corner shop,
                e@online.no,,
                f@icloud.com,Acme,gmail.com
                """);
        assertThat(account("a@acme.no").id()).isEqualTo(account("b@sub.acme.no").id());
        assertThat(account("c@gmail.com").id())
                .isEqualTo(account("d@outlook.com").id());
        assertThat(prospect("e@online.no").accountId()).isNull();
        assertThat(account("f@icloud.com").domain()).isNull();
        assertThat(everything()).hasSize(6 + 3);
    }

    @Test
    void a_prospect_stays_in_their_account_until_a_row_names_another() {
        run("email,company,domain\na@acme.no,Group,group.com\n");
        run("email,phone\na@acme.no,+47 2\n");
        assertThat(account("a@acme.no").domain()).isEqualTo("group.com");
        run("email,company\na@acme.no,Acme\n");
        assertThat(account("a@acme.no").domain()).isEqualTo("acme.no");
        assertThat(account("a@acme.no").name()).isEqualTo("Acme");
    }

    @Test
    void letter_case_makes_no_second_prospect() {
        var report = run("email,first_name\nKari@Acme.no,Kari\nkari@ACME.NO,Karin\n");
        assertReport(report, 1, 0, 0, 1);
        assertThat(report.problems().getFirst().toString())
                .startsWith("line 3, email \"kari@acme.no\": This address is on line 2 already");
        assertThat(prospect("kari@acme.no").firstName()).isEqualTo("Kari");
    }

    @Test
    void norwegian_letters_come_through_from_latin_1_and_with_a_byte_order_mark() {
        var text = "epost;fornavn;firma;Kommune på Østlandet\nase@acme.no;Åse Bjørnæs;Blåbær & Sønn;Ås\n";
        assertReport(run(file(text.getBytes(StandardCharsets.ISO_8859_1)), Map.of()), 1, 0, 0, 0);
        assertThat(prospect("ase@acme.no").firstName()).isEqualTo("Åse Bjørnæs");
        assertThat(prospect("ase@acme.no").fields()).isEqualTo(Map.of("kommune_pa_ostlandet", "Ås"));
        assertThat(account("ase@acme.no").name()).isEqualTo("Blåbær & Sønn");
        for (var encoding : List.of("UTF-8", "UTF-16LE")) {
            assertReport(run(file(("\uFEFF" + text).getBytes(Charset.forName(encoding))), Map.of()), 0, 0, 1, 0);
        }
    }

    @Test
    void a_refused_file_leaves_the_database_as_it_was() {
        assertThatThrownBy(() -> run("email\na@acme.no\n\"b@acme.no\n")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run("name\na@acme.no\n")).isInstanceOf(Refusal.class);
        assertThat(everything()).isEmpty();
    }

    @Test
    void custom_fields_that_are_too_much_refuse_the_row_alone() {
        var headers = IntStream.range(0, 40).mapToObj(i -> ",f" + i).collect(Collectors.joining());
        var report = run("email" + headers + "\na@acme.no" + (",å" + "å".repeat(1999)).repeat(40) + "\nb@acme.no,1\n");
        assertReport(report, 1, 0, 0, 1);
        assertThat(report.problems().getFirst().line()).isEqualTo(2);
    }

    @Test
    void twenty_thousand_rows_go_in_batches_and_tell_their_progress() {
        var text = new StringBuilder("email,first_name,company,score\n");
        for (var i = 0; i < 20_000; i++) {
            text.append(i % 10 == 3 ? "nobody" : "p" + i + "@c" + i % 700 + ".no")
                    .append(",P" + i + ",Company " + i % 700 + "," + i + "\n");
        }
        var file = file(text.toString());
        var told = new ArrayList<Long>();
        var report = new ProspectImport(database, () -> now).run(file, Map.of(), (rows, read, total) -> {
            assertThat(read).isBetween(1L, total);
            told.add(rows);
        });
        assertReport(report, 18_000, 0, 0, 2_000);
        assertThat(report.problems()).hasSize(1000);
        assertThat(report.problemCount()).isEqualTo(2000);
        assertThat(told).isSorted().hasSizeGreaterThan(39).endsWith(20_000L);
        assertThat(everything()).hasSize(18_000 + 630);
        assertReport(run(file, Map.of()), 0, 0, 18_000, 2_000);
    }

    @Test
    void imports_at_the_same_time_lose_no_row_and_no_value() throws Exception {
        var work = new ArrayList<Callable<ImportReport>>();
        for (var import_ = 0; import_ < 4; import_++) {
            var text = new StringBuilder("email,field" + import_ + "\n");
            var order = IntStream.range(0, 3000).boxed().collect(Collectors.toList());
            java.util.Collections.shuffle(order, new java.util.Random(import_));
            order.forEach(i -> text.append("p" + i + "@c" + i % 300 + ".no,x\n"));
            var file = file(text.toString());
            work.add(() -> run(file, Map.of()));
        }
        var created = 0L;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var report : threads.invokeAll(work)) {
                assertThat(report.get().rows()).isEqualTo(3000);
                created += report.get().created();
            }
        }
        assertThat(created).isEqualTo(3000);
        assertThat(everything()).hasSize(3000 + 300);
        assertThat(prospect("p1234@c34.no").fields()).hasSize(4);
        assertThat(prospects())
                .allSatisfy(prospect -> assertThat(prospect.fields()).hasSize(4));
    }

    @Test
    void a_batch_that_collides_with_another_node_runs_again() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor();
                var pool = database.forQuartz();
                var other = pool.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO prospect (id, email, title, fields, created_at, changed_at)"
                    + " VALUES (-1, 'b@acme.no', 'CTO', '{}', NOW(), NOW())");
            var report = threads.submit(() -> run("email,first_name\na@acme.no,A\nb@acme.no,B\nc@acme.no,C\n"));
            await().until(() -> {
                try (var rows = statement.executeQuery(
                        "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")) {
                    return rows.next();
                }
            });
            other.commit();
            assertReport(report.get(), 2, 1, 0, 0);
        }
        assertThat(prospect("b@acme.no").displayName()).isEqualTo("B");
        assertThat(prospect("b@acme.no").title()).isEqualTo("CTO");
        assertThat(everything()).hasSize(3 + 1);
    }

    private ImportReport run(String text) {
        return run(file(text), Map.of());
    }

    private ImportReport run(Path file, Map<String, String> mapping) {
        return new ProspectImport(database, () -> now).run(file, mapping, Progress.NONE);
    }

    private Path file(String text) {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] bytes) {
        try {
            var file = Files.write(Files.createTempFile(Path.of("target"), "prospects", ".csv"), bytes);
            files.add(file);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Prospect prospect(String email) {
        return database.transact(session -> Prospects.byEmail(session, email).orElseThrow());
    }

    private Account account(String email) {
        return database.transact(session -> Objects.requireNonNull(
                Prospects.accountOf(session, Prospects.byEmail(session, email).orElseThrow())));
    }

    private List<Prospect> prospects() {
        return database.transact(session ->
                session.createSelectionQuery("from Prospect", Prospect.class).getResultList());
    }

    /** All rows with all their values, by table and id. */
    private Map<String, List<Object>> everything() {
        return database.transact(session -> {
            var rows = new HashMap<String, List<Object>>();
            for (var table : List.of("prospect", "account")) {
                session.createNativeQuery("SELECT * FROM " + table, Object[].class)
                        .getResultList()
                        .forEach(row -> rows.put(table + row[0], java.util.Arrays.asList(row)));
            }
            return rows;
        });
    }

    private static void assertReport(ImportReport report, long created, long updated, long unchanged, long refused) {
        assertThat(List.of(report.created(), report.updated(), report.unchanged(), report.refusedRows()))
                .as("created, updated, unchanged, refused; %s", report.problems())
                .containsExactly(created, updated, unchanged, refused);
    }

    /** Until {@link #open}. */
    @SuppressWarnings("NullAway")
    private static Database unset() {
        return null;
    }
}
