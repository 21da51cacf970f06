package kadens.web.mailboxes;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.mailbox.Preset;
import kadens.run.Engine;
import kadens.run.MailboxProbe.Step;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.mailboxes.Check.Kind;
import kadens.web.mailboxes.Check.State;
import org.jspecify.annotations.Nullable;

/** What is tried, step by step, as it happens. */
final class CheckPages {

    private static final Set<String> SIGN_IN = Set.of("smtp-sign-in", "imap-sign-in", "smtp", "imap");

    private final Engine engine;
    private final Pages pages;
    private final Checks checks;

    CheckPages(Engine engine, Pages pages, Checks checks) {
        this.engine = engine;
        this.pages = pages;
        this.checks = checks;
    }

    /**
     * @param outcome what came of it, or what is under way
     * @param hint what to do about what failed; null: nothing did, or it says so itself
     * @param again where it can be begun anew with what was typed; null: nowhere
     * @param mailbox the one that it is about; null while there is none
     */
    record CheckPage(
            String title,
            String address,
            String state,
            String outcome,
            List<Tried> steps,
            @Nullable String hint,
            @Nullable String again,
            @Nullable Long mailbox) {}

    /**
     * A step.
     *
     * @param state {@code done}, {@code failed}, {@code running} or {@code waiting}
     * @param says what came of it; empty before
     */
    record Tried(String name, String label, String state, String icon, String says) {}

    void show(Context context) {
        var texts = Visitor.texts(context);
        var check = checks.find(context.pathParam("check"), Me.of(context).id()).orElseThrow(Failure::notFound);
        pages.show(context, "mailbox-check", page(check, texts));
    }

    private CheckPage page(Check check, Texts texts) {
        var state = check.state(); // before the steps: what is said to be over has all of them
        var steps = check.steps();
        var kind = check.kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var word = state.name().toLowerCase(Locale.ROOT);
        return new CheckPage(
                texts.say("mailboxes.check." + kind, check.address),
                check.address,
                word,
                check.brokeOff()
                        ? texts.say("mailboxes.check.broke-off")
                        : texts.say("mailboxes.check." + kind + "." + word, check.address),
                tried(check, state, steps, texts),
                hint(check, steps, texts),
                state == State.FAILED ? again(check) : null,
                check.mailboxId());
    }

    private static List<Tried> tried(Check check, State state, List<Step> steps, Texts texts) {
        var tried = new ArrayList<Tried>();
        for (var step : steps) {
            tried.add(new Tried(
                    step.name(),
                    label(step.name(), texts),
                    step.ok() ? "done" : "failed",
                    step.ok() ? "finished" : "bounced",
                    Moment.sentence(step.says(), texts)));
        }
        var told = steps.stream().map(Step::name).collect(Collectors.toSet());
        var running = state == State.RUNNING && steps.stream().allMatch(Step::ok);
        for (var name : check.expected) {
            if (!told.contains(name) && state != State.DONE) {
                tried.add(new Tried(
                        name, label(name, texts), running ? "running" : "waiting", running ? "active" : "waiting", ""));
                running = false;
            }
        }
        return tried;
    }

    private static String label(String name, Texts texts) {
        return texts.sayCode("mailboxes.step.", name);
    }

    /** What to do, by the service and by what failed. */
    private @Nullable String hint(Check check, List<Step> steps, Texts texts) {
        var failed = steps.stream().filter(step -> !step.ok()).findFirst();
        if (failed.isEmpty()) {
            return null;
        }
        if (SIGN_IN.contains(failed.get().name())) {
            return texts.say("mailboxes.hint." + preset(check));
        }
        return failed.get().name().endsWith("-connect") || failed.get().name().endsWith("-tls")
                ? texts.say("mailboxes.hint.reach")
                : null;
    }

    private String preset(Check check) {
        var typed = check.typed.get("preset");
        var mailboxId = check.mailboxId();
        return typed != null
                ? Preset.of(typed).orElse(Preset.OWN).id()
                : mailboxId == null
                        ? Preset.OWN.id()
                        : engine.database()
                                .transact(session -> engine.mailboxes().byId(session, mailboxId))
                                .map(ServersForm::preset)
                                .orElse(Preset.OWN)
                                .id();
    }

    private static @Nullable String again(Check check) {
        return switch (check.kind) {
            case CONNECT -> "/mailboxes/new?check=" + check.token;
            case SERVERS -> "/mailboxes/" + check.mailboxId() + "/servers?check=" + check.token;
            case TEST, DRILL, HAND_OVER -> null;
        };
    }
}
