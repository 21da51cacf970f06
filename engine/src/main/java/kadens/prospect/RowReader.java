package kadens.prospect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kadens.language.Sentence;
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
                problem("", value, Sentence.of("row.nameless"));
            }
        }

        void checkEmail() {
            var email = values.get(Field.EMAIL);
            var header = emailHeader();
            if (email != null) {
                var first = firsts.firstLine(email, row.line());
                if (first != row.line()) {
                    problem(header, email, Sentence.of("row.twice", String.valueOf(first)));
                }
            } else if (problems.stream().noneMatch(problem -> problem.column().equals(header))) {
                problem(header, "", Sentence.of("row.no-email"));
            }
        }

        ProspectRow row() {
            return new ProspectRow(row.line(), values, fields, accountFields);
        }

        private <K> void keep(Map<K, String> kept, K key, Columns.Column column, String value, Checked checked) {
            switch (checked) {
                case Checked.Good(var good) -> kept.put(key, good);
                case Checked.Bad(var why) -> problem(column.header(), value, why);
            }
        }

        private void problem(String column, String value, Sentence why) {
            problems.add(new RowProblem(row.line(), column, value, why));
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
