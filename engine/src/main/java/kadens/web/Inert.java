package kadens.web;

/** Words for a file that people open in a spreadsheet, which takes what begins with = and the like for a formula. */
public final class Inert {

    private Inert() {}

    /** The same words, with a sign before them that spreadsheets take for text where they need it. */
    public static String cell(String text) {
        return ResultsCsv.inert(text);
    }
}
