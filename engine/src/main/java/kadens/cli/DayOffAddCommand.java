package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.team.DayOff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Close the organization on a day: nothing is sent, and it is no business day.")
final class DayOffAddCommand implements Callable<Integer> {

    private static final int NAME_CHARACTERS_MAX = 100;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "DATE", description = "Like 2027-05-14")
    String date = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What is told as the reason, like 'Bridge day'.")
    String name = "";

    DayOffAddCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        var day = Typed.day(date);
        if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
            throw new Refusal(
                    "The day needs a name of 1 to " + NAME_CHARACTERS_MAX + " characters, like 'Bridge day'.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            if (day.isBefore(Typed.today(engine))) {
                throw new Refusal(day + " is over. Give today or a day to come.");
            }
            engine.database().transactAlone(session -> DayOff.add(session, day, name.strip()));
            var planned = PlannedAnew.all(engine);
            output.say(
                    Map.of(
                            "day",
                            day.toString(),
                            "name",
                            name.strip(),
                            "moved",
                            planned.moved(),
                            "held",
                            planned.held()),
                    () -> day + " is off: " + name.strip() + ". " + planned.words());
        }
        return Commands.OK;
    }
}
