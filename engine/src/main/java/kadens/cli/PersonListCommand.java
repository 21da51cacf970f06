package kadens.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.Absence;
import kadens.team.People;
import kadens.team.Person;
import org.hibernate.StatelessSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the people, their mailboxes, and when they are away.")
final class PersonListCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    PersonListCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            engine.database().transactAlone(session -> {
                var people = People.all(session);
                if (people.isEmpty()) {
                    output.chat("There is nobody yet. Each mailbox that is added brings its owner.");
                }
                people.forEach(person -> print(engine, session, person));
            });
        }
        return Commands.OK;
    }

    private void print(Engine engine, StatelessSession session, Person person) {
        var today = Typed.today(engine);
        var away = Absence.of(session, person.id()).stream()
                .filter(absence -> !absence.lastDay().isBefore(today))
                .toList();
        var mailboxes = engine.mailboxes().of(session, person).stream()
                .map(Mailbox::address)
                .toList();
        output.say(values(person, mailboxes, away), () -> words(engine, person, mailboxes, away));
    }

    private static Map<String, Object> values(Person person, List<String> mailboxes, List<Absence> away) {
        var values = new LinkedHashMap<String, Object>();
        values.put("email", person.email());
        values.put("name", person.name());
        values.put("role", person.role().word());
        values.put("mailboxes", mailboxes);
        values.put("mayApprove", person.mayApprove());
        values.put("leftAt", Told.orNull(person.leftAt()));
        values.put(
                "away",
                away.stream()
                        .map(absence -> Map.of(
                                "first", absence.firstDay().toString(),
                                "last", absence.lastDay().toString()))
                        .toList());
        return values;
    }

    private static String words(Engine engine, Person person, List<String> mailboxes, List<Absence> away) {
        var leftAt = person.leftAt();
        return "%s <%s>, %s, %s%s%s%s"
                .formatted(
                        person.name(),
                        person.email(),
                        person.role().word(),
                        mailboxes.isEmpty() ? "no mailbox" : "sends from " + String.join(", ", mailboxes),
                        person.mayApprove() ? "; may approve" : "",
                        leftAt == null
                                ? ""
                                : "; left "
                                        + leftAt.atZone(engine.organizationZone())
                                                .toLocalDate(),
                        away.isEmpty()
                                ? ""
                                : "; away " + away.stream().map(Told::days).collect(Collectors.joining(", ")));
    }
}
