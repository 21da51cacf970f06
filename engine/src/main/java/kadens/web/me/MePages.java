package kadens.web.me;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.Guesses;
import kadens.team.Passwords;
import kadens.team.People;
import kadens.team.SignedIn;
import kadens.team.Team;
import kadens.web.Access;
import kadens.web.Form;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Place;
import kadens.web.Routes;
import kadens.web.SessionCookie;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.signin.Entrance;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What somebody may change about themselves: how they are introduced, the language of the pages, the password. */
public final class MePages {

    private static final int NAME_CHARS_MAX = 200;
    private static final int PHONE_CHARS_MAX = 50;
    private static final int SIGNATURE_CHARS_MAX = 5000;
    private static final List<String> SAID = List.of("saved", "password");

    private final Engine engine;
    private final Pages pages;

    public MePages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    public void routes(Routes routes) {
        routes.get("/me", Access.PEOPLE, this::show);
        routes.post("/me", Access.PEOPLE, this::introduce);
        routes.post("/me/password", Access.PEOPLE, this::password);
        routes.post("/me/sign-out-everywhere", Access.PEOPLE, this::signOut);
    }

    /** @param language empty: as the browser says */
    record Introduction(String name, String phone, String signature, String language) {}

    record Session(String browser, Moment seen, Moment since, boolean here) {}

    /**
     * @param said what came of the last change; null: there was none
     * @param wrong by field what is wrong
     */
    record MePage(
            @Nullable String said,
            Introduction form,
            String email,
            String role,
            @Nullable String team,
            boolean hasPassword,
            int charsMin,
            List<Session> sessions,
            Map<String, String> wrong) {}

    private void show(Context context) {
        show(context, null, Map.of());
    }

    private void introduce(Context context) {
        var typed = new Introduction(
                Form.line(context, "name", NAME_CHARS_MAX),
                Form.line(context, "phone", PHONE_CHARS_MAX),
                Form.text(context, "signature", SIGNATURE_CHARS_MAX),
                Form.line(context, "language", 2));
        var texts = Visitor.texts(context);
        if (typed.name().isEmpty()) {
            wrong(context, typed, Map.of("name", texts.say("welcome.wrong.name")));
            return;
        }
        engine.database().transactAlone(session -> {
            var person = People.get(session, Me.of(context).id());
            var before = introduction(session, Me.of(context));
            People.introduce(session, person, typed.name(), typed.phone(), typed.signature());
            People.setLanguage(session, person, Texts.LANGUAGES.contains(typed.language()) ? typed.language() : null);
            if (!before.equals(typed)) {
                note(session, context, "audit.introduced");
            }
        });
        context.redirect("/me?said=saved", HttpStatus.SEE_OTHER);
    }

    /** Whoever finds a browser open must not lock its owner out: the old one is asked for, and guessing is slow. */
    private void password(Context context) {
        var me = Me.of(context);
        var texts = Visitor.texts(context);
        var now = engine.clock().instant();
        var place = Place.of(context);
        var fresh = Form.secret(context, "password");
        if (engine.database().transact(session -> Guesses.areTooMany(session, me.email(), place, now))) {
            context.status(HttpStatus.TOO_MANY_REQUESTS);
            show(context, null, Map.of("old", texts.say("signin.wrong.too-many")));
            return;
        }
        var person = engine.database().transact(session -> People.get(session, me.id()));
        // Outside a transaction: it is made to take its time.
        if (!Passwords.fits(person, Form.secret(context, "old"))) {
            engine.database().transactAlone(session -> Guesses.note(session, me.email(), place, now));
            wrong(context, null, Map.of("old", texts.say("me.wrong.old")));
            return;
        }
        if (!Passwords.isFit(fresh, person)) {
            wrong(context, null, Map.of("password", texts.say("welcome.wrong.password", Passwords.CHARS_MIN)));
            return;
        }
        if (!fresh.equals(Form.secret(context, "again"))) {
            wrong(context, null, Map.of("again", texts.say("welcome.wrong.again")));
            return;
        }
        var token = engine.database().transact(session -> {
            Passwords.set(session, person, fresh);
            note(session, context, "audit.password-changed");
            return Entrance.open(session, context, person, now);
        });
        SessionCookie.set(context, token);
        context.redirect("/me?said=password", HttpStatus.SEE_OTHER);
    }

    private void signOut(Context context) {
        engine.database().transactAlone(session -> {
            SignedIn.end(session, People.get(session, Me.of(context).id()));
            note(session, context, "audit.signed-out-everywhere");
        });
        SessionCookie.clear(context);
        context.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private void note(StatelessSession session, Context context, String what) {
        Audit.note(session, Me.of(context).id(), Sentence.of(what), engine.clock().instant());
    }

    private void wrong(Context context, @Nullable Introduction typed, Map<String, String> wrong) {
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(context, typed, wrong);
    }

    private void show(Context context, @Nullable Introduction typed, Map<String, String> wrong) {
        var me = Me.of(context);
        var texts = Visitor.texts(context);
        var said = context.queryParam("said");
        var page = engine.database()
                .transact(session -> new MePage(
                        said != null && SAID.contains(said) ? texts.say("me.said." + said) : null,
                        typed == null ? introduction(session, me) : typed,
                        me.email(),
                        texts.say("role." + me.role().word()),
                        me.teamId() == null
                                ? null
                                : Team.find(session, me.teamId()).map(Team::name).orElse(null),
                        People.get(session, me.id()).hasPassword(),
                        Passwords.CHARS_MIN,
                        sessions(session, context, texts),
                        wrong));
        pages.show(context, "me", page);
    }

    private static Introduction introduction(StatelessSession session, Me me) {
        var person = People.get(session, me.id());
        return new Introduction(
                person.name(),
                Objects.requireNonNullElse(person.phone(), ""),
                Objects.requireNonNullElse(person.signature(), ""),
                Objects.requireNonNullElse(person.language(), ""));
    }

    private List<Session> sessions(StatelessSession session, Context context, Texts texts) {
        var now = engine.clock().instant();
        var zone = engine.organizationZone();
        return SignedIn.places(
                        session,
                        Me.of(context).id(),
                        SessionCookie.token(context).orElse(""),
                        now)
                .stream()
                .map(place -> new Session(
                        place.browser(),
                        Moment.ago(place.seenAt(), zone, now, texts),
                        Moment.at(place.since(), zone, now, texts),
                        place.here()))
                .toList();
    }
}
