package kadens.web.signin;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Objects;
import kadens.team.Person;
import kadens.team.SignedIn;
import kadens.web.SessionCookie;
import org.hibernate.StatelessSession;

/** Signs a browser in with a token that nobody had before: one that was there already, whoever put it there, is ended. */
public final class Entrance {

    private Entrance() {}

    /** The token for the cookie, which is set when all is stored. */
    public static String open(StatelessSession session, Context context, Person person, Instant now) {
        SessionCookie.token(context).ifPresent(had -> SignedIn.end(session, had));
        var browser = Objects.requireNonNullElse(context.header("User-Agent"), "");
        return SignedIn.begin(session, person, browser, now);
    }
}
