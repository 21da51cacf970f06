package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.UncertainSends;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import org.hibernate.StatelessSession;

/** What is shown of uncertain mails, and what a person may say about them. */
public final class UncertainMails {

    /**
     * A mail of which nobody knows whether it arrived.
     *
     * @param next what is done about it
     * @param again whether it may be sent again
     */
    public record Unsure(long message, String subject, String next, boolean again) {}

    private final Engine engine;
    private final UncertainSends uncertain;

    UncertainMails(Engine engine) {
        this.engine = engine;
        this.uncertain = new UncertainSends(engine.enrollments(), engine.clock());
    }

    public static List<Unsure> of(StatelessSession session, Enrollment enrollment, Texts texts) {
        return OutgoingMessages.ofEnrollment(session, enrollment.id()).stream()
                .filter(message -> message.delivery() == Delivery.UNCERTAIN)
                .map(message -> new Unsure(
                        message.id(),
                        message.subject(),
                        texts.say("uncertain." + next(message)),
                        UncertainSends.mayGoAgain(session, enrollment, message)))
                .toList();
    }

    void arrived(Context context) {
        change(context, "audit.uncertain-arrived", (session, enrollment, message) -> {
            var how = Sentence.of("uncertain.arrived-by-hand", message.subject());
            uncertain.arrived(session, enrollment, message, how);
        });
    }

    /** Pressed twice, or after the enrollment has gone on, it changes nothing. */
    void resend(Context context) {
        change(context, "audit.uncertain-again", (session, enrollment, message) -> {
            if (UncertainSends.mayGoAgain(session, enrollment, message)) {
                var why = Sentence.of("uncertain.again-by-hand", message.subject());
                uncertain.again(session, enrollment, message, why);
            }
        });
    }

    private static String next(OutgoingMessage message) {
        return message.isToCome() ? "goes-again" : message.settleBy() == null ? "taken-as-sent" : "waited-for";
    }

    private interface Change {
        void make(StatelessSession session, Enrollment enrollment, OutgoingMessage message);
    }

    private void change(Context context, String audit, Change change) {
        var id = Paths.id(context);
        var enrollmentId = engine.database().transact(session -> {
            Seen.message(session, context, id);
            var of = OutgoingMessages.byId(session, id)
                    .orElseThrow(Failure::notFound)
                    .enrollmentId();
            var enrollment = engine.enrollments().locked(session, of).orElseThrow(Failure::notFound);
            // Read again: nobody changes it while its enrollment is locked.
            var message = OutgoingMessages.byId(session, id).orElseThrow(Failure::notFound);
            change.make(session, enrollment, message);
            Audit.note(
                    session,
                    Me.of(context).id(),
                    Sentence.of(audit, message.recipient()),
                    engine.clock().instant());
            return of;
        });
        context.redirect(Paths.then(context, EnrollmentPages.href(enrollmentId)), HttpStatus.SEE_OTHER);
    }
}
