package kadens.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "The uncertain mails, the newest first, and what is done about each.")
final class UncertainListCommand implements Callable<Integer> {

    private static final int SHOWN_MAX = 1000;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    UncertainListCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            engine.database().transactAlone(session -> {
                var all = OutgoingMessages.uncertain(session, null, SHOWN_MAX);
                if (all.isEmpty()) {
                    output.chat("No mail is uncertain.");
                }
                all.forEach(message -> print(
                        message,
                        engine.mailboxes().byId(session, message.mailboxId()).orElseThrow()));
            });
        }
        return Commands.OK;
    }

    private void print(OutgoingMessage message, Mailbox mailbox) {
        var next = next(message);
        var values = new LinkedHashMap<String, Object>();
        values.put("to", message.recipient());
        values.put("from", mailbox.address());
        values.put("subject", message.subject());
        values.put("messageId", message.messageId());
        values.put("handedOverAt", message.claimedAt().toString());
        values.put("settleBy", Told.orNull(message.settleBy()));
        values.put("next", next);
        output.say(
                values,
                () -> "%s  from %s on %s: %s\n  %s"
                        .formatted(
                                message.recipient(),
                                mailbox.address(),
                                Told.at(message.claimedAt(), mailbox.timeZone()),
                                message.subject(),
                                next));
    }

    private static String next(OutgoingMessage message) {
        if (message.isToCome()) {
            return "goes out once more";
        }
        return message.settleBy() == null ? "taken as sent" : "a sign of it is waited for";
    }
}
