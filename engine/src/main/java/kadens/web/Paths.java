package kadens.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an address; what is no id leads nowhere. */
public final class Paths {

    private Paths() {}

    public static long id(Context context) {
        var id = context.pathParam("id");
        if (!id.matches("\\d{1,18}")) {
            throw Failure.notFound();
        }
        return Long.parseLong(id);
    }

    /** Where a form wants to go on from, when it is done: the page that it stood on. */
    public static String then(Context context, String otherwise) {
        var then = context.formParam("then");
        return then == null ? otherwise : own(then);
    }

    /** A path on this server as it was given, never an address elsewhere; the first page where it is not one. */
    public static String own(@Nullable String given) {
        return given != null && given.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?") ? given : "/";
    }
}
