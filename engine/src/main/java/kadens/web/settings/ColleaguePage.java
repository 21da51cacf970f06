package kadens.web.settings;

import java.util.List;
import kadens.web.Moment;
import kadens.web.StateView;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one of the people shows.
 *
 * @param admin whether whoever looks may change them
 * @param oneself whether they look at themselves
 * @param link to set a password, shown this once; null: none was made just now
 * @param today as a form takes it
 */
record ColleaguePage(
        List<Tab> tabs,
        @Nullable String said,
        @Nullable String wrong,
        String href,
        String name,
        String email,
        String role,
        StateView state,
        boolean admin,
        boolean oneself,
        boolean left,
        @Nullable String link,
        List<Option> roles,
        List<Option> teams,
        boolean approves,
        List<Away> absences,
        String today,
        List<Box> mailboxes,
        List<Place> places) {

    record Away(long id, String first, String last) {}

    record Box(String href, String address) {}

    record Place(String browser, Moment seen) {}
}
