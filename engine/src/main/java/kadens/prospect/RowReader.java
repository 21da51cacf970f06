package kadens.prospect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kadens.prospect.Target.AccountCustom;
import kadens.prospect.Target.Custom;
import kadens.prospect.Target.LeftOut;
import kadens.prospect.Target.Nameless;
import kadens.prospect.Target.Standard;

/** Turns the rows of one file into checked prospects, and tells every problem of those that are refused. */
final class RowReader {

    private final List<Columns.Column> columns;
    private final FirstLines firsts;

    RowReader(Columns columns, FirstLines firsts) {
        this.columns = columns.list();
        this.firsts = firsts;
    }

    /** The prospect of the row; empty after the row's problems were told. */
    Optional<ProspectRow> read(CsvRow row, Problems problems) {
        var draft = new Draft(row);
        for (var i = 0; i < columns.size(); i++) {
            draft.take(columns.get(i), TextCheck.clean(row.cell(i)));
        }
        for (var i = columns.size(); i < row.cells().size(); i++) {
            draft.takeNameless(TextCheck.clean(row.cell(i)));
        }
        draft.checkEmail();
        draft.problems.forEach(problems::add);
        return draft.problems.isEmpty() ? Optional.of(draft.row()) : Optional.empty();
    }

    private final class Draft {

        private final CsvRow row;
        private final Map<Field, String> values = new EnumMap<>(Field.class);
        private final Map<String, String> fields = new TreeMap<>();
        private final Map<String, String> accountFields = new TreeMap<>();
        private final List<RowProblem> problems = new ArrayList<>();

        Draft(CsvRow row) {
            this.row = row;
        }

        void take(Columns.Column column, String value) {
            if (value.isEmpty()) {
                return;
            }
            switch (column.target()) {
                case Standard(var field) -> keep(values, field, column, value, field.check(value));
                case Custom(var name) -> keep(fields, name, column, value, TextCheck.custom(value));
                case AccountCustom(var name) -> keep(accountFields, name, column, value, TextCheck.custom(value));
                case Nameless _ -> takeNameless(value);
                case LeftOut _ -> {}
            }
        }

        void takeNameless(String value) {
            if (!value.isEmpty()) {
                problem(
                        "",
                        value,
                        "There is no header above this value. Put the row's values under their headers; a"
                                + " value with the file's separator in it needs quotation marks around it.");
            }
        }

        void checkEmail() {
            var email = values.get(Field.EMAIL);
            var header = emailHeader();
            if (email != null) {
                var first = firsts.firstLine(email, row.line());
                if (first != row.line()) {
                    problem(
                            header,
                            email,
                            "This address is on line " + first + " already, which was taken. Delete one"
                                    + " of the two.");
                }
            } else if (problems.stream().noneMatch(problem -> problem.column().equals(header))) {
                problem(header, "", "The row has no email address. Add it, or delete the row.");
            }
        }

        ProspectRow row() {
            return new ProspectRow(row.line(), values, fields, accountFields);
        }

        private <K> void keep(Map<K, String> kept, K key, Columns.Column column, String value, Checked checked) {
            switch (checked) {
                case Checked.Good(var good) -> kept.put(key, good);
                case Checked.Bad(var reason) -> problem(column.header(), value, reason);
            }
        }

        private void problem(String column, String value, String reason) {
            problems.add(new RowProblem(row.line(), column, value, reason));
        }
    }

    private String emailHeader() {
        return columns.stream()
                .filter(column -> column.target().equals(new Standard(Field.EMAIL)))
                .findFirst()
                .orElseThrow()
                .header();
    }
}
