package kadens.web;

import io.javalin.http.Context;

/** Reads the parts of an address; what is no id leads nowhere. */
final class Paths {

    private Paths() {}

    static long id(Context context) {
        var id = context.pathParam("id");
        if (!id.matches("\\d{1,18}")) {
            throw Failure.notFound();
        }
        return Long.parseLong(id);
    }
}
