package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the chosen language and theme in cookies, and goes back to the page where they were chosen. */
final class Preferences {

    private Preferences() {}

    static void language(Context context) {
        choose(context, "language", context.pathParam("language"), List.of("en", "nb"));
    }

    static void theme(Context context) {
        choose(context, "theme", context.pathParam("theme"), Visitor.THEMES);
    }

    private static void choose(Context context, String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw Failure.notFound();
        }
        context.header("Set-Cookie", name + "=" + value + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        context.redirect(ownPath(context.formParam("back")), HttpStatus.SEE_OTHER);
    }

    /** A path on this server, never an address elsewhere. */
    private static String ownPath(@Nullable String back) {
        return back != null && back.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?") ? back : "/";
    }
}
