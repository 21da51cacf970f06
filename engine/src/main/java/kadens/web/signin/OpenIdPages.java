package kadens.web.signin;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Person;
import kadens.web.OpenId;
import kadens.web.Paths;
import kadens.web.SessionCookie;
import kadens.web.WebSettings;
import kadens.web.signin.OpenIdProvider.Answer;
import org.hibernate.StatelessSession;

/** Lets in whom the identity provider vouches for, where they are people of the organization already. */
final class OpenIdPages {

    static final String BACK = "/sign-in/openid/back";

    private final Engine engine;
    private final SignInForm form;
    private final OpenIdProvider provider;

    OpenIdPages(Engine engine, WebSettings settings, OpenId openId, SignInForm form) {
        this.engine = engine;
        this.form = form;
        this.provider = new OpenIdProvider(openId, URI.create(settings.link(BACK)));
    }

    void leave(Context context) {
        var attempt = OpenIdAttempt.fresh(Paths.own(context.queryParam("to")));
        var address = provider.address(attempt, engine.clock().instant());
        if (address == null) {
            refuse(context, attempt.to(), "openid-unreachable");
            return;
        }
        attempt.remember(context);
        context.redirect(address.toString(), HttpStatus.SEE_OTHER);
    }

    void comeBack(Context context) {
        var begun = OpenIdAttempt.of(context);
        OpenIdAttempt.forget(context);
        if (begun.isEmpty() || !begun.get().isFor(context.queryParam("state"))) {
            refuse(context, "/", "openid-state");
            return;
        }
        var code = context.queryParam("code");
        var answer = code == null || code.isBlank()
                ? new Answer.Nobody("openid-refused")
                : provider.redeem(code, begun.get(), engine.clock().instant());
        switch (answer) {
            case Answer.Nobody(var why) -> refuse(context, begun.get().to(), why);
            case Answer.Someone someone -> enter(context, someone, begun.get().to());
        }
    }

    private void enter(Context context, Answer.Someone someone, String to) {
        var now = engine.clock().instant();
        var token = engine.database()
                .transact(session -> person(session, someone)
                        .filter(person -> person.leftAt() == null)
                        .map(person -> {
                            Audit.note(session, person.id(), Sentence.of("audit.signed-in"), now);
                            return Entrance.open(session, context, person, now);
                        }));
        if (token.isEmpty()) {
            refuse(context, to, someone.email().isEmpty() ? "openid-unverified" : "openid-unknown");
            return;
        }
        SessionCookie.set(context, token.get());
        context.redirect(to, HttpStatus.SEE_OTHER);
    }

    /** The first time they are known by their address, from then on by the subject: an address may change hands. */
    private static Optional<Person> person(StatelessSession session, Answer.Someone someone) {
        return People.bySubject(session, someone.subject())
                .or(() -> People.byEmail(session, someone.email())
                        .filter(person -> !someone.email().isEmpty() && !person.hasSubject() && person.leftAt() == null)
                        .map(person -> {
                            People.setSubject(session, person, someone.subject());
                            return person;
                        }));
    }

    private void refuse(Context context, String to, String why) {
        context.status(HttpStatus.UNAUTHORIZED);
        form.show(context, "", to, why);
    }
}
