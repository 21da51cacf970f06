package kadens.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the sending addresses.")
final class MailboxListCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    MailboxListCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailboxes = engine.database().transact(engine.mailboxes()::all);
            if (mailboxes.isEmpty()) {
                output.chat(
                        "There are no mailboxes yet. Add one with: kadens mailbox add ADDRESS --name NAME --smtp URL --imap URL");
            }
            mailboxes.forEach(mailbox -> print(engine, mailbox));
        }
        return Commands.OK;
    }

    private void print(Engine engine, Mailbox mailbox) {
        var now = engine.clock().instant();
        var sent = engine.database().transact(session -> OutgoingMessages.sentInLastDay(session, mailbox.id(), now));
        var cap = mailbox.limits().capAt(now, mailbox.firstSentAt());
        var trouble = mailbox.trouble();
        output.say(
                values(mailbox, sent, cap),
                () -> "%s  %d of %d today  %s  %s  %s"
                        .formatted(
                                mailbox.address(),
                                sent,
                                cap,
                                mailbox.smtpServer(),
                                mailbox.imapServer(),
                                trouble == null ? "" : trouble.toString())
                        .stripTrailing());
    }

    private static Map<String, Object> values(Mailbox mailbox, long sent, int cap) {
        var values = new LinkedHashMap<String, Object>();
        values.put("address", mailbox.address());
        values.put("smtp", mailbox.smtpServer());
        values.put("imap", mailbox.imapServer());
        values.put("timeZone", mailbox.timeZone().getId());
        values.put("sentInLastDay", sent);
        values.put("cap", cap);
        values.put("trouble", Told.orNull(mailbox.trouble()));
        return values;
    }
}
