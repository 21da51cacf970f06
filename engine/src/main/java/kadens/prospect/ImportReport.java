package kadens.prospect;

import java.util.List;

/**
 * What an import did.
 *
 * @param created rows that were new prospects
 * @param updated rows that changed a known prospect or its account
 * @param unchanged rows that said nothing new
 * @param problems why rows were refused; the first thousand
 * @param problemCount how many problems there were in all
 * @param refusedRows rows that were not imported; each has one problem or more
 */
public record ImportReport(
        long created, long updated, long unchanged, List<RowProblem> problems, long problemCount, long refusedRows) {

    public ImportReport {
        problems = List.copyOf(problems);
    }

    /** All rows of the file that have anything in them. */
    public long rows() {
        return created + updated + unchanged + refusedRows;
    }
}
