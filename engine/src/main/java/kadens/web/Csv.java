package kadens.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import kadens.language.SpreadsheetText;

/** Tables for spreadsheets: nothing that somebody else wrote becomes a formula there. */
public final class Csv {

    private Csv() {}

    /** Answers with a file. @param rows each cell is written as it is: words of others go through {@link #inert} */
    public static void send(Context context, String fileName, List<String> head, List<List<String>> rows) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(head);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.header(
                        "Content-Disposition",
                        "attachment; filename=\"" + fileName.replaceAll("[^A-Za-z0-9._-]", "-") + "\"")
                .contentType("text/csv; charset=utf-8")
                .result(text.toString());
    }

    /** The same words with a sign before them that spreadsheets take for text. */
    public static String inert(String text) {
        return SpreadsheetText.inert(text);
    }
}
