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

    /** The person with this id; empty where there is none. */
    public static Optional<Person> find(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Person.class, id));
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
        session.createMutationQuery("update Person set role = :role, teamId = :team where id = :id")
                .setParameter("role", person.role)
                .setParameter("team", teamId)
                .setParameter("id", person.id)
                .executeUpdate();
    }

    /** Notes in which language somebody wants the pages; null: as the browser says. */
    public static void setLanguage(StatelessSession session, Person person, @Nullable String language) {
        person.language = language;
        set(session, person, "language", language);
    }

    /** Notes who somebody is to the identity provider. */
    public static void setSubject(StatelessSession session, Person person, String subject) {
        person.openidSubject = subject;
        set(session, person, "openidSubject", subject);
    }

    /** Whom the identity provider knows by this subject. */
    public static Optional<Person> bySubject(StatelessSession session, String subject) {
        return session.createSelectionQuery("from Person where openidSubject = :subject", Person.class)
                .setParameter("subject", subject)
                .uniqueResultOptional();
    }

    /** What prospects see of somebody: an empty phone or signature is none. */
    public static void introduce(
            StatelessSession session, Person person, String name, String phone, String signature) {
        person.name = name;
        person.phone = phone.isEmpty() ? null : phone;
        person.signature = signature.isEmpty() ? null : signature;
        session.createMutationQuery(
                        "update Person set name = :name, phone = :phone, signature = :signature where id = :id")
                .setParameter("name", person.name)
                .setParameter("phone", person.phone)
                .setParameter("signature", person.signature)
                .setParameter("id", person.id)
                .executeUpdate();
    }

    /** Notes that somebody is no longer with the organization. The first time counts. */
    public static void left(StatelessSession session, Person person, Instant at) {
        person.leftAt = person.leftAt == null ? at : person.leftAt;
        set(session, person, "leftAt", person.leftAt);
    }

    /** Notes that somebody is with the organization again. */
    public static void back(StatelessSession session, Person person) {
        person.leftAt = null;
        set(session, person, "leftAt", null);
    }

    /** Lets somebody approve what cadences send, or no more. What they approved stays approved. */
    public static void letApprove(StatelessSession session, Person person, boolean may) {
        person.approves = may;
        set(session, person, "approves", may);
    }

    /** This column alone: what two people change of somebody at the same moment does not undo each other. */
    static void set(StatelessSession session, Person person, String attribute, @Nullable Object value) {
        session.createMutationQuery("update Person set " + attribute + " = :value where id = :id")
                .setParameter("value", value)
                .setParameter("id", person.id)
                .executeUpdate();
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
