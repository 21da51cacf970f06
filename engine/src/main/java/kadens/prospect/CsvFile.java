package kadens.prospect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that was read to its end once: every record of it can be taken apart, and at least one follows the header.
 *
 * <p>So a file that can't be read is refused before its first row is imported. No more than one record is in memory.
 *
 * @param header the names of the columns
 * @param headed whether they stand in the file; made up where its first line is a row already
 */
record CsvFile(Path path, TextEncoding encoding, Separator separator, CsvRow header, boolean headed, long bytes) {

    /**
     * @throws Refusal if the file is not a readable CSV file with a header and rows
     */
    static CsvFile open(Path path) {
        return open(path, true);
    }

    /**
     * @param headed whether the first line names the columns; null: it does, unless an address stands in it
     * @throws Refusal if the file is not a readable CSV file with rows
     */
    static CsvFile open(Path path, @Nullable Boolean headed) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new Refusal(
                        Files.exists(path)
                                ? path + " is not a file. Give the CSV file itself."
                                : "There is no file " + path + ". Check its name and folder.");
            }
            var bytes = Files.size(path);
            if (bytes == 0) {
                throw new Refusal(path + ", line 1: the file is empty. Its first line must name the columns.");
            }
            var encoding = TextEncoding.of(path);
            return read(path, encoding, separator(path, encoding), headed, bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The rows after the header. */
    CsvRows rows() {
        try {
            var rows = new CsvRows(path, encoding, separator);
            if (headed && rows.hasNext()) {
                rows.next();
            }
            return rows;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** "prospects.csv, line 3: ", which begins every refusal. */
    String at(long line) {
        return path + ", line " + line + ": ";
    }

    static Refusal unreadable(Path path, Exception cause) {
        return new Refusal(path + " can't be read: " + cause, cause);
    }

    private static CsvFile read(
            Path path, TextEncoding encoding, Separator separator, @Nullable Boolean wanted, long bytes)
            throws IOException {
        try (var rows = new CsvRows(path, encoding, separator)) {
            if (!rows.hasNext()) {
                throw new Refusal(path + ", line 1: the file is empty. Its first line must name the columns.");
            }
            var first = rows.next();
            var headed = wanted != null ? wanted : first.cells().stream().noneMatch(CsvFile::isAddress);
            var header = headed ? first : numbered(first);
            var file = new CsvFile(path, encoding, separator, header, headed, bytes);
            var filled = !headed && !first.blank();
            while (rows.hasNext()) {
                filled |= !rows.next().blank();
            }
            if (!filled) {
                throw new Refusal(file.at(file.header.line()) + "the file has a header, but no rows below it.");
            }
            return file;
        }
    }

    private static boolean isAddress(String cell) {
        return EmailAddress.check(TextCheck.clean(cell)) instanceof Checked.Good;
    }

    private static CsvRow numbered(CsvRow first) {
        return new CsvRow(
                first.line(),
                IntStream.rangeClosed(1, first.cells().size())
                        .mapToObj(number -> "Column " + number)
                        .toList());
    }

    private static Separator separator(Path path, TextEncoding encoding) throws IOException {
        try (var text = encoding.reader(Files.newInputStream(path))) {
            return Separator.of(text);
        }
    }
}
