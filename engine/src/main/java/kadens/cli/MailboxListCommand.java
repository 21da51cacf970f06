package kadens.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
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
            engine.database().transactAlone(session -> {
                var mailboxes = engine.mailboxes().all(session);
                if (mailboxes.isEmpty()) {
                    output.chat("There are no mailboxes yet."
                            + " Add one with: kadens mailbox add ADDRESS --name NAME --smtp URL --imap URL");
                }
                mailboxes.forEach(mailbox -> print(engine, session, mailbox));
            });
        }
        return Commands.OK;
    }

    private void print(Engine engine, StatelessSession session, Mailbox mailbox) {
        var now = engine.clock().instant();
        var sent = OutgoingMessages.sentInLastDay(session, mailbox.id(), now);
        var cap = mailbox.limits().capAt(now, mailbox.firstSentAt());
        var sending = Sending.of(engine, session, mailbox);
        var trouble = mailbox.trouble();
        output.say(
                values(mailbox, sent, cap, sending),
                () -> "%s  %d of %d today%s  %s  %s%s%s"
                        .formatted(
                                mailbox.address(),
                                sent,
                                cap,
                                limits(mailbox),
                                mailbox.smtpServer(),
                                mailbox.imapServer(),
                                sending.words().map(why -> "\n  " + why).orElse(""),
                                trouble == null ? "" : "\n  TROUBLE: " + trouble));
    }

    private static String limits(Mailbox mailbox) {
        var limits = mailbox.limits();
        var window = mailbox.windowWords();
        return (limits.perMinuteMax() == null ? "" : ", " + limits.perMinuteMax() + " a minute")
                + (limits.openersPerDayMax() == null ? "" : ", " + limits.openersPerDayMax() + " new a day")
                + (window == null ? "" : ", " + window);
    }

    private static Map<String, Object> values(Mailbox mailbox, long sent, int cap, Sending sending) {
        var values = new LinkedHashMap<String, Object>();
        values.put("address", mailbox.address());
        values.put("smtp", mailbox.smtpServer());
        values.put("imap", mailbox.imapServer());
        values.put("timeZone", mailbox.zoneWords());
        values.put("window", mailbox.windowWords());
        values.put("sentInLastDay", sent);
        values.put("cap", cap);
        values.put("perMinute", mailbox.limits().perMinuteMax());
        values.put("newPerDay", mailbox.limits().openersPerDayMax());
        values.put("sentCopy", mailbox.sentCopy().word());
        values.put("copiesToSent", mailbox.wantsSentCopies());
        values.put("serverFilesSent", mailbox.filesSent());
        values.put("plusAddress", mailbox.usesPlusAddress());
        values.put("whenUncertain", mailbox.whenUncertain().word());
        values.putAll(sending.values());
        values.put("trouble", Told.orNull(mailbox.trouble()));
        values.put("readRestsUntil", Told.orNull(mailbox.readRestsUntil()));
        values.put("sendRestsUntil", Told.orNull(mailbox.sendRestsUntil()));
        return values;
    }
}
