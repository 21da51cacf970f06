package kadens.web;

import io.javalin.http.Context;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in and asks.
 *
 * @param teamId null: in no team
 * @param language of the pages, {@code en} or {@code nb}; null: as the browser says
 */
public record Me(
        long id,
        String name,
        String email,
        Role role,
        @Nullable Long teamId,
        @Nullable String language) {

    private static final String KEY = "me";

    static Me of(Person person) {
        return new Me(person.id(), person.name(), person.email(), person.role(), person.teamId(), person.language());
    }

    /** Who asks. @throws Failure 401 where nobody is signed in */
    public static Me of(Context context) {
        var me = orNull(context);
        if (me == null) {
            throw new Failure(401, "sign-in");
        }
        return me;
    }

    /** Who asks; null where nobody is signed in. */
    public static @Nullable Me orNull(Context context) {
        return context.attribute(KEY);
    }

    /** Whose prospects and mail they see. */
    public Sight sight(StatelessSession session) {
        return Sight.of(session, kadens.team.People.get(session, id));
    }

    public boolean may(Access access) {
        return access.admits(role);
    }

    void goesWith(Context context) {
        context.attribute(KEY, this);
    }
}
