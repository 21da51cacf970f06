package kadens.web;

import io.javalin.http.Context;

/** Refuses files everywhere but where lists are uploaded: what is sent there may be long. */
final class OnlyThere {

    private OnlyThere() {}

    static void check(Context context) {
        var type = context.contentType();
        if (type != null
                && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
                && !context.path().equals("/imports")) {
            throw new Failure(415, "bad-request");
        }
    }
}
