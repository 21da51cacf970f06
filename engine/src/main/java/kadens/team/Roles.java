package kadens.team;

import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Who is made what by whom, so that an organization never locks itself out: nobody decides about themselves, and there is always an admin. */
public final class Roles {

    private Roles() {}

    /** What came of it. */
    public enum Outcome {
        DONE,

        /** Nobody changes what they are themselves. */
        ONESELF,

        /** There would be no admin any more. */
        LAST_ADMIN
    }

    /** Makes somebody something else. @param byId who does */
    public static Outcome give(
            StatelessSession session, long byId, Person person, Role role, @Nullable Long teamId) {
        if (role == person.role() || person.leftAt != null) {
            People.set(session, person, role, teamId);
            return Outcome.DONE;
        }
        var may = may(session, byId, person, role == Role.ADMIN);
        if (may == Outcome.DONE) {
            People.set(session, person, role, teamId);
        }
        return may;
    }

    /** Notes that somebody has left: signs them out, and no link lets them in. @param byId who says so */
    public static Outcome left(StatelessSession session, long byId, Person person, Instant now) {
        var may = may(session, byId, person, false);
        if (may == Outcome.DONE) {
            People.left(session, person, now);
            SignedIn.end(session, person);
            OneTimeLinks.end(session, person);
        }
        return may;
    }

    private static Outcome may(StatelessSession session, long byId, Person person, boolean staysAdmin) {
        if (person.id == byId) {
            return Outcome.ONESELF;
        }
        // Locked: two admins who take the role from each other at the same moment come one after the other.
        List<Long> admins = session.createNativeQuery(
                        "SELECT id FROM person WHERE role = 'admin' AND left_at IS NULL ORDER BY id FOR UPDATE",
                        Long.class)
                .getResultList();
        var others = admins.stream().filter(id -> id != person.id).count();
        return staysAdmin || others > 0 ? Outcome.DONE : Outcome.LAST_ADMIN;
    }
}
