package kadens.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reply-race",
        description =
                "Answer just before, during and after the run that sends the follow-up, and count what came late.")
final class DrillReplyRaceCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Option(
            names = "--histories",
            defaultValue = "2000",
            paramLabel = "N",
            description = "How many prospects, each with a history of their own. Default: ${DEFAULT-VALUE}")
    int histories;

    @Option(names = "--mailboxes", defaultValue = "50", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    int mailboxes;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "The same seed and sizes make the same histories. Default: ${DEFAULT-VALUE}")
    long seed;

    DrillReplyRaceCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        Typed.between("--histories", histories, 1, 90_000);
        Typed.between("--mailboxes", mailboxes, 1, 500);
        try (var progress = new DrillProgress(output)) {
            var report = launcher.drillReplyRace(new RacePlan(histories, mailboxes, seed), progress);
            progress.close();
            print(report);
            return report.tally().isClean() ? Commands.OK : Commands.WRONG;
        }
    }

    private void print(RaceReport report) {
        report.kinds()
                .forEach((kind, times) ->
                        output.say(Map.of("kind", kind, "histories", times), () -> "%6d %s".formatted(times, kind)));
        each("late", report.late());
        each("lost", report.lost());
        each("doubled", report.doubled());
        var values = report.tally().values();
        values.put("histories", histories);
        values.put("during", report.during());
        values.put("followUps", report.followUps());
        values.put("runs", report.runs());
        values.put("seconds", report.seconds());
        output.say(values, () -> words(report));
    }

    private void each(String name, List<String> all) {
        all.forEach(one -> output.say(Map.of(name, one), () -> name + ": " + one));
    }

    private String words(RaceReport report) {
        var tally = report.tally();
        return """
                %d histories in %d runs of %d mailboxes, in %d s (seed %d).
                %6d due: first mails, and follow-ups to those who never answered
                %6d of those follow-ups came
                %6d sent: mails that came, by the receiving side's record
                %6d late: follow-ups in a run that began when the answer lay in the mailbox
                %6d follow-ups crossed an answer that came while the run went on
                %6d doubled
                %6d lost
                %s""".formatted(
                        histories,
                        report.runs(),
                        mailboxes,
                        report.seconds(),
                        tally.seed(),
                        tally.due(),
                        report.followUps(),
                        tally.sent(),
                        tally.late(),
                        report.during(),
                        tally.doubled(),
                        tally.lost(),
                        tally.isClean() ? "Clean: nobody who had answered was written to." : "NOT CLEAN.");
    }
}
