package kadens.template;

import java.util.regex.Pattern;

/** Where something stands in a text, line and column from 1; both 0 where it was not found. */
record Place(int line, int column) {

    static final Place NOWHERE = new Place(0, 0);
    static final Place START = new Place(1, 1);

    static Place of(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            return NOWHERE;
        }
        var before = text.substring(0, found.start());
        return new Place(
                (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0),
                found.start() - before.lastIndexOf('\n'));
    }

    /** The same in a text that begins at another place. */
    Place from(Place start) {
        return new Place(line + start.line() - 1, line == 1 ? column + start.column() - 1 : column);
    }
}
