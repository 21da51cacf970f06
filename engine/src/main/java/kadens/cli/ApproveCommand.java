package kadens.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.language.Refusal;
import kadens.run.Engine;
import kadens.team.Person;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Approve what a cadence's emails say now, or list what waits for it.")
final class ApproveCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "CADENCE", description = "The cadence's folder name.")
    String cadence;

    @Nullable
    @Option(names = "--step", paramLabel = "KEY", description = "This step alone. Default: every email of the cadence.")
    String step;

    @Nullable
    @Option(names = "--by", paramLabel = "EMAIL", description = "Who approves it: somebody who may.")
    String by;

    @Option(names = "--list", description = "Show what is approved, and what waits for it.")
    boolean list;

    ApproveCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            return engine.database().transact(session -> list ? list(engine, session) : approve(engine, session));
        }
    }

    private int list(Engine engine, StatelessSession session) {
        var approvals = new Approvals(engine.templates());
        var waiting = 0;
        for (var name : cadence == null ? engine.cadences().names() : List.of(cadence)) {
            if (engine.cadences().find(name) instanceof Cadence whole && whole.needsApproval()) {
                for (var each : mails(whole)) {
                    var approval = approvals.of(session, whole, each);
                    waiting += approval.isEmpty() ? 1 : 0;
                    tell(whole, each, approval.orElse(null));
                }
            }
        }
        output.chat(waiting == 0 ? "Nothing waits for approval." : Plural.of(waiting, "email") + " not approved");
        return waiting == 0 ? Commands.OK : Commands.WRONG;
    }

    private int approve(Engine engine, StatelessSession session) {
        var approver = approver(session);
        var whole = cadence(engine);
        var approvals = new Approvals(engine.templates());
        for (var each : mails(whole)) {
            if (!approvals.approve(
                    session, whole, each, approver, engine.clock().instant())) {
                throw new Refusal("'" + each.key() + "' can't be approved: its file can't be read. See 'kadens lint'.");
            }
            tell(whole, each, approvals.of(session, whole, each).orElseThrow());
        }
        return Commands.OK;
    }

    private Person approver(StatelessSession session) {
        if (by == null) {
            throw new Refusal("Say who approves it: --by EMAIL.");
        }
        var person = Typed.person(session, by);
        if (!person.mayApprove()) {
            throw new Refusal(
                    by + " may not approve what cadences send. Let them with 'kadens person approver " + by + "'.");
        }
        return person;
    }

    private Cadence cadence(Engine engine) {
        if (cadence == null) {
            throw new Refusal("Say which cadence: kadens approve CADENCE --by EMAIL.");
        }
        return switch (engine.cadences().find(cadence)) {
            case Cadence whole -> whole;
            case Loaded.Broken broken ->
                throw new Refusal("'" + cadence + "' can't be approved: "
                        + broken.problems().getFirst());
            case Loaded.Unknown unknown ->
                throw new Refusal("There is no cadence '" + cadence + "'."
                        + unknown.nearest()
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse(""));
        };
    }

    private List<Step> mails(Cadence whole) {
        var mails = whole.steps().stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .filter(each -> step == null || each.key().equals(step))
                .toList();
        if (mails.isEmpty()) {
            throw new Refusal("'" + whole.name() + "' has no email" + (step == null ? "." : " '" + step + "'."));
        }
        return mails;
    }

    private void tell(Cadence whole, Step each, Approvals.@Nullable Approval approval) {
        var values = new LinkedHashMap<String, Object>();
        values.put("cadence", whole.name());
        values.put("step", each.key());
        values.put("approved", approval != null);
        values.put("by", approval == null ? null : approval.by());
        values.put("at", approval == null ? null : approval.at().toString());
        output.say(
                values,
                () -> "%s/%s: %s"
                        .formatted(
                                whole.name(),
                                each.key(),
                                approval == null ? "waits for approval" : "approved by " + approval.by()));
    }
}
