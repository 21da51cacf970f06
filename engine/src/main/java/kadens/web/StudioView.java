package kadens.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.run.Engine;
import kadens.template.Rendering;
import kadens.template.lint.Finding;
import kadens.web.StudioPage.Audience;
import kadens.web.StudioPage.Face;
import kadens.web.StudioPage.View;
import org.hibernate.StatelessSession;

/** Puts together what is shown of one step. */
final class StudioView {

    private final Engine engine;
    private final StatelessSession session;
    private final Cadence cadence;
    private final StudioChoice choice;
    private final List<Finding> found;
    private final Texts texts;
    private final StudioAudience people;
    private final Step step;

    StudioView(
            Engine engine,
            StatelessSession session,
            Cadence cadence,
            StudioChoice choice,
            List<Finding> found,
            Texts texts) {
        this.engine = engine;
        this.session = session;
        this.cadence = cadence;
        this.found = found;
        this.texts = texts;
        this.step = step(cadence, choice);
        this.choice = choice.with(StudioChoice.STEP, step.key());
        this.people = new StudioAudience(engine, session, cadence, choice);
    }

    /** The one that was chosen, where it is still there, else the first. */
    private static Step step(Cadence cadence, StudioChoice choice) {
        return Optional.ofNullable(choice.value(StudioChoice.STEP))
                .flatMap(cadence::step)
                .orElseGet(cadence::first);
    }

    List<StudioPage.Step> steps() {
        return cadence.steps().stream()
                .map(each -> {
                    var ofStep = found.stream()
                            .filter(finding ->
                                    files(each).anyMatch(finding.problem().file()::equals))
                            .toList();
                    return new StudioPage.Step(
                            each.key(),
                            each.title(),
                            Moment.capitalized(each.delay().sentence().in(texts.locale()), texts.locale()),
                            each.type() == Step.Type.EMAIL ? "sent" : "task",
                            choice.step(each.key()).href(),
                            each.equals(step),
                            FindingView.counted(ofStep, texts),
                            StudioPages.tone(ofStep));
                })
                .toList();
    }

    View view() {
        var isEmail = step.type() == Step.Type.EMAIL;
        var someone = people.chosen().orElse(null);
        var mailbox = someone == null ? null : someone.mailbox();
        return new View(
                step.key(),
                step.title(),
                isEmail,
                step.instructions(),
                null,
                someone == null ? null : audience(someone),
                someone == null || !isEmail
                        ? null
                        : new StudioMail(engine, session, cadence, step, choice, found, texts, people).of(someone),
                someone == null || mailbox == null
                        ? null
                        : new StudioDates(engine, session, cadence, texts).of(someone, mailbox),
                mailbox == null ? texts.say("studio.dates.no-mailbox") : null);
    }

    private Audience audience(Someone someone) {
        var kept = new TreeMap<>(choice.asked());
        kept.remove(StudioChoice.SEARCH);
        var search = choice.value(StudioChoice.SEARCH);
        var found = people.found().stream()
                .map(each -> face(each, each.prospect().email(), someone))
                .toList();
        var worst = people.worst(step, texts).stream()
                .map(each -> face(each.someone(), each.why(), someone))
                .toList();
        var samples = people.samples().stream()
                .map(each -> face(each, texts.say("studio.sample", String.valueOf(each.sample())), someone))
                .toList();
        var unreadable = people.unreadable();
        var isListed = Stream.of(found, worst, samples).flatMap(List::stream).anyMatch(Face::current);
        return new Audience(
                someone.name(),
                search == null ? "" : search,
                StudioTests.fields(kept),
                isListed ? List.of() : List.of(face(someone, someone.prospect().email(), someone)),
                found,
                worst,
                samples,
                unreadable.isEmpty() ? null : texts.say("studio.samples.unreadable", String.join(", ", unreadable)),
                texts.say("studio.worst.note", StudioAudience.LOOKED_AT_MAX));
    }

    private Face face(Someone each, String why, Someone chosen) {
        var trouble = step.type() == Step.Type.EMAIL
                        && engine.templates().render(cadence, step, each.values())
                                instanceof Rendering.Unrenderable(var problem)
                ? FindingView.what(problem, texts)
                : null;
        var id = each.sample() == null ? "prospect-" + each.prospect().id() : "sample-" + each.sample();
        return new Face(
                id,
                each.name(),
                why,
                trouble,
                each.chosenIn(choice).with(StudioChoice.SEARCH, null).href(),
                each.is(chosen));
    }

    private Stream<Path> files(Step of) {
        return of.variants().stream()
                .flatMap(variant -> variant.texts().stream())
                .map(this::relative);
    }

    private Path relative(Text text) {
        return engine.templates()
                .folder()
                .relativize(text.file().toAbsolutePath().normalize());
    }
}
