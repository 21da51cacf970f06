package kadens.web.signin;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.Guesses;
import kadens.team.OneTimeLinks;
import kadens.team.Passwords;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.SignedIn;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Place;
import kadens.web.Routes;
import kadens.web.SessionCookie;
import kadens.web.Visitor;
import kadens.web.WebSettings;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Lets people in by their password, out again, and lets them set a password by a link that works once. */
public final class SignInPages {

    private static final int EMAIL_CHARS_MAX = 254;
    private static final int NAME_CHARS_MAX = 200;

    private final Engine engine;
    private final WebSettings settings;
    private final Pages pages;
    private final SignInForm form;

    public SignInPages(Engine engine, WebSettings settings, Pages pages) {
        this.engine = engine;
        this.settings = settings;
        this.pages = pages;
        this.form = new SignInForm(pages, settings.openId());
    }

    public void routes(Routes routes) {
        routes.get("/sign-in", Access.OPEN, this::ask);
        routes.post("/sign-in", Access.OPEN, this::signIn);
        routes.post("/sign-out", Access.PEOPLE, this::signOut);
        routes.get("/welcome/{token}", Access.OPEN, this::welcome);
        routes.post("/welcome/{token}", Access.OPEN, this::begin);
        var forgotten = new ForgottenPages(engine, settings, pages);
        routes.get("/forgotten", Access.OPEN, forgotten::ask);
        routes.post("/forgotten", Access.OPEN, forgotten::send);
        var openId = settings.openId();
        if (openId != null) {
            var provided = new OpenIdPages(engine, settings, openId, form);
            routes.get("/sign-in/openid", Access.OPEN, provided::leave);
            routes.get(OpenIdPages.BACK, Access.OPEN, provided::comeBack);
        }
    }

    /**
     * @param first whether it makes the first admin, who gives name and address, too
     * @param wrong what was wrong the last time, as the end of a text's key; null: nothing
     */
    record WelcomePage(
            String token,
            boolean first,
            String name,
            String email,
            int charsMin,
            @Nullable String wrong) {}

    private void ask(Context context) {
        if (Me.orNull(context) != null) {
            context.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        form.show(context, "", null);
    }

    private void signIn(Context context) {
        var email = form(context, "email", EMAIL_CHARS_MAX);
        var password = Objects.requireNonNullElse(context.formParam("password"), "");
        var place = Place.of(context);
        if (email.isEmpty() || password.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            form.show(context, email, "missing");
            return;
        }
        var now = engine.clock().instant();
        if (engine.database().transact(session -> Guesses.areTooMany(session, email, place, now))) {
            context.status(HttpStatus.TOO_MANY_REQUESTS);
            form.show(context, email, "too-many");
            return;
        }
        var known = engine.database().transact(session -> People.byEmail(session, email));
        // Outside a transaction: it is made to take its time.
        var fits = Passwords.fits(known.orElse(null), password);
        var token = engine.database().transact(session -> {
            if (!fits) {
                Guesses.note(session, email, place, now);
                return Optional.<String>empty();
            }
            Guesses.forget(session, email);
            Audit.note(session, known.orElseThrow().id(), Sentence.of("audit.signed-in"), now);
            return Optional.of(Entrance.open(session, context, known.orElseThrow(), now));
        });
        if (token.isEmpty()) {
            context.status(HttpStatus.UNAUTHORIZED);
            form.show(context, email, "password");
            return;
        }
        SessionCookie.set(context, token.get());
        context.redirect(Paths.own(context.formParam("to")), HttpStatus.SEE_OTHER);
    }

    private void signOut(Context context) {
        SessionCookie.token(context)
                .ifPresent(token -> engine.database().transactAlone(session -> SignedIn.end(session, token)));
        SessionCookie.clear(context);
        context.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private void welcome(Context context) {
        var token = context.pathParam("token");
        var person = engine.database().transact(session -> person(session, token));
        showWelcome(context, person, null, "", "");
    }

    private void begin(Context context) {
        var token = context.pathParam("token");
        var name = form(context, "name", NAME_CHARS_MAX);
        var email = form(context, "email", EMAIL_CHARS_MAX);
        var password = Objects.requireNonNullElse(context.formParam("password"), "");
        var now = engine.clock().instant();
        var invited = engine.database().transact(session -> person(session, token));
        var wrong = wrong(invited, name, email, password, context.formParam("again"));
        if (wrong != null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            showWelcome(context, invited, wrong, name, email);
            return;
        }
        var signedIn = engine.database().transact(session -> {
            if (!OneTimeLinks.use(session, token)) {
                throw new Failure(404, "link-used");
            }
            var person = invited.orElseGet(() -> {
                var first = People.nameOrRename(session, email, name, null, null, now);
                People.set(session, first, Role.ADMIN, first.teamId());
                return first;
            });
            Passwords.set(session, person, password);
            var what = invited.isPresent() ? "audit.password-set" : "audit.first-admin";
            Audit.note(session, person.id(), Sentence.of(what), now);
            return Entrance.open(session, context, person, now);
        });
        SessionCookie.set(context, signedIn);
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    /** Whose the link is; empty for the first admin's. @throws Failure 404 where it is good for nothing */
    private Optional<Person> person(StatelessSession session, String token) {
        var link = OneTimeLinks.find(session, token, engine.clock().instant())
                .orElseThrow(() -> new Failure(404, "link-used"));
        var person = Optional.ofNullable(link.personId()).map(id -> People.get(session, id));
        if (person.isPresent() ? person.get().leftAt() != null : People.haveAnAdmin(session)) {
            throw new Failure(404, "link-used");
        }
        return person;
    }

    private @Nullable String wrong(
            Optional<Person> invited, String name, String email, String password, @Nullable String again) {
        if (invited.isEmpty() && (name.isBlank() || name.chars().anyMatch(Character::isISOControl))) {
            return "name";
        }
        if (invited.isEmpty() && !Prospects.isAddress(email)) {
            return "email";
        }
        var person = invited.orElseGet(
                () -> new Person(email, name, null, null, engine.clock().instant()));
        return !Passwords.isFit(password, person) ? "password" : !password.equals(again) ? "again" : null;
    }

    private void showWelcome(
            Context context, Optional<Person> invited, @Nullable String wrong, String name, String email) {
        pages.showAlone(
                context,
                "welcome",
                Visitor.texts(context),
                new WelcomePage(
                        context.pathParam("token"),
                        invited.isEmpty(),
                        invited.map(Person::name).orElse(name),
                        invited.map(Person::email).orElse(email),
                        Passwords.CHARS_MIN,
                        wrong));
    }

    private static String form(Context context, String name, int charsMax) {
        var given = Objects.requireNonNullElse(context.formParam(name), "").strip();
        return given.substring(0, Math.min(given.length(), charsMax));
    }
}
