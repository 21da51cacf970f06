package kadens.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kadens.language.Refusal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading CSV files as Excel, CRM systems and people write them. */
class CsvFileTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Path file = Path.of("unset");

    @BeforeEach
    @BeforeProperty
    void make() throws IOException {
        Files.createDirectories(Path.of("target"));
        file = Files.createTempFile(Path.of("target"), "prospects", ".csv");
    }

    @AfterEach
    @AfterProperty
    void remove() throws IOException {
        Files.delete(file);
    }

    @Test
    void encodings_are_recognized() throws IOException {
        var text = "email,fornavn\nkari@example.com,Åse Bjørnæs\n";
        for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, WINDOWS_1252)) {
            assertThat(rows(text.getBytes(encoding))).as(encoding.name()).isEqualTo(rows(utf8(text)));
        }
        for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(rows(("\uFEFF" + text).getBytes(encoding)))
                    .as(encoding + " with a byte order mark")
                    .isEqualTo(rows(utf8(text)));
        }
        assertThat(rows(utf8(text)).getFirst().cells()).containsExactly("kari@example.com", "Åse Bjørnæs");
    }

    @Test
    void separators_are_recognized_outside_quotes() throws IOException {
        assertThat(rows("email;\"a,b,c\"\nk@x.no;1,5\n").getFirst().cells()).containsExactly("k@x.no", "1,5");
        assertThat(rows("email\tname, first\nk@x.no\tKari\n").getFirst().cells())
                .hasSize(2);
        assertThat(rows("email\nk@x.no\n").getFirst().cells()).containsExactly("k@x.no");
        assertThat(rows("sep=;\r\nemail,a;b\r\nk@x.no;1\r\n").getFirst())
                .isEqualTo(new CsvRow(3, List.of("k@x.no", "1")));
    }

    @Test
    void rows_know_their_line_whatever_stands_between() throws IOException {
        for (var lineBreak : List.of("\n", "\r\n", "\r")) {
            var text = "\nemail,note\n\na@x.no,\"two\nlines\"\n\nb@x.no,\"say \"\"hi\"\"\"\nc@x.no"
                    .replace("\n", lineBreak);
            assertThat(rows(text)).extracting(CsvRow::line).containsExactly(4L, 7L, 8L);
            assertThat(rows(text).get(1).cells()).containsExactly("b@x.no", "say \"hi\"");
        }
    }

    @Test
    void what_is_no_list_is_refused_with_file_and_line() {
        assertRefused(new byte[0], ", line 1: the file is empty");
        assertRefused(utf8("\n\n\n"), ", line 1: the file is empty");
        assertRefused(utf8("email,name\n"), ", line 1: the file has a header, but no rows");
        assertRefused(utf8("email,name\n , \n,,,\n"), ", line 1: the file has a header, but no rows");
        assertRefused(new byte[] {'P', 'K', 3, 4, 20, 0}, ", line 1: this is an Excel workbook");
        assertRefused(new byte[] {'e', '\n', 'a', 0, 1}, ", line 2: this is not a text file");
        assertRefused(utf8("email\na@x.no\n\"b@x.no\nc@x.no\n"), ", line 3: the row that begins here");
        assertRefused(utf8("email,name\n\na@x.no,\"Kari\" Nord\n"), ", line 3: the row that begins here");
        assertRefused(utf8("email\na@x.no" + ",".repeat(2000)), ", line 2: the row that begins here");
        assertThatThrownBy(() -> CsvFile.open(Path.of("target"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CsvFile.open(Path.of("target/none.csv")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("There is no file");
    }

    @Test
    void a_damaged_utf8_file_is_refused_rather_than_garbled() {
        var bytes = utf8("email,name\na@x.no,Åse\nb@x.no,Øyvind\nc@x.no,Kåre?\n");
        bytes[bytes.length - 2] = (byte) 0xE5;
        assertRefused(bytes, ", line 4: there are bytes here that are no UTF-8");
    }

    @Property(tries = 500)
    void any_bytes_are_read_or_refused(@ForAll("junk") byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            var csv = CsvFile.open(file);
            var reader = new RowReader(Columns.of(csv, Map.of()), new FirstLines());
            var problems = new Problems();
            try (var rows = csv.rows()) {
                rows.forEachRemaining(row -> reader.read(row, problems));
            }
        } catch (Refusal refusal) {
            assertThat(refusal.words()).startsWith(file.toString());
        }
    }

    @Provide
    Arbitrary<byte[]> junk() {
        var pieces = Arbitraries.of(
                "email", ",", ";", "\t", "\n", "\r\n", "\"", "a@b.no", "æ", "time_zone", "domain", "country", " ", "@");
        var texts = pieces.list().ofMaxSize(60).map(list -> "email,x,domain\n" + String.join("", list));
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                texts.map(CsvFileTest::utf8),
                texts.map(text -> text.getBytes(WINDOWS_1252)),
                texts.map(text -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)),
                texts.map(CsvFileTest::utf8)
                        .flatMap(bytes -> Arbitraries.integers()
                                .between(0, bytes.length - 1)
                                .flatMap(at -> Arbitraries.bytes().map(value -> {
                                    var damaged = Arrays.copyOf(bytes, bytes.length);
                                    damaged[at] = value;
                                    return damaged;
                                }))));
    }

    private void assertRefused(byte[] bytes, String words) {
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(words);
    }

    private List<CsvRow> rows(String text) throws IOException {
        return rows(utf8(text));
    }

    private List<CsvRow> rows(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        var found = new ArrayList<CsvRow>();
        try (var rows = CsvFile.open(file).rows()) {
            rows.forEachRemaining(found::add);
        }
        return found;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
