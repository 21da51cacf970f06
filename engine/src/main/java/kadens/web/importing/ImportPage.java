package kadens.web.importing;

import java.util.List;
import kadens.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * One uploaded list, and how far it has come.
 *
 * @param phase the word of its phase
 * @param busy whether some node works on it, so that the page asks again
 * @param trouble why it can't be read or broke off; null: it can, or did not
 * @param mapping what its columns are; null where that is settled, or it can't be read
 * @param refusals the first of them
 * @param file whether the rows that were refused can still be had as a file
 * @param outcomes what became of its prospects when it was undone
 */
record ImportPage(
        long id,
        String fileName,
        String by,
        Moment uploadedAt,
        @Nullable Moment endedAt,
        @Nullable Moment undoneAt,
        String phase,
        boolean busy,
        @Nullable String trouble,
        @Nullable Mapping mapping,
        long bytes,
        long bytesRead,
        long rows,
        long created,
        long updated,
        long unchanged,
        long refused,
        List<Refused> refusals,
        boolean file,
        long enrollable,
        List<String> outcomes) {

    /**
     * @param facts how the file is written, in words
     * @param wrong why it can't be so; null: it can
     */
    record Mapping(
            String facts,
            boolean headed,
            List<Column> columns,
            List<Option> owners,
            boolean updates,
            @Nullable String wrong,
            Preview preview) {}

    /** @param wrong whether what was chosen for it can't be */
    record Column(int number, String header, List<String> examples, List<Option> options, boolean wrong) {}

    record Option(String value, String label, boolean chosen) {}

    /** @param rows the first of the file as they would be imported */
    record Preview(List<Row> rows, long refused) {}

    record Row(long line, String email, String name, String company, List<Refused> problems) {}

    record Refused(long line, String column, String value, String reason) {}
}
