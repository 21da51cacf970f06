package kadens.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kadens.enrollment.State;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.plan.Forecast;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        description = "What the next days send, by day and mailbox, from the sender's own rules.",
        footer =
                "Nobody answering is assumed, and calls and tasks done when they fall due: less will go out, not more.")
final class ForecastCommand implements Callable<Integer> {

    private static final int DAYS_MAX = 366;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Option(names = "--days", paramLabel = "N", description = "How many days to show, from 1 to 366. Default: 30")
    int days = 30;

    @Option(names = "--mailbox", paramLabel = "ADDRESS", description = "Only this mailbox; may be given several times.")
    List<String> addresses = new ArrayList<>();

    ForecastCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > DAYS_MAX) {
            throw new Refusal("--days is " + days + ". Give a number from 1 to " + DAYS_MAX + ".");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var now = engine.clock().instant();
            var forecast =
                    engine.database().transact(session -> engine.outlook().forecast(session, now, List.of()));
            var shown = mailboxes(engine);
            if (shown.isEmpty()) {
                output.chat(
                        "There are no mailboxes yet. Add one with: kadens mailbox add ADDRESS --name NAME --smtp URL --imap URL");
            } else {
                new ForecastTable(forecast, shown, now.atZone(engine.organizationZone()), days).print(output);
                engine.database().transactAlone(session -> tellWhatIsLeftOut(engine, session, shown, forecast));
            }
        }
        return Commands.OK;
    }

    private void tellWhatIsLeftOut(Engine engine, StatelessSession session, List<Mailbox> shown, Forecast forecast) {
        shown.forEach(mailbox -> Mailboxes.mayNotSend(session, mailbox).ifPresent(why -> output.chat(why + ".")));
        var held = engine.enrollments().countsByState(session).getOrDefault(State.HELD, 0L)
                + forecast.never().size();
        if (held > 0) {
            output.chat("Left out: " + held + " that need a person first; 'kadens status' names them.");
        }
    }

    private List<Mailbox> mailboxes(Engine engine) {
        var all = engine.database().transact(engine.mailboxes()::all);
        addresses.stream()
                .filter(address ->
                        all.stream().noneMatch(mailbox -> mailbox.address().equalsIgnoreCase(address)))
                .forEach(address -> {
                    throw new Refusal(
                            "There is no mailbox " + address + ". 'kadens mailbox list' shows those there are.");
                });
        return addresses.isEmpty()
                ? all
                : all.stream()
                        .filter(mailbox -> addresses.stream().anyMatch(mailbox.address()::equalsIgnoreCase))
                        .toList();
    }
}
