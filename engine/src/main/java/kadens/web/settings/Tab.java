package kadens.web.settings;

import io.javalin.http.Context;
import java.util.List;
import kadens.web.Access;
import kadens.web.Me;

/**
 * A page of the settings, among those beside it.
 *
 * @param name the end of a text's key
 */
record Tab(String name, String href, boolean current) {

    static final String ORGANIZATION = "organization";
    static final String PEOPLE = "people";
    static final String TEAMS = "teams";
    static final String AUDIT = "audit";

    /** Those that whoever asks may go to. */
    static List<Tab> of(Context context, String current) {
        var names =
                Me.of(context).may(Access.ADMINS) ? List.of(ORGANIZATION, PEOPLE, TEAMS, AUDIT) : List.of(PEOPLE);
        return names.stream()
                .map(name -> new Tab(name, "/settings/" + name, name.equals(current)))
                .toList();
    }
}
