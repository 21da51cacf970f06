package kadens.web.importing;

import java.util.List;
import kadens.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Lists that were uploaded before, and where to drop another.
 *
 * @param wrong what was wrong with the file that was just sent; null: nothing
 * @param before the id to go on below; null: there are no more
 * @param first whether these are the latest
 */
record ImportsPage(
        List<Row> rows, @Nullable String wrong, @Nullable Long before, boolean first, long megabytesMax, int daysKept) {

    /** @param tone of the badge, as of states */
    record Row(
            long id,
            String fileName,
            String by,
            Moment at,
            String state,
            String icon,
            String tone,
            boolean counted,
            long created,
            long updated,
            long refused) {}
}
