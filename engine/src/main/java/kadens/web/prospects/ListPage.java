package kadens.web.prospects;

import java.util.List;
import kadens.web.Moment;
import kadens.web.StateView;
import org.jspecify.annotations.Nullable;

/**
 * Prospects: who is there, and where do they stand?
 *
 * @param search its address behind the question mark
 * @param count how many in words
 * @param all how many all that match are, in words for a box to check
 * @param fresh whether the address says nothing, so that an empty list means that there is nobody yet
 * @param next the address of the next page; null: this is the last
 * @param first the address of the first page; null: this is it
 * @param fields the custom fields that are columns
 * @param offered custom fields that may become columns
 * @param view the name of the saved view that is shown; null: it is none
 * @param wrong what was wrong with the name for a view, as the end of a text's key; null: nothing
 */
record ListPage(
        ListQuery query,
        String path,
        String search,
        String count,
        String all,
        boolean fresh,
        List<Row> rows,
        @Nullable String next,
        @Nullable String first,
        Filters filters,
        List<String> fields,
        List<Choice> offered,
        List<View> views,
        @Nullable String view,
        @Nullable String wrong) {

    record Filters(
            List<Choice> owners,
            List<Choice> states,
            List<Choice> cadences,
            List<Choice> countries,
            List<Choice> suppressed,
            List<Choice> sorts) {}

    /** @param values of the custom fields that are columns */
    record Row(
            long id,
            String name,
            String email,
            @Nullable String title,
            @Nullable String company,
            @Nullable StateView state,
            @Nullable String cadence,
            boolean suppressed,
            @Nullable String owner,
            List<String> values,
            Moment added) {}

    record View(long id, String name, String href, boolean current) {}
}
