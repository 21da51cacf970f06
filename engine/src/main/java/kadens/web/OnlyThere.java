package kadens.web;

import io.javalin.http.Context;

/**
 * Refuses files everywhere but where lists are uploaded, for what is sent there may be long, and where mail programs of
 * prospects post a form of that kind, which nobody reads (RFC 8058, 3.2).
 */
final class OnlyThere {

    private OnlyThere() {}

    static void check(Context context) {
        var type = context.contentType();
        if (type != null
                && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
                && !context.path().equals("/imports")
                && !Gate.isForProspects(context.path())) {
            throw new Failure(415, "bad-request");
        }
    }
}
