package kadens.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kadens.team.DayOff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the organization's own days off; public holidays are known by country.")
final class DayOffListCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    DayOffListCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var days = new TreeMap<>(opened.engine().database().transact(DayOff::all));
            if (days.isEmpty()) {
                output.chat("There are none. Add one with: kadens day-off add 2027-05-14 'Bridge day'");
            }
            days.forEach(
                    (day, name) -> output.say(Map.of("day", day.toString(), "name", name), () -> day + "  " + name));
        }
        return Commands.OK;
    }
}
