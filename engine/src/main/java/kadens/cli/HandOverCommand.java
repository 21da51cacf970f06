package kadens.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.HandingOver;
import kadens.enrollment.Rotation;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "hand-over",
        description = "Let the enrollments of a mailbox go on from others, by free capacity: those not yet written to,"
                + " and with --mid-way the others too.")
final class HandOverCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "FROM", description = "The mailbox they are at.")
    String from = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TO", description = "The mailboxes they go on from.")
    List<String> to = new ArrayList<>();

    @Option(
            names = "--mid-way",
            description =
                    "Also those who have a mail from FROM: the next comes from another address in the same thread.")
    boolean midWay;

    @Option(names = "--dry-run", description = "Show what would be handed over, and change nothing.")
    boolean dryRun;

    private final Map<String, Long> taken = new LinkedHashMap<>();
    private long moved;
    private long held;
    private long left;

    HandOverCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (to.stream().anyMatch(from::equalsIgnoreCase)) {
            throw new Refusal(from + " can't be handed over to itself. Name other mailboxes after it.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var source = engine.database().transact(session -> new Choosing(engine).any(session, from));
            var targets = new Choosing(engine).among(to);
            var ongoing =
                    engine.database().transact(session -> engine.handingOver().of(session, source.id()));
            move(engine, source, targets, ongoing);
            tell(source, ongoing);
        }
        return left == 0 ? Commands.OK : Commands.WRONG;
    }

    private void move(Engine engine, Mailbox source, List<Mailbox> targets, HandingOver.Ongoing ongoing) {
        var rotation = engine.database()
                .transact(
                        session -> Rotation.of(session, targets, engine.clock().instant()));
        var chosen = Stream.concat(ongoing.untouched().stream(), midWay ? ongoing.midWay().stream() : Stream.of());
        chosen.forEach(id -> {
            var target = targets.stream()
                    .filter(each -> each.id() == rotation.next())
                    .findFirst()
                    .orElseThrow();
            var outcome = dryRun
                    ? HandingOver.Outcome.MOVED
                    : engine.database()
                            .transact(session -> engine.handingOver().move(session, id, source, target, midWay));
            if (outcome == HandingOver.Outcome.LEFT) {
                left++;
                return;
            }
            rotation.took();
            taken.merge(target.address(), 1L, Long::sum);
            moved++;
            held += outcome == HandingOver.Outcome.HELD ? 1 : 0;
        });
        left += midWay ? ongoing.beingSent().size() : 0;
    }

    private void tell(Mailbox source, HandingOver.Ongoing ongoing) {
        var midWayLeft =
                midWay ? 0 : ongoing.midWay().size() + ongoing.beingSent().size();
        var values = new LinkedHashMap<String, Object>();
        values.put("from", source.address());
        values.put(dryRun ? "wouldHandOver" : "handedOver", moved);
        values.put("to", taken);
        values.put("held", held);
        values.put("midWayLeft", midWayLeft);
        values.put("notMoved", left);
        values.put("answersSeen", source.disconnectedAt() == null);
        output.say(values, () -> words(source));
        if (held > 0) {
            output.chat(held + (held == 1 ? " of them is" : " of them are")
                    + " later than their cadence allows, and held: 'kadens status' names them.");
        }
        if (midWayLeft > 0) {
            output.chat(midWayLeft + " mid-way stay with " + source.address() + ": --mid-way hands them over too.");
        }
        if (left > 0) {
            output.chat(left
                    + " were being sent, wait to know whether they were, or changed just now, and stay. Run it again."
                    + " ('kadens uncertain list' shows the uncertain ones.)");
        }
        if (midWay && !ongoing.midWay().isEmpty()) {
            output.chat(aboutAnswers(source));
        }
    }

    private String words(Mailbox source) {
        return "%d %s handed over from %s%s"
                .formatted(
                        moved,
                        dryRun ? "would be" : moved == 1 ? "enrollment is" : "enrollments are",
                        source.address(),
                        taken.isEmpty()
                                ? "."
                                : taken.entrySet().stream()
                                        .map(entry -> entry.getValue() + " to " + entry.getKey())
                                        .collect(Collectors.joining(", ", ": ", ".")));
    }

    private static String aboutAnswers(Mailbox source) {
        if (source.disconnectedAt() == null && !source.reads()) {
            return source.address() + " is in trouble (" + source.trouble() + "): while it can't be read, no follow-up"
                    + " leaves to those who have a mail from it. Mend it, or give up answers to it with:"
                    + " kadens mailbox disconnect " + source.address();
        }
        return source.disconnectedAt() == null
                ? source.address() + " goes on being read, so that answers to it still stop them: keep it connected."
                : source.address()
                        + " is disconnected, so answers to it are NOT seen and stop nothing. Connect it with:"
                        + " kadens mailbox connect " + source.address();
    }
}
