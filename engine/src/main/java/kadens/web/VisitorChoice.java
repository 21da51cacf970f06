package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import kadens.run.Engine;
import kadens.team.People;
import org.hibernate.StatelessSession;

/** Lets a visitor of the sandbox be whoever of its people they like, to see the pages as that person does. */
final class VisitorChoice {

    private static final long SECONDS = 24L * 60 * 60;

    private final Engine engine;

    VisitorChoice(Engine engine) {
        this.engine = engine;
    }

    /** Somebody to be. @param role the end of a text's key */
    record Candidate(String id, String name, String role, boolean chosen) {}

    /** Those who have not left, as the sandbox made them. */
    static List<Candidate> candidates(StatelessSession session, Me me) {
        return People.all(session).stream()
                .filter(person -> person.leftAt() == null)
                .map(person -> new Candidate(
                        String.valueOf(person.id()), person.name(), person.role().word(), person.id() == me.id()))
                .toList();
    }

    void choose(Context context) {
        var chosen = String.valueOf(context.formParam("person"));
        var known = engine.database().transact(People::all).stream()
                .anyMatch(person -> person.leftAt() == null
                        && String.valueOf(person.id()).equals(chosen));
        if (!known) {
            throw Failure.notFound();
        }
        SessionCookie.write(context, Gate.VISITOR, chosen, "/", SECONDS);
        context.redirect("/", HttpStatus.SEE_OTHER);
    }
}
