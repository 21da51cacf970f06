package kadens.team;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The people of the team. */
public final class People {

    private People() {}

    /** The person with this id, who must exist. */
    public static Person get(StatelessSession session, long id) {
        return new PersonRows_(session).byId(id);
    }

    public static Optional<Person> byEmail(StatelessSession session, String email) {
        return new PersonRows_(session).byEmail(email.toLowerCase(Locale.ROOT));
    }

    /** Everybody by address, those who have left too. */
    public static List<Person> all(StatelessSession session) {
        return new PersonRows_(session).all();
    }

    /** Whether somebody can sign in who may do everything. */
    public static boolean haveAnAdmin(StatelessSession session) {
        return all(session).stream()
                .anyMatch(person -> person.role() == Role.ADMIN
                        && person.leftAt == null
                        && (person.password != null || person.openidSubject != null));
    }

    /** Makes somebody something else to the organization, in a team or none. */
    public static void set(StatelessSession session, Person person, Role role, @Nullable Long teamId) {
        person.role = role.word();
        person.teamId = teamId;
        new PersonRows_(session).update(person);
    }

    /** Notes in which language somebody wants the pages. */
    public static void setLanguage(StatelessSession session, Person person, String language) {
        person.language = language;
        new PersonRows_(session).update(person);
    }

    /** Notes that somebody is no longer with the organization. The first time counts. */
    public static void left(StatelessSession session, Person person, Instant at) {
        person.leftAt = person.leftAt == null ? at : person.leftAt;
        new PersonRows_(session).update(person);
    }

    /** Notes that somebody is with the organization again. */
    public static void back(StatelessSession session, Person person) {
        person.leftAt = null;
        new PersonRows_(session).update(person);
    }

    /** Lets somebody approve what cadences send, or no more. What they approved stays approved. */
    public static void letApprove(StatelessSession session, Person person, boolean may) {
        person.approves = may;
        new PersonRows_(session).update(person);
    }

    /** The person with this address, new or known; a phone or signature that is given replaces the one kept. */
    public static Person nameOrRename(
            StatelessSession session,
            String email,
            String name,
            @Nullable String phone,
            @Nullable String signature,
            Instant now) {
        var rows = new PersonRows_(session);
        var known = rows.byEmail(email.toLowerCase(Locale.ROOT));
        if (known.isEmpty()) {
            var person = new Person(email, name, phone, signature, now);
            rows.insert(person);
            return person;
        }
        var person = known.get();
        person.name = name;
        person.phone = phone != null ? phone : person.phone;
        person.signature = signature != null ? signature : person.signature;
        rows.update(person);
        return person;
    }
}
