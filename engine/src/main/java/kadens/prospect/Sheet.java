package kadens.prospect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like before anything of it is imported: its columns, what they are guessed to be, and its first rows.
 *
 * @param headed whether its first line names the columns
 * @param encoding how its characters are written, such as {@code UTF-8}
 * @param separator the character between its columns
 */
public record Sheet(boolean headed, String encoding, char separator, List<Column> columns) {

    /** Every field that a column can be without being one of the organization's own, as in a mapping. */
    public static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::csvName).toList();

    /** What a column is that is left out. */
    public static final String LEFT_OUT = "-";

    private static final int EXAMPLES_MAX = 3;
    private static final int ROWS_MAX = 200;
    private static final int EXAMPLE_CHARS_MAX = 60;

    public Sheet {
        columns = List.copyOf(columns);
    }

    /**
     * @param header as the file has it; empty where it names none
     * @param guess its field as in a mapping; {@code -} where nobody can tell
     * @param ownName what a field of the organization's own would be called after it; null where it gives no name
     * @param examples its first values, cut where they are long
     */
    public record Column(
            String header, String guess, @Nullable String ownName, List<String> examples) {

        public Column {
            examples = List.copyOf(examples);
        }
    }

    /**
     * One of the first rows as it would be imported.
     *
     * @param problems why it would be refused; empty where it would not
     */
    public record Row(
            long line,
            String email,
            String name,
            String company,
            List<RowProblem> problems) {

        public Row {
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param headed whether the first line names the columns; null: it does, unless an address stands in it
     * @throws Refusal if it is no readable CSV file
     */
    public static Sheet of(Path file, @Nullable Boolean headed) {
        var csv = CsvFile.open(file, headed);
        var examples = examples(csv);
        var columns = new ArrayList<Column>();
        var taken = new HashSet<String>();
        for (int i = 0; i < csv.header().cells().size(); i++) {
            var header = TextCheck.clean(csv.header().cells().get(i));
            var guess = csv.headed() ? Columns.guess(header) : guessByValue(examples.get(i));
            var free = guess.equals(LEFT_OUT) || taken.add(guess);
            columns.add(new Column(
                    header,
                    free ? guess : LEFT_OUT,
                    FieldName.of(header).orElse(null),
                    examples.get(i)));
        }
        return new Sheet(csv.headed(), csv.encoding().charset().name(), csv.separator().character(), columns);
    }

    /**
     * The first rows of a file as they would be imported.
     *
     * @throws Refusal if the meanings can't be right
     */
    public static List<Row> preview(Path file, boolean headed, List<String> meanings, int max) {
        var csv = CsvFile.open(file, headed);
        var reader = new RowReader(Columns.at(csv, meanings), new FirstLines());
        var shown = new ArrayList<Row>();
        try (var rows = csv.rows()) {
            while (rows.hasNext() && shown.size() < max) {
                var row = rows.next();
                if (!row.blank()) {
                    shown.add(row(row, meanings, reader));
                }
            }
        }
        return shown;
    }

    private static Row row(CsvRow row, List<String> meanings, RowReader reader) {
        var problems = new Problems();
        reader.read(row, problems);
        return new Row(
                row.line(),
                value(row, meanings, Field.EMAIL),
                List.of(value(row, meanings, Field.FIRST_NAME), value(row, meanings, Field.LAST_NAME)).stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")),
                value(row, meanings, Field.COMPANY),
                problems.kept());
    }

    private static String value(CsvRow row, List<String> meanings, Field field) {
        var at = meanings.indexOf(field.csvName());
        return at < 0 ? "" : cut(TextCheck.clean(row.cell(at)));
    }

    private static List<List<String>> examples(CsvFile csv) {
        var examples = new ArrayList<List<String>>();
        csv.header().cells().forEach(_ -> examples.add(new ArrayList<>()));
        try (var rows = csv.rows()) {
            for (int looked = 0; rows.hasNext() && looked < ROWS_MAX; looked++) {
                var row = rows.next();
                for (int i = 0; i < examples.size(); i++) {
                    var value = cut(TextCheck.clean(row.cell(i)));
                    if (!value.isEmpty()
                            && examples.get(i).size() < EXAMPLES_MAX
                            && !examples.get(i).contains(value)) {
                        examples.get(i).add(value);
                    }
                }
            }
        }
        return examples;
    }

    private static String guessByValue(List<String> examples) {
        return examples.stream().anyMatch(Prospects::isAddress) ? Field.EMAIL.csvName() : LEFT_OUT;
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= EXAMPLE_CHARS_MAX
                ? value
                : value.substring(0, value.offsetByCodePoints(0, EXAMPLE_CHARS_MAX)) + "…";
    }
}
