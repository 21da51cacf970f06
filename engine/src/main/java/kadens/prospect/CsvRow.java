package kadens.prospect;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.List;

/** One record of a CSV file, with the line of the file on which it begins. */
record CsvRow(long line, List<String> cells) {

    /** The cell of a column; empty where the record is too short to have it. */
    String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    boolean blank() {
        return cells.stream().allMatch(String::isBlank);
    }

    /** Makes rows, and knows the line of the one it is at when reading fails. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {

        static final int CELLS_MAX = 1000;

        private List<String> cells = new ArrayList<>();

        long line() {
            return getStartingLineNumber();
        }

        @Override
        protected void handleBegin(long line) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (index >= CELLS_MAX) {
                throw new CsvParseException("more than " + CELLS_MAX + " columns");
            }
            cells.add(new String(buffer, offset, length));
        }

        @Override
        protected CsvRow buildRecord() {
            return new CsvRow(getStartingLineNumber(), cells);
        }
    }
}
