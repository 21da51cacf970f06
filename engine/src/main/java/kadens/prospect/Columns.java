package kadens.prospect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kadens.language.Refusal;
import kadens.prospect.Target.AccountCustom;
import kadens.prospect.Target.Custom;
import kadens.prospect.Target.LeftOut;
import kadens.prospect.Target.Nameless;
import kadens.prospect.Target.Standard;

/** What the columns of one file mean: an email address among them, and no two the same thing. */
record Columns(List<Column> list) {

    /** A column by its header as the file has it. */
    record Column(String header, Target target) {}

    /**
     * @param mapping column to field; {@code -} leaves a column out, {@code fields.x} and {@code account.x} name custom
     *     fields
     * @throws Refusal if the mapping names what is not there, no column has the address, or two have the same field
     */
    static Columns of(CsvFile file, Map<String, String> mapping) {
        var at = file.at(file.header().line());
        var headers = file.header().cells().stream().map(TextCheck::clean).toList();
        var given = given(at, headers, mapping);
        var columns = new ArrayList<Column>();
        for (var header : headers) {
            var target = given.get(header);
            columns.add(new Column(header, target == null ? guessed(at, header) : target));
        }
        refuseDoubles(at, columns);
        refuseWithoutAddress(at, headers, columns);
        return new Columns(List.copyOf(columns));
    }

    /**
     * The same, told by position.
     *
     * @param meanings a field for each column, as in a mapping
     * @throws Refusal likewise
     */
    static Columns at(CsvFile file, List<String> meanings) {
        var at = file.at(file.header().line());
        var headers = file.header().cells().stream().map(TextCheck::clean).toList();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < headers.size(); i++) {
            var meaning = i < meanings.size() ? meanings.get(i) : "-";
            columns.add(new Column(headers.get(i), target(at, headers.get(i), meaning)));
        }
        refuseDoubles(at, columns);
        refuseWithoutAddress(at, headers, columns);
        return new Columns(List.copyOf(columns));
    }

    /** What a column is by its header, as in a mapping; {@code -} where that says nothing. */
    static String guess(String header) {
        try {
            return spoken(guessed("", TextCheck.clean(header)));
        } catch (Refusal _) {
            return "-";
        }
    }

    private static void refuseWithoutAddress(String at, List<String> headers, List<Column> columns) {
        if (columns.stream().noneMatch(column -> column.target().equals(new Standard(Field.EMAIL)))) {
            throw new Refusal(at + "no column holds the email address. Call one \"email\", or map it: COLUMN=email."
                    + " The columns are " + quoted(headers) + ".");
        }
    }

    private static Map<String, Target> given(String at, List<String> headers, Map<String, String> mapping) {
        var given = new HashMap<String, Target>();
        mapping.forEach((column, field) -> {
            var header = headers.stream()
                    .filter(column::equals)
                    .findFirst()
                    .or(() -> headers.stream()
                            .filter(candidate -> !candidate.isEmpty()
                                    && Folded.word(candidate).equals(Folded.word(column)))
                            .findFirst())
                    .orElseThrow(() -> new Refusal(at + "there is no column \"" + column + "\" to map. The columns are "
                            + quoted(headers) + "."));
            if (given.put(header, target(at, column, field)) != null) {
                throw new Refusal(at + "the column \"" + header + "\" is mapped twice. Map it once.");
            }
        });
        return given;
    }

    private static Target target(String at, String column, String field) {
        if (field.equals("-")) {
            return new LeftOut();
        }
        var standard = Field.named(field);
        if (standard.isPresent()) {
            return new Standard(standard.get());
        }
        if (field.startsWith("fields.") && FieldName.valid(field.substring("fields.".length()))) {
            return new Custom(field.substring("fields.".length()));
        }
        if (field.startsWith("account.") && FieldName.valid(field.substring("account.".length()))) {
            return new AccountCustom(field.substring("account.".length()));
        }
        throw new Refusal(at + "the column \"" + column + "\" is mapped to \"" + field + "\", which is no field."
                + " The fields are "
                + Arrays.stream(Field.values()).map(Field::csvName).collect(Collectors.joining(", "))
                + "; fields.NAME and account.NAME with a NAME of letters a to z, digits and _; and - to leave it out.");
    }

    private static Target guessed(String at, String header) {
        if (header.isEmpty()) {
            return new Nameless();
        }
        var field = Field.named(header);
        if (field.isPresent()) {
            return new Standard(field.get());
        }
        return FieldName.of(header)
                .map(Custom::new)
                .orElseThrow(() -> new Refusal(at + "the column \"" + header + "\" can't become the name of a field."
                        + " Rename it, map it to fields.NAME, or leave it out by mapping it to -."));
    }

    private static void refuseDoubles(String at, List<Column> columns) {
        var seen = new HashMap<Target, String>();
        var without = new HashSet<Target>(List.of(new LeftOut(), new Nameless()));
        for (var column : columns) {
            var first = without.contains(column.target()) ? null : seen.put(column.target(), column.header());
            if (first != null) {
                throw new Refusal(at + "the columns \"" + first + "\" and \"" + column.header() + "\" are both "
                        + spoken(column.target()) + ". Rename one of them, map it to another field, or leave it out by"
                        + " mapping it to -.");
            }
        }
    }

    private static String spoken(Target target) {
        return switch (target) {
            case Standard(var field) -> field.csvName();
            case Custom(var name) -> "fields." + name;
            case AccountCustom(var name) -> "account." + name;
            case LeftOut _, Nameless _ -> "-";
        };
    }

    private static String quoted(List<String> headers) {
        return headers.stream().limit(30).map(header -> "\"" + header + "\"").collect(Collectors.joining(", "));
    }
}
