package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.UncertainSends;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A person says what becomes of the uncertain mail to a prospect. */
abstract class UncertainSettleCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "The prospect's address.")
    String email = "";

    UncertainSettleCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    abstract String settle(
            StatelessSession session, UncertainSends uncertain, Enrollment enrollment, OutgoingMessage message);

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var said = engine.database().transact(session -> settle(engine, session));
            output.say(Map.of("to", email, "says", said), () -> said);
        }
        return Commands.OK;
    }

    private String settle(Engine engine, StatelessSession session) {
        var enrollment = Prospects.byEmail(session, email)
                .flatMap(prospect -> engine.enrollments().latestOf(session, prospect.id()))
                .orElseThrow(() -> new Refusal("Nobody with the address " + email + " was ever enrolled."));
        var message = OutgoingMessages.ofEnrollment(session, enrollment.id()).stream()
                .filter(each -> each.delivery() == Delivery.UNCERTAIN)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Refusal(
                        "No mail to " + email + " is uncertain." + " 'kadens uncertain list' shows those that are."));
        return settle(session, new UncertainSends(engine.enrollments(), engine.clock()), enrollment, message);
    }

    @Command(name = "sent", description = "The uncertain mail to somebody did arrive: their enrollment goes on.")
    static final class Sent extends UncertainSettleCommand {

        Sent(Launcher launcher) {
            super(launcher);
        }

        @Override
        String settle(
                StatelessSession session, UncertainSends uncertain, Enrollment enrollment, OutgoingMessage message) {
            uncertain.arrived(
                    session, enrollment, message, Sentence.of("uncertain.arrived-by-hand", message.subject()));
            return "“" + message.subject() + "” counts as sent.";
        }
    }

    @Command(
            name = "resend",
            description = "Send the uncertain mail to somebody once more, as it is. They may get it twice.")
    static final class Resend extends UncertainSettleCommand {

        Resend(Launcher launcher) {
            super(launcher);
        }

        @Override
        String settle(
                StatelessSession session, UncertainSends uncertain, Enrollment enrollment, OutgoingMessage message) {
            if (!UncertainSends.mayGoAgain(session, enrollment, message)) {
                throw new Refusal("“" + message.subject() + "” can't go out again: it is about to,"
                        + " or its enrollment has ended, has gone on or sends from another mailbox.");
            }
            uncertain.again(session, enrollment, message, Sentence.of("uncertain.again-by-hand", message.subject()));
            return "“" + message.subject() + "” goes out once more, with the next run that may send it.";
        }
    }
}
