package kadens;

import java.util.Locale;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.SignedIn;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Signs tests in, as whom they like, without typing a password. */
public final class SignedInAs {

    private SignedInAs() {}

    /** What an admin's browser sends as its Cookie. */
    public static String admin(Engine engine) {
        return cookie(engine, "admin@sales.example", Role.ADMIN, null);
    }

    /** What the browser of somebody sends as its Cookie; they are made what they shall be. */
    public static String cookie(Engine engine, String email, Role role, @Nullable Long teamId) {
        var now = engine.clock().instant();
        return engine.database().transact(session -> {
            var person = person(session, engine, email);
            People.set(session, person, role, teamId);
            return "signed-in=" + SignedIn.begin(session, person, "a test", now);
        });
    }

    private static Person person(StatelessSession session, Engine engine, String email) {
        var name = email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1, email.indexOf('@'));
        return People.byEmail(session, email)
                .orElseGet(() -> People.nameOrRename(
                        session, email, name, null, null, engine.clock().instant()));
    }
}
