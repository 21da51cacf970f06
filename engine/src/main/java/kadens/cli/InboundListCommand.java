package kadens.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import kadens.enrollment.History;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.inbox.Sign;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Received mails that have to do with prospects, the newest first.")
final class InboundListCommand implements Callable<Integer> {

    private static final int SHOWN_MAX = 1000;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Option(names = "--held", description = "Only those that hold an enrollment until somebody decides.")
    boolean held;

    @Option(names = "--doubtful", description = "Only those of which nobody knows whom they are about.")
    boolean doubtful;

    InboundListCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            opened.engine().database().transactAlone(session -> {
                var all = wanted(session);
                if (all.isEmpty()) {
                    output.chat("There is no such mail.");
                }
                all.forEach(inbound -> print(session, inbound));
            });
        }
        return Commands.OK;
    }

    private List<Inbound> wanted(StatelessSession session) {
        if (held) {
            return InboundMails.holding(session, SHOWN_MAX).stream()
                    .filter(inbound -> !doubtful || inbound.doubtful())
                    .toList();
        }
        return doubtful ? InboundMails.doubtful(session, SHOWN_MAX) : InboundMails.latest(session, SHOWN_MAX);
    }

    private void print(StatelessSession session, Inbound inbound) {
        var about = InboundMails.concerned(session, inbound.id()).stream()
                .map(id -> email(session, id))
                .distinct()
                .toList();
        output.say(
                values(inbound, about),
                () -> "%d  %s: %s\n  %s, about %s"
                        .formatted(
                                inbound.id(),
                                inbound.fromAddress(),
                                inbound.subject(),
                                inbound.doubtful() ? "in doubt" : taken(inbound),
                                String.join(", ", about)));
    }

    private static String email(StatelessSession session, long enrollmentId) {
        var enrollment = History.enrollment(session, enrollmentId).orElseThrow();
        return Prospects.get(session, enrollment.prospectId()).email();
    }

    /** What it is taken for, in the words of {@code classify}. */
    static String taken(Inbound inbound) {
        var more = inbound.outcome() == null ? inbound.intent() : inbound.outcome();
        return inbound.verdict()
                + (more == null ? "" : " " + more)
                + (inbound.until() == null ? "" : " until " + inbound.until())
                + (inbound.correctedAt() == null ? "" : ", corrected by somebody here");
    }

    static Map<String, Object> values(Inbound inbound, List<String> about) {
        var values = new LinkedHashMap<String, Object>();
        values.put("id", inbound.id());
        values.put("from", inbound.fromAddress());
        values.put("subject", inbound.subject());
        values.put("receivedAt", inbound.receivedAt().toString());
        values.put("verdict", inbound.verdict());
        values.put("outcome", inbound.outcome());
        values.put("intent", inbound.intent());
        values.put("until", Objects.toString(inbound.until(), null));
        values.put("successor", Objects.toString(inbound.successor(), null));
        values.put("doubtful", inbound.doubtful());
        values.put("correctedAt", Told.orNull(inbound.correctedAt()));
        values.put("firstVerdict", inbound.firstVerdict());
        values.put("evidence", inbound.evidence().stream().map(Sign::toString).toList());
        values.put("about", about);
        return values;
    }
}
