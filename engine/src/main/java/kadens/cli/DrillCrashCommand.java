package kadens.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.language.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "crash",
        description = "Kill and freeze nodes while they send to a server that fails, and count what came.")
final class DrillCrashCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Option(
            names = "--messages",
            defaultValue = "2000",
            paramLabel = "N",
            description = "How many mails have to come, two a prospect. Default: ${DEFAULT-VALUE}")
    int messages;

    @Option(
            names = "--kills",
            defaultValue = "20",
            paramLabel = "N",
            description = "How often a node is killed; for each four, one is frozen too. Default: ${DEFAULT-VALUE}")
    int kills;

    @Option(names = "--nodes", defaultValue = "3", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    int nodes;

    @Option(names = "--mailboxes", defaultValue = "20", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    int mailboxes;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "The same seed and sizes make the same decisions. Default: ${DEFAULT-VALUE}")
    long seed;

    DrillCrashCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        Typed.between("--messages", messages, 2, 100_000);
        Typed.between("--kills", kills, 0, 10_000);
        Typed.between("--nodes", nodes, 1, 16);
        Typed.between("--mailboxes", mailboxes, 1, 500);
        if (messages % 2 != 0) {
            throw new Refusal("--messages is " + messages + ", but everybody gets two. Give an even number.");
        }
        var plan = new CrashPlan(messages, kills, nodes, mailboxes, seed);
        try (var progress = new DrillProgress(output)) {
            var report = launcher.drillCrash(plan, progress);
            progress.close();
            print(report);
            return report.isClean() ? Commands.OK : Commands.WRONG;
        }
    }

    private void print(CrashReport report) {
        each("doubled", report.doubled());
        each("lost", report.lost());
        each("kept", report.kept());
        each("uncertain", report.uncertain());
        each("doubt", report.doubts());
        var values = report.tally().values();
        var course = report.course();
        values.put("kills", course.kills());
        values.put("freezes", course.freezes());
        values.put("faults", course.faults());
        values.put("ownEnds", course.ownEnds());
        values.put("kept", report.kept().size());
        values.put("seconds", course.seconds());
        output.say(values, () -> words(report));
    }

    private void each(String name, List<String> all) {
        all.forEach(one -> output.say(Map.of(name, one), () -> name + ": " + one));
    }

    private String words(CrashReport report) {
        var tally = report.tally();
        var course = report.course();
        return """
                %d nodes were killed %d times and frozen %d times, and the server failed %d times, in %d s (seed %d).
                %6d due: mails that had to come
                %6d sent: they came, by the receiving side's record
                %6d doubled: they came more than once
                %6d lost: they did not come, and nobody is told
                %6d uncertain at the end, each listed above
                %6d were uncertain and were settled by a sign in the Sent folder
                %6d were kept back for a reason that is told
                %6d nodes ended though nobody killed them
                %s""".formatted(
                        nodes,
                        course.kills(),
                        course.freezes(),
                        course.faults(),
                        course.seconds(),
                        tally.seed(),
                        tally.due(),
                        tally.sent(),
                        tally.doubled(),
                        tally.lost(),
                        tally.uncertain(),
                        tally.settled(),
                        report.kept().size(),
                        course.ownEnds(),
                        report.isClean() ? "Clean: nothing doubled, nothing lost." : "NOT CLEAN.");
    }
}
