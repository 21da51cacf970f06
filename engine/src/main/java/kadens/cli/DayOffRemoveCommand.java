package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.team.DayOff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Open the organization again on a day.")
final class DayOffRemoveCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "DATE", description = "Like 2027-05-14")
    String date = "";

    DayOffRemoveCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        var day = Typed.day(date);
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            if (!engine.database().transact(session -> DayOff.remove(session, day))) {
                throw new Refusal(
                        day + " is no day off of the organization. 'kadens day-off list' shows those there are.");
            }
            var planned = PlannedAnew.all(engine);
            output.say(
                    Map.of("removed", day.toString(), "moved", planned.moved(), "held", planned.held()),
                    () -> day + " is a day like others again. " + planned.words());
        }
        return Commands.OK;
    }
}
