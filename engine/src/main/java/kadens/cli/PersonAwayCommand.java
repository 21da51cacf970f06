package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.team.Absence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "away", description = "Somebody is away: nothing leaves their mailboxes on these days.")
final class PersonAwayCommand implements Callable<Integer> {

    private static final int DAYS_MAX = 731;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    @Parameters(index = "1", paramLabel = "FIRST", description = "The first day away, like 2027-07-05")
    String first = "";

    @Nullable
    @Parameters(index = "2", arity = "0..1", paramLabel = "LAST", description = "The last day away. Default: the first")
    String last;

    PersonAwayCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        var from = Typed.day(first);
        var to = last == null ? from : Typed.day(last);
        if (to.isBefore(from)) {
            throw new Refusal("The absence ends on " + to + ", before it begins on " + from
                    + ". Write the first day, then the last.");
        }
        if (from.plusDays(DAYS_MAX).isBefore(to)) {
            throw new Refusal("From " + from + " to " + to
                    + " is longer than two years. For somebody who is gone there is" + " 'kadens person left'.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            if (to.isBefore(Typed.today(engine))) {
                throw new Refusal("The absence was over on " + to + ". Give one that lasts until today or longer.");
            }
            var away = engine.database()
                    .transact(session ->
                            Absence.add(session, Typed.person(session, email).id(), from, to));
            var mailboxes =
                    engine.database().transact(session -> engine.mailboxes().of(session, Typed.person(session, email)));
            var planned =
                    PlannedAnew.of(engine, mailboxes.stream().map(Mailbox::id).toList());
            output.say(
                    Map.of(
                            "email", email,
                            "first", away.firstDay().toString(),
                            "last", away.lastDay().toString(),
                            "moved", planned.moved(),
                            "held", planned.held()),
                    () -> email + " is away " + Told.days(away) + ". " + planned.words());
        }
        return Commands.OK;
    }
}
