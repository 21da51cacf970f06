package kadens.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kadens.language.Refusal;
import kadens.prospect.Target.AccountCustom;
import kadens.prospect.Target.Custom;
import kadens.prospect.Target.LeftOut;
import kadens.prospect.Target.Standard;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns mean, and what their cells may hold. */
class RowReaderTest {

    @Test
    void headers_go_by_many_names() {
        var headers = "E-post,For navn,SURNAME,firma,Website,job-title,Mobil,Tidssone,Land,Språk".split(",");
        assertThat(targets(Map.of(), headers))
                .extracting(target -> ((Standard) target).field())
                .containsExactly(Field.values());
    }

    @Test
    void other_columns_become_custom_fields_that_a_template_can_name() {
        assertThat(targets(Map.of(), "email", "Årlig omsetning (NOK)", "Größe", "2024 søknad", "Ærlig-Émile"))
                .endsWith(
                        new Custom("arlig_omsetning_nok"),
                        new Custom("grosse"),
                        new Custom("_2024_soknad"),
                        new Custom("aerlig_emile"));
    }

    @Test
    void a_mapping_has_the_last_word() {
        assertThat(targets(
                        Map.of("Contact", "e-mail", "email", "-", "Sector", "account.sector", "x", "fields.Y"),
                        "contact",
                        "email",
                        "Sector",
                        "x"))
                .containsExactly(
                        new Standard(Field.EMAIL), new LeftOut(), new AccountCustom("sector"), new Custom("Y"));
    }

    @Test
    void columns_that_make_no_sense_are_refused() {
        assertRefused(Map.of(), "no column holds the email address", "name", "phone");
        assertRefused(Map.of(), "\"E-mail\" and \"mail\" are both email", "E-mail", "mail");
        assertRefused(Map.of(), "\"Fax no\" and \"fax_no\" are both fields.fax_no", "email", "Fax no", "fax_no");
        assertRefused(Map.of("fax", "fields.fax"), "there is no column \"fax\" to map", "email", "phone");
        assertRefused(Map.of("phone", "telefax"), "\"telefax\", which is no field", "email", "phone");
        assertRefused(Map.of("phone", "fields.no name"), "which is no field", "email", "phone");
        assertRefused(Map.of(), "\"Имя\" can't become the name of a field", "email", "Имя");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Kari.Nord+x@Example.COM, kari.nord+x@example.com",
                "o'hara@a-b.co.uk, o'hara@a-b.co.uk",
                "ola@blåbær.no, ola@xn--blbr-roah.no",
            })
    void addresses_are_kept_in_lower_case(String given, String kept) {
        assertThat(Field.EMAIL.check(given)).isEqualTo(new Checked.Good(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kari",
                "kari@",
                "@example.com",
                "kari@example",
                "kari@@example.com",
                "kari nord@example.com",
                "kari@example.com\r\nBcc: all@example.com",
                "Kari <kari@example.com>",
                ".kari@example.com",
                "ka..ri@example.com",
                "kari@-example.com",
                "kari@example..com",
                "kari@127.0.0.1",
                "kari@[127.0.0.1]",
                "kåre@example.com",
                "a@x.no,b@x.no",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com",
            })
    void what_is_no_address_is_told(String given) {
        assertThat(Field.EMAIL.check(given)).isInstanceOf(Checked.Bad.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, https://www.Acme.no/en?x=1, acme.no",
        "DOMAIN, acme.co.uk:8080, acme.co.uk",
        "DOMAIN, blåbær.no, xn--blbr-roah.no",
        "TIME_ZONE, europe/oslo, Europe/Oslo",
        "TIME_ZONE, America/New York, America/New_York",
        "COUNTRY, no, NO",
        "COUNTRY, NOR, NO",
        "COUNTRY, Norge, NO",
        "COUNTRY, Tyskland, DE",
        "COUNTRY, united states, US",
        "COUNTRY, Côte d’Ivoire, CI",
        "COUNTRY, UK, GB",
        "LANGUAGE, NB-no, nb-NO",
        "LANGUAGE, en_US, en-US",
        "LANGUAGE, norsk bokmål, nb",
        "LANGUAGE, Norwegian, no",
        "LANGUAGE, tysk, de",
        "LANGUAGE, deu, de",
        "PHONE, +47 22 33 44 55, +47 22 33 44 55",
    })
    void values_are_brought_to_one_form(Field field, String given, String kept) {
        assertThat(field.check(given)).isEqualTo(new Checked.Good(kept));
    }

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, acme",
        "DOMAIN, not a domain.no",
        "TIME_ZONE, +02:00",
        "TIME_ZONE, Oslo",
        "COUNTRY, Atlantis",
        "LANGUAGE, Klingonish",
        "LANGUAGE, xx",
        "LANGUAGE, en-abcdefghijk",
        "PHONE, 4.79E+09",
        "TITLE, #REF!",
    })
    void values_that_mean_nothing_are_told(Field field, String given) {
        assertThat(field.check(given)).isInstanceOf(Checked.Bad.class);
    }

    @Test
    void names_hold_no_line_breaks_and_fit_their_column() {
        assertThat(Field.FIRST_NAME.check("Kari\r\nBcc: all@example.com")).isInstanceOf(Checked.Bad.class);
        assertThat(Field.TITLE.check("a\u0000b")).isInstanceOf(Checked.Bad.class);
        assertThat(Field.COMPANY.check("a\u2028b")).isInstanceOf(Checked.Bad.class);
        assertThat(Field.LAST_NAME.check("å".repeat(100))).isInstanceOf(Checked.Good.class);
        assertThat(Field.LAST_NAME.check("å".repeat(101))).isInstanceOf(Checked.Bad.class);
        assertThat(TextCheck.custom("two\nlines")).isInstanceOf(Checked.Good.class);
        assertThat(TextCheck.custom("bell\u0007")).isInstanceOf(Checked.Bad.class);
    }

    @Test
    void every_problem_of_a_row_is_told_and_the_good_rows_are_kept() {
        var problems = new Problems();
        var reader = reader("email", "first_name", "time_zone", "");
        assertThat(reader.read(new CsvRow(2, List.of(" a@x.no\u00A0", "Kari", "")), problems))
                .map(ProspectRow::values)
                .contains(Map.of(Field.EMAIL, "a@x.no", Field.FIRST_NAME, "Kari"));
        assertThat(reader.read(new CsvRow(3, List.of("b@", "O\nla", "Oslo")), problems))
                .isEmpty();
        assertThat(reader.read(new CsvRow(5, List.of("A@X.no")), problems)).isEmpty();
        assertThat(reader.read(new CsvRow(6, List.of("", "Per")), problems)).isEmpty();
        assertThat(reader.read(new CsvRow(7, List.of("c@x.no", "C", "", "lost")), problems))
                .isEmpty();
        assertThat(reader.read(new CsvRow(8, List.of("d@x.no", "D", "", "", "", "more")), problems))
                .isEmpty();
        assertThat(reader.read(new CsvRow(9, List.of("e@x.no", "E", "", "", " ")), problems))
                .isPresent();
        assertThat(problems.kept())
                .extracting(problem -> problem.line() + " " + problem.column() + " " + problem.value())
                .containsExactly(
                        "3 email b@",
                        "3 first_name O␊la",
                        "3 time_zone Oslo",
                        "5 email a@x.no",
                        "6 email ",
                        "7  lost",
                        "8  more");
        assertThat(problems.kept().get(3).reason()).contains("line 2");
        assertThat(problems.kept())
                .allSatisfy(problem -> assertThat(problem.reason()).endsWith("."));
    }

    @Property
    void any_cell_is_taken_or_told(@ForAll Field field, @ForAll String value) {
        switch (field.check(TextCheck.clean(value))) {
            case Checked.Good(var kept) -> assertThat(kept).doesNotContain("\n", "\r", "\u0000");
            case Checked.Bad(var why) -> assertThat(why.toString()).endsWith(".");
        }
    }

    @Property(tries = 200)
    void the_first_line_of_a_key_is_remembered(@ForAll List<String> keys) {
        var firsts = new FirstLines();
        var line = 0;
        for (var key : keys) {
            line++;
            assertThat(firsts.firstLine(key, line)).isEqualTo(keys.indexOf(key) + 1);
        }
    }

    @Test
    void a_hundred_thousand_first_lines_are_told_apart() {
        var firsts = new FirstLines();
        for (var line = 1; line <= 100_000; line++) {
            assertThat(firsts.firstLine("p" + line + "@x.no", line)).isEqualTo(line);
        }
        assertThat(firsts.firstLine("p77@x.no", 200_000)).isEqualTo(77);
    }

    @Test
    void a_company_has_the_domain_given_or_that_of_the_address() {
        assertThat(row("kari@acme.no", null).accountDomain()).contains("acme.no");
        assertThat(row("kari@acme.no", "group.com").accountDomain()).contains("group.com");
        assertThat(row("kari@gmail.com", null).accountDomain()).isEmpty();
        assertThat(row("kari@online.no", "gmail.com").accountDomain()).isEmpty();
    }

    private static ProspectRow row(String email, @org.jspecify.annotations.Nullable String domain) {
        var values = new java.util.HashMap<>(Map.of(Field.EMAIL, email));
        Optional.ofNullable(domain).ifPresent(given -> values.put(Field.DOMAIN, given));
        return new ProspectRow(1, values, Map.of(), Map.of());
    }

    private static void assertRefused(Map<String, String> mapping, String words, String... headers) {
        assertThatThrownBy(() -> targets(mapping, headers))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("list.csv, line 2: ")
                .hasMessageContaining(words);
    }

    private static RowReader reader(String... headers) {
        return new RowReader(Columns.of(file(headers), Map.of()), new FirstLines());
    }

    private static List<Target> targets(Map<String, String> mapping, String... headers) {
        return new ArrayList<>(Columns.of(file(headers), mapping).list().stream()
                .map(Columns.Column::target)
                .toList());
    }

    private static CsvFile file(String... headers) {
        return new CsvFile(
                Path.of("list.csv"),
                new TextEncoding(java.nio.charset.StandardCharsets.UTF_8, 0),
                new Separator(',', 0),
                new CsvRow(2, List.of(headers)),
                true,
                1);
    }
}
