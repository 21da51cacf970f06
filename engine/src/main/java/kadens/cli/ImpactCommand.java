package kadens.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Changes.Change;
import kadens.cadence.Loaded;
import kadens.cadence.Problem;
import kadens.cadence.Step;
import kadens.enrollment.Impact;
import kadens.enrollment.Impacts;
import kadens.enrollment.Impacts.OnTheWay;
import kadens.enrollment.Unwritable;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.template.Reading;
import kadens.template.Templates;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "impact",
        description = "Show whom the changes of a templates folder would concern. Sends and stores nothing.")
final class ImpactCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The templates folder. Default: KADENS_TEMPLATES.")
    Path folder;

    private boolean wrong;

    ImpactCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var dir = folder == null ? launcher.templates() : Typed.templates(folder);
            var cadences = new Cadences(dir);
            var templates = new Templates(dir);
            opened.engine().database().transactAlone(session -> {
                var onTheWay = Impacts.onTheWay(session).stream()
                        .collect(Collectors.toMap(OnTheWay::cadence, OnTheWay::people));
                var names = new TreeSet<>(cadences.names());
                names.addAll(onTheWay.keySet());
                for (var name : names) {
                    tell(session, cadences.find(name), templates, onTheWay.getOrDefault(name, 0L), opened.engine());
                }
            });
        }
        return wrong ? Commands.WRONG : Commands.OK;
    }

    private void tell(StatelessSession session, Loaded loaded, Templates templates, long people, Engine engine) {
        switch (loaded) {
            case Cadence cadence -> {
                var now = engine.clock().instant();
                tell(new Told(
                        cadence.name(),
                        people,
                        Impacts.pending(session, cadence, now).orElse(null),
                        Unwritable.of(session, cadence, templates, engine.values(), now),
                        broken(cadence, templates)));
            }
            case Loaded.Broken broken ->
                tellHeld(
                        broken.name(),
                        people,
                        broken.problems().stream().map(Problem::toString).toList());
            case Loaded.Unknown unknown ->
                tellHeld(unknown.name(), people, List.of("It is gone: there is no such folder."));
        }
    }

    /** Nobody gets anything of a cadence that can't be used. */
    private void tellHeld(String name, long people, List<String> why) {
        wrong |= people > 0;
        var values = new LinkedHashMap<String, Object>();
        values.put("cadence", name);
        values.put("people", people);
        values.put("held", people);
        values.put("problems", why);
        output.say(
                values,
                () -> name + ": " + Plural.of(people, "person").replace("persons", "people") + " would be held.\n  "
                        + String.join("\n  ", why));
    }

    /** What is wrong with the files of emails, once for each step. */
    private static List<String> broken(Cadence cadence, Templates templates) {
        var broken = new LinkedHashMap<String, String>();
        for (var step : cadence.steps()) {
            texts(cadence, step, templates).forEach(problem -> broken.putIfAbsent(step.key(), problem));
        }
        return List.copyOf(broken.values());
    }

    private static List<String> texts(Cadence cadence, Step step, Templates templates) {
        return step.variants().stream()
                .flatMap(variant -> variant.texts().stream())
                .map(text -> templates.read(cadence, step, text))
                .flatMap(reading -> switch (reading) {
                    case Reading.Unreadable(var problem) -> List.of(problem.toString()).stream();
                    case Reading.Text _ -> List.<String>of().stream();
                })
                .toList();
    }

    /**
     * What is told of a cadence that can be used.
     *
     * @param impact null where nothing has changed
     * @param problems of the files of its emails
     */
    private record Told(
            String name, long people, @Nullable Impact impact, Unwritable.Found unwritable, List<String> problems) {

        boolean isNothing() {
            return impact == null && unwritable.lacks().isEmpty() && problems.isEmpty();
        }

        /** Whether a merge would keep somebody waiting who now is not. */
        boolean holds() {
            return unwritable.notHeld() > 0 || (!problems.isEmpty() && people > 0);
        }
    }

    private void tell(Told told) {
        if (told.isNothing()) {
            output.say(values(told, List.of()), () -> told.name() + ": nothing has changed that was sent to anybody.");
            return;
        }
        var doubts = doubts(told.impact());
        wrong |= !doubts.isEmpty() || told.holds();
        var values = values(told, doubts);
        values.put("problems", told.problems());
        output.say(values, () -> words(told, doubts));
    }

    /** Where a step might be repeated. */
    private static List<Sentence> doubts(@Nullable Impact impact) {
        return impact == null
                ? List.of()
                : impact.doubts().stream()
                        .filter(doubt -> !doubt.people().isEmpty())
                        .map(Impact.Doubt::sentence)
                        .toList();
    }

    private static LinkedHashMap<String, Object> values(Told told, List<Sentence> doubts) {
        var impact = told.impact();
        var values = new LinkedHashMap<String, Object>();
        values.put("cadence", told.name());
        values.put("people", told.people());
        values.put(
                "changes",
                impact == null
                        ? List.of()
                        : impact.changes().stream()
                                .map(each -> each.what().toString())
                                .toList());
        values.put(
                "moves",
                impact == null
                        ? List.of()
                        : impact.moves().stream().map(ImpactCommand::move).toList());
        values.put("doubts", doubts.stream().map(Sentence::toString).toList());
        values.put(
                "lacking",
                told.unwritable().lacks().stream().map(ImpactCommand::lack).toList());
        return values;
    }

    private static Map<String, Object> lack(Unwritable.Lack lack) {
        var values = new LinkedHashMap<String, Object>();
        values.put("value", lack.value());
        values.put("people", lack.people().size());
        values.put("emails", lack.people().stream().map(Impact.Affected::email).toList());
        return values;
    }

    private static LinkedHashMap<String, Object> move(Impact.Move move) {
        var values = new LinkedHashMap<String, Object>();
        values.put("before", move.before());
        values.put("now", move.now());
        values.put("people", move.people().size());
        values.put("emails", move.people().stream().map(Impact.Affected::email).toList());
        return values;
    }

    private static String words(Told told, List<Sentence> doubts) {
        var people = told.people();
        var impact = told.impact();
        var lines = new ArrayList<String>();
        lines.add(told.name() + ": " + (people == 1 ? "1 person is" : people + " people are") + " mid-way");
        if (impact != null) {
            impact.changes().stream().map(Change::what).forEach(what -> lines.add("  " + what));
            impact.moves().forEach(move -> lines.add("  " + move.sentence()));
        }
        doubts.forEach(doubt -> lines.add("  IN DOUBT: " + doubt));
        told.unwritable().lacks().forEach(lack -> lines.add("  LACKING: " + lack.sentence() + ": " + lack.named()));
        told.problems().forEach(problem -> lines.add("  BROKEN: " + problem));
        return String.join("\n", lines);
    }
}
