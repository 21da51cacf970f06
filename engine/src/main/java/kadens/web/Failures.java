package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import kadens.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Says what went wrong, what was kept and what to do: as a page, or as JSON to programs. Never a stack trace. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Pages pages;

    public Failures(Pages pages) {
        this.pages = pages;
    }

    /**
     * What the failure page says.
     *
     * @param home whether the way back to the overview is open to the visitor
     */
    record Said(int status, String title, String text, boolean home) {}

    public void expected(Failure failure, Context context) {
        show(context, failure.status(), failure.key(), failure.values());
    }

    /** What Javalin refuses by itself: an unknown path, a body that is too large. */
    public void refused(HttpResponseException refusal, Context context) {
        var status = refusal.getStatus();
        show(context, status, status == 404 ? "not-found" : status >= 500 ? "broken" : "bad-request");
    }

    public void unexpected(Exception bug, Context context) {
        var trouble = Database.passing(bug);
        if (trouble.isPresent()) {
            show(context, 503, "database." + trouble.get().word());
            return;
        }
        var trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        LOG.error(
                "{} {} failed; the visitor was told so, and what was stored before is kept. {}",
                context.method().name(),
                context.path(),
                trace);
        show(context, 500, "broken");
    }

    private void show(Context context, int status, String key, Object... values) {
        var texts = Visitor.texts(context);
        var said = new Said(
                status,
                texts.say("failure." + key + ".title", values),
                texts.say("failure." + key + ".text", values),
                (Me.orNull(context) != null || !List.of(401, 403, 429).contains(status))
                        && !Gate.isForProspects(context.path()));
        context.status(status);
        if (context.path().startsWith("/api/")) {
            context.contentType("application/json")
                    .result(JsonMapper.shared()
                            .writeValueAsString(
                                    Map.of("error", Texts.ENGLISH.say("failure." + key + ".text", values))));
        } else {
            pages.showAlone(context, "failure", texts, said);
        }
    }
}
