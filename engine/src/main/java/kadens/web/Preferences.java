package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import kadens.run.Engine;
import kadens.team.People;

/**
 * Keeps the chosen theme and language in cookies, the language of somebody who is signed in with the person, too, and goes
 * back to the page where they were chosen.
 */
final class Preferences {

    private final Engine engine;

    Preferences(Engine engine) {
        this.engine = engine;
    }

    void language(Context context) {
        var me = Me.orNull(context);
        var language = context.pathParam("language");
        if (me != null && Texts.LANGUAGES.contains(language)) {
            engine.database()
                    .transactAlone(session -> People.setLanguage(session, People.get(session, me.id()), language));
        }
        choose(context, "language", language, Texts.LANGUAGES);
    }

    static void theme(Context context) {
        choose(context, "theme", context.pathParam("theme"), Visitor.THEMES);
    }

    private static void choose(Context context, String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw Failure.notFound();
        }
        context.header("Set-Cookie", name + "=" + value + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        context.redirect(Paths.own(context.formParam("back")), HttpStatus.SEE_OTHER);
    }
}
