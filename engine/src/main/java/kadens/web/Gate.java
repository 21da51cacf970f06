package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.SignedIn;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may go where: finds out who asks, and holds them against what the address allows.
 *
 * <p>In the sandbox a visitor is its admin without signing in, or whoever of its people they chose to be; its mail leaves
 * no machine.
 */
public final class Gate {

    /** In the cookie of a sandbox's visitor, the id of the person they chose to be. */
    static final String VISITOR = "visitor";

    private final Engine engine;
    private final boolean sandbox;

    public Gate(Engine engine, boolean sandbox) {
        this.engine = engine;
        this.sandbox = sandbox;
    }

    /** Prospects have no account, and their mail program posts without cookies or origin (RFC 8058, 3.2). */
    static boolean isForProspects(String path) {
        return path.startsWith("/u/");
    }

    /** For every address that there is: lets pass, leads to signing in, or refuses. */
    public void check(Context context) {
        var access = context.routeRoles().stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElseThrow(() -> new Failure(403, "not-yours"));
        if (isFile(context)) {
            return;
        }
        if (sandbox && !ThisMachine.asks(context)) {
            throw new Failure(403, "closed");
        }
        var me = who(context);
        if (me != null) {
            me.goesWith(context);
        }
        if (access == Access.OPEN) {
            return;
        }
        if (me == null) {
            leadToSigningIn(context);
            context.skipRemainingHandlers();
        } else if (!me.may(access)) {
            throw new Failure(403, "not-yours");
        }
    }

    private static boolean isFile(Context context) {
        return context.path().startsWith("/assets/") || context.path().equals("/api/health");
    }

    private @Nullable Me who(Context context) {
        var cookie = SessionCookie.token(context);
        if (cookie.isEmpty() && !sandbox) {
            return null;
        }
        var now = engine.clock().instant();
        return engine.database()
                .transact(session -> cookie.flatMap(token -> SignedIn.person(session, token, now))
                        .or(() -> sandbox ? visitor(session, context) : Optional.empty())
                        .map(Me::of))
                .orElse(null);
    }

    private static Optional<Person> visitor(StatelessSession session, Context context) {
        var chosen = context.cookie(VISITOR);
        var everybody = People.all(session);
        return everybody.stream()
                .filter(person -> person.leftAt() == null && String.valueOf(person.id()).equals(chosen))
                .findFirst()
                .or(() -> everybody.stream()
                        .filter(person -> person.role() == Role.ADMIN)
                        .findFirst());
    }

    private static void leadToSigningIn(Context context) {
        if (context.path().startsWith("/api/") || !context.method().name().equals("GET")) {
            throw new Failure(401, "sign-in");
        }
        var query = context.queryString();
        var to = "/sign-in?to="
                + URLEncoder.encode(context.path() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
        if (context.header("HX-Request") != null) {
            context.header("HX-Redirect", "/sign-in").status(HttpStatus.UNAUTHORIZED);
        } else {
            context.redirect(to, HttpStatus.SEE_OTHER);
        }
    }
}
