package kadens.prospect;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kadens.language.SpreadsheetText;
import kadens.store.Database;

/** The rows of an uploaded list that were refused, as they were, each with its reason: to mend and upload again. */
public final class RefusedRows {

    /** Without it, Excel takes UTF-8 for something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RefusedRows() {}

    /**
     * Writes them as CSV.
     *
     * @param reasonHeader of the column that is added
     * @param locale in whose language the reasons are
     * @throws kadens.language.Refusal if the file is no longer kept
     */
    public static void write(Database database, Upload upload, String reasonHeader, Locale locale, Writer out) {
        var reasons = reasons(database, upload.id(), locale);
        Uploads.withFile(database, upload, path -> {
            var csv = CsvFile.open(path, upload.headed());
            try (var rows = csv.rows()) {
                out.write(BYTE_ORDER_MARK);
                var writer = CsvWriter.builder()
                        .fieldSeparator(csv.separator().character())
                        .build(out);
                writer.writeRecord(
                        cells(csv.header().cells(), csv.header().cells().size(), reasonHeader));
                while (rows.hasNext()) {
                    var row = rows.next();
                    var reason = reasons.get(row.line());
                    if (reason != null) {
                        writer.writeRecord(
                                cells(row.cells(), csv.header().cells().size(), reason));
                    }
                }
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return upload;
        });
    }

    /** The reason stands below its header, however many cells the row has. */
    private static List<String> cells(List<String> given, int columns, String last) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
            cells.add(i < given.size() ? SpreadsheetText.inert(given.get(i)) : "");
        }
        cells.add(SpreadsheetText.inert(last));
        given.stream().skip(columns).map(SpreadsheetText::inert).forEach(cells::add);
        return cells;
    }

    private static Map<Long, String> reasons(Database database, long id, Locale locale) {
        var reasons = new HashMap<Long, String>();
        var problems = database.transact(session -> Uploads.refusals(session, id, Integer.MAX_VALUE));
        problems.forEach(problem -> reasons.merge(
                problem.line(),
                (problem.column().isEmpty() ? "" : problem.column() + ": ")
                        + problem.why().in(locale),
                (first, next) -> first + " " + next));
        return reasons;
    }
}
