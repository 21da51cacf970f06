package kadens.web.reports;

import java.util.List;
import kadens.web.reports.Numbers.Rate;
import kadens.web.reports.ReportHead.Tab;
import org.jspecify.annotations.Nullable;

/**
 * What came of what was sent?
 *
 * @param tabs what the lines may be told apart by
 * @param firstColumn what the lines are
 * @param weeks charts, where the lines are weeks
 */
record FunnelPage(
        ReportHead head,
        boolean hasMails,
        Bars funnel,
        List<Tab> tabs,
        String firstColumn,
        boolean tellsEnrolled,
        List<Weeks> weeks,
        List<Row> rows,
        Row all,
        @Nullable Pager pager) {

    /** @param href where the line is told apart further; null: nowhere */
    record Row(
            String label,
            String under,
            @Nullable String href,
            String enrolled,
            String sent,
            String delivered,
            Rate replied,
            Rate positive,
            Rate booked,
            Rate unsubscribed,
            Rate bounced) {}

    /** An address is null where there is no such page. */
    record Pager(
            String from, String to, String total, @Nullable String before, @Nullable String after) {}
}
