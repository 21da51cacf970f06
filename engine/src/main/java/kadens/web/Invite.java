package kadens.web;

import kadens.enrollment.History;
import kadens.sandbox.Person;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor of the sandbox may try.
 *
 * @param people how many sample people there are
 * @param name whose mail may be answered; null while nobody has got one yet
 */
public record Invite(int people, @Nullable String name, String href) {

    private static final int INVITED_OF = 10;

    /** Null outside the sandbox. */
    public static @Nullable Invite of(StatelessSession session, @Nullable SandboxDoor sandbox) {
        if (sandbox == null) {
            return null;
        }
        var people = sandbox.people();
        return History.lastSentToOngoing(session, INVITED_OF).stream()
                .flatMap(message -> people.person(message.recipient()).stream())
                .filter(person -> hasALetter(sandbox, person))
                .findFirst()
                .map(person -> new Invite(people.all().size(), person.name(), PeoplePages.href(person.email())))
                .orElseGet(() -> new Invite(people.all().size(), null, "/people"));
    }

    /** Whoever keeps no letters may have one for a moment still, and not any more when the visitor gets there. */
    private static boolean hasALetter(SandboxDoor sandbox, Person person) {
        return person.behaviour().keepsLetters()
                && sandbox.postOffice().letters(person.email()).stream().anyMatch(letter -> !letter.outgoing());
    }
}
