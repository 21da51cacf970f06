package kadens.prospect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kadens.language.Refusal;

/**
 * A CSV file that was read to its end once: every record of it can be taken apart, and at least one follows the header.
 *
 * <p>So a file that can't be read is refused before its first row is imported. No more than one record is in memory.
 *
 * @param header the names of the columns
 */
record CsvFile(Path path, TextEncoding encoding, Separator separator, CsvRow header, long bytes) {

    /**
     * @throws Refusal if the file is not a readable CSV file with a header and rows
     */
    static CsvFile open(Path path) {
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
            return read(path, encoding, separator(path, encoding), bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The rows after the header. */
    CsvRows rows() {
        try {
            var rows = new CsvRows(path, encoding, separator);
            if (rows.hasNext()) {
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

    private static CsvFile read(Path path, TextEncoding encoding, Separator separator, long bytes) throws IOException {
        try (var rows = new CsvRows(path, encoding, separator)) {
            if (!rows.hasNext()) {
                throw new Refusal(path + ", line 1: the file is empty. Its first line must name the columns.");
            }
            var file = new CsvFile(path, encoding, separator, rows.next(), bytes);
            var filled = false;
            while (rows.hasNext()) {
                filled |= !rows.next().blank();
            }
            if (!filled) {
                throw new Refusal(file.at(file.header.line()) + "the file has a header, but no rows below it.");
            }
            return file;
        }
    }

    private static Separator separator(Path path, TextEncoding encoding) throws IOException {
        try (var text = encoding.reader(Files.newInputStream(path))) {
            return Separator.of(text);
        }
    }
}
