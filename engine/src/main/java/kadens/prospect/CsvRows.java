package kadens.prospect;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import kadens.language.Refusal;

/** The records of a CSV file one after the other, the header first. Empty lines are passed over, but counted. */
final class CsvRows implements Iterator<CsvRow>, AutoCloseable {

    private static final int CELL_CHARS_MAX = 1 << 20;

    private final Path path;
    private final CountedBytes bytes;
    private final CsvRow.Handler handler = new CsvRow.Handler();
    private final CsvReader<CsvRow> reader;
    private final Iterator<CsvRow> records;

    CsvRows(Path path, TextEncoding encoding, Separator separator) throws IOException {
        this.path = path;
        bytes = new CountedBytes(Files.newInputStream(path));
        reader = CsvReader.builder()
                .fieldSeparator(separator.character())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(CELL_CHARS_MAX)
                .build(handler, encoding.reader(bytes));
        reader.skipLines(separator.linesAbove());
        records = reader.iterator();
    }

    /** How far in the file the reader is; it reads ahead by a little. */
    long bytesRead() {
        return bytes.count;
    }

    /**
     * @throws Refusal if the next record can't be taken apart
     */
    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw new Refusal(
                    path + ", line " + handler.line() + ": the row that begins here can't be taken apart ("
                            + e.getMessage() + "). Look for a quotation mark that is not closed, or one inside a"
                            + " quoted value that is not doubled.",
                    e);
        } catch (UncheckedIOException e) {
            throw CsvFile.unreadable(path, e);
        }
    }

    @Override
    public CsvRow next() {
        return records.next();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw CsvFile.unreadable(path, e);
        }
    }

    private static final class CountedBytes extends FilterInputStream {

        private long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
