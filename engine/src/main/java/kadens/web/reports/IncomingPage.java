package kadens.web.reports;

import java.util.List;

/**
 * What came in, and did any of it come too late?
 *
 * @param late how many stops were late
 * @param lateWhy why, a sentence each
 */
record IncomingPage(ReportHead head, boolean hasAny, Bars kinds, List<Row> rows, long late, List<String> lateWhy) {

    /** @param counts whether it ends a cadence by itself or tells of the address, in a sentence */
    record Row(String label, String under, String many, String counts) {}
}
