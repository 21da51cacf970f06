package kadens.web.reports;

import java.util.List;

/**
 * How long do people take to answer?
 *
 * @param median in words
 * @param middle the half in the middle, in words
 */
record RepliesPage(
        ReportHead head, boolean hasReplies, String median, String middle, Bars distribution, List<Row> rows, Row all) {

    /** @param median and the quartiles on its sides, in words */
    record Row(String label, String replies, String lower, String median, String upper) {}
}
