package kadens.web.conversations;

import java.util.List;
import kadens.web.Moment;
import kadens.web.VerdictView;
import org.jspecify.annotations.Nullable;

/**
 * What prospects wrote: who waits for us?
 *
 * @param open how many are open in all that is shown
 * @param many whether so many people match the search that not all were looked through
 * @param which the tab, by its word
 * @param whose {@code mine} or {@code team}; null where there is only one's own
 * @param next where the next page is; null: this is the last
 * @param first whether this is the first page
 */
record ListPage(
        int open,
        boolean more,
        String search,
        boolean many,
        String which,
        @Nullable String whose,
        List<Tab> tabs,
        List<Tab> choices,
        List<Row> rows,
        @Nullable String next,
        boolean first) {

    record Tab(String word, String href, boolean current) {}

    /** @param assignee who deals with it; null: nobody was asked to */
    record Row(
            long id,
            String name,
            String company,
            String text,
            VerdictView verdict,
            @Nullable String intent,
            Moment at,
            boolean done,
            @Nullable String assignee) {}
}
