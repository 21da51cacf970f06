package kadens.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
import kadens.enrollment.StepValues;
import kadens.language.Refusal;
import kadens.outbox.Trial;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;
import kadens.template.Rendering;
import kadens.template.SampleProspects;
import kadens.template.Templates;
import kadens.template.Values;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "preview", description = "Show the mails of a cadence as somebody would get them. Sends nothing.")
final class PreviewCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "CADENCE", description = "The name of a folder under templates/cadences.")
    String cadenceName = "";

    @Nullable
    @Option(names = "--step", paramLabel = "KEY", description = "Only this step. Default: every email.")
    String stepKey;

    @Nullable
    @Option(names = "--variant", paramLabel = "LETTER", description = "This variant. Default: the one that they get.")
    String variant;

    @Nullable
    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "The text in this language, such as nb. Default: the one that they get.")
    String language;

    @ArgGroup
    Person person = new Person();

    @Option(
            names = "--mailbox",
            paramLabel = "ADDRESS",
            description = "With --prospect: from this mailbox. Default: the only one.")
    List<String> addresses = new ArrayList<>();

    @ArgGroup
    Form form = new Form();

    /** For whom. */
    static final class Person {
        @Nullable
        @Option(names = "--prospect", paramLabel = "EMAIL", description = "For somebody who was imported.")
        String email;

        @Nullable
        @Option(
                names = "--sample",
                paramLabel = "NAME",
                description = "For one of templates/samples. Default: the first.")
        String sample;
    }

    /** As what. */
    static final class Form {
        @Option(names = "--text", description = "The plain-text part (the default).")
        boolean text;

        @Option(names = "--html", description = "The HTML part.")
        boolean html;

        @Option(names = "--raw", description = "The whole message with its headers.")
        boolean raw;
    }

    PreviewCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        var email = person.email;
        if (email != null) {
            try (var opened = launcher.open()) {
                var engine = opened.engine();
                return show(engine.cadences(), engine.templates(), values(engine, email));
            }
        }
        var folder = launcher.templates();
        return show(new Cadences(folder), new Templates(folder), sample(new SampleProspects(folder)));
    }

    private int show(Cadences cadences, Templates templates, Values values) {
        var cadence = Naming.cadence(cadences, cadenceName);
        var unrenderable = 0;
        for (var step : steps(cadence)) {
            switch (rendering(templates, cadence, step, values)) {
                case Rendering.Rendered mail -> show(step, mail, values);
                case Rendering.Unrenderable(var problem) -> {
                    unrenderable++;
                    var told = new LinkedHashMap<String, Object>();
                    told.put("step", step.key());
                    told.put("problem", problem.toString());
                    output.say(told, problem::toString);
                }
            }
        }
        return unrenderable == 0 ? Commands.OK : Commands.WRONG;
    }

    private Rendering rendering(Templates templates, Cadence cadence, Step step, Values values) {
        var wanted = variant == null ? templates.variant(cadence, step, values) : variant(step, variant);
        var text = language == null ? templates.text(wanted, values) : text(step, wanted, language);
        return templates.render(cadence, step, wanted, text, values);
    }

    private static Variant variant(Step step, String name) {
        return step.variant(name)
                .orElseThrow(() -> new Refusal("The step '%s' has no variant '%s'. It has: %s"
                        .formatted(
                                step.key(),
                                name,
                                String.join(
                                        ", ",
                                        step.variants().stream()
                                                .map(Variant::name)
                                                .toList()))));
    }

    private static Text text(Step step, Variant variant, String tag) {
        return variant.texts().stream()
                .filter(text -> tag.equalsIgnoreCase(tag(text)))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal("The step '%s' has no text in '%s'. Beside the one for everybody it has: %s"
                                .formatted(
                                        step.key(),
                                        tag,
                                        variant.texts().stream()
                                                .map(PreviewCommand::tag)
                                                .filter(each -> !each.isEmpty())
                                                .collect(Collectors.joining(", ", "", ".")))));
    }

    private static String tag(Text text) {
        var language = text.language();
        return language == null ? "" : language.toLanguageTag();
    }

    private List<Step> steps(Cadence cadence) {
        var emails = cadence.steps().stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .toList();
        if (stepKey == null) {
            return emails;
        }
        var one = emails.stream().filter(step -> step.key().equals(stepKey)).toList();
        if (one.isEmpty()) {
            throw new Refusal("The cadence '%s' has no email step '%s'. It has: %s"
                    .formatted(
                            cadenceName,
                            stepKey,
                            String.join(", ", emails.stream().map(Step::key).toList())));
        }
        return one;
    }

    private Values sample(SampleProspects samples) {
        var name = person.sample == null ? samples.names().stream().findFirst().orElse(null) : person.sample;
        if (name == null) {
            throw new ParameterException(
                    output.spec.commandLine(), "There is nobody under samples/: say for whom with --prospect");
        }
        output.chat("For the sample '" + name + "':");
        return samples.find(name, launcher.today());
    }

    private Values values(Engine engine, String email) {
        var mailbox = new Choosing(engine).among(addresses).getFirst();
        return engine.database().transact(session -> {
            var prospect = Prospects.byEmail(session, email)
                    .orElseThrow(() -> new Refusal("There is no prospect " + email + ". Import them first."));
            return engine.values()
                    .of(
                            prospect,
                            Prospects.accountOf(session, prospect),
                            People.get(session, mailbox.ownerId()),
                            mailbox,
                            StepValues.TRIAL);
        });
    }

    private void show(Step step, Rendering.Rendered mail, Values values) {
        if (form.raw) {
            var raw = new String(Trial.compose(mail, values), StandardCharsets.UTF_8);
            var told = new LinkedHashMap<String, Object>();
            told.put("step", step.key());
            told.put("raw", raw);
            output.say(told, () -> raw);
            return;
        }
        var told = new LinkedHashMap<String, Object>();
        told.put("step", step.key());
        told.put("subject", mail.subject());
        told.put("preheader", mail.preheader());
        told.put("text", mail.text());
        told.put("html", mail.html());
        output.say(told, () -> words(step, mail));
    }

    private String words(Step step, Rendering.Rendered mail) {
        var preheader = mail.preheader() == null ? "" : "\nPreheader: " + mail.preheader();
        var subject = mail.subject() == null ? "Re: (the thread's)" : mail.subject();
        return "--- " + step.key() + "\nSubject: " + subject + preheader + "\n\n"
                + (form.html ? mail.html() : mail.text()) + "\n";
    }
}
