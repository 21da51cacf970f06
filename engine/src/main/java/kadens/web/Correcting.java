package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.inbox.InboundMails;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import org.jspecify.annotations.Nullable;

/** A person says what a received mail is. */
final class Correcting {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Engine engine;
    private final Corrections corrections;

    Correcting(Engine engine) {
        this.engine = engine;
        this.corrections = new Corrections(engine.enrollments(), engine.clock());
    }

    /** Pressed twice, it changes nothing the second time. */
    void correct(Context context) {
        var id = Paths.id(context);
        var to = wanted(context);
        engine.database().transactAlone(session -> {
            Seen.inbound(session, context, id);
            var about = to.enrollmentId();
            if (InboundMails.byId(session, id)
                    .filter(inbound -> inbound.enrollmentId() != null)
                    .isEmpty()) {
                throw Failure.notFound();
            }
            if (about != null && !InboundMails.concerned(session, id).contains(about)) {
                throw Failure.notFound();
            }
            if (about != null) {
                Seen.enrollment(session, context, about);
            }
            corrections.correct(session, id, to);
            var from = InboundMails.byId(session, id).orElseThrow().fromAddress();
            Audit.note(
                    session,
                    Me.of(context).id(),
                    Sentence.of("audit.corrected", from),
                    engine.clock().instant());
        });
        var back = id(context.formParam("back"));
        context.redirect(
                Paths.then(context, back == null ? "/inbound/" + id : EnrollmentPages.href(back)),
                HttpStatus.SEE_OTHER);
    }

    private static Correction wanted(Context context) {
        var word = context.formParam("to");
        var until = context.formParam("until");
        try {
            return Correction.of(
                    word == null ? "" : word,
                    context.formParam("intent"),
                    until == null || until.isBlank() ? null : LocalDate.parse(until),
                    id(context.formParam("enrollment")));
        } catch (Refusal | DateTimeException _) {
            throw Failure.notFound();
        }
    }

    private static @Nullable Long id(@Nullable String text) {
        return text == null || !ID.matcher(text).matches() ? null : Long.valueOf(text);
    }
}
