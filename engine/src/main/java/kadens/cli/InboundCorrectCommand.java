package kadens.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.inbox.InboundMails;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "correct",
        description = "Say what a received mail is. What followed from it is undone, and done as it should have been.")
final class InboundCorrectCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "ID", description = "As in 'inbound list'.")
    long id;

    @Parameters(
            index = "1",
            paramLabel = "VERDICT",
            description = "reply, unsubscribe, out-of-office, left-company, automatic, bad-address, refused, transient,"
                    + " complaint or unrelated.")
    String verdict = "";

    @Nullable
    @Option(names = "--until", paramLabel = "DATE", description = "Of an absence, the last day: 2027-06-12.")
    LocalDate until;

    @Nullable
    @Option(
            names = "--intent",
            paramLabel = "INTENT",
            description = "Of a reply: interested, not-now, not-interested, referral, question or unclear.")
    String intent;

    @Nullable
    @Option(names = "--prospect", paramLabel = "EMAIL", description = "Whom it is about, where that is not known.")
    String prospect;

    InboundCorrectCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            engine.database().transactAlone(session -> correct(engine, session));
        }
        return Commands.OK;
    }

    private void correct(Engine engine, StatelessSession session) {
        var to = Correction.of(verdict, intent, until, enrollment(engine, session));
        var says = new Corrections(engine.enrollments(), engine.clock()).correct(session, id, to);
        var inbound = InboundMails.byId(session, id).orElseThrow();
        var values = new LinkedHashMap<String, Object>();
        values.put("id", id);
        values.put("verdict", inbound.verdict());
        values.put("outcome", inbound.outcome());
        values.put("says", says.stream().map(Sentence::toString).toList());
        output.say(values, () -> "“" + inbound.subject() + "” is now: " + InboundListCommand.taken(inbound));
        says.forEach(each -> output.chat(each + "."));
    }

    private @Nullable Long enrollment(Engine engine, StatelessSession session) {
        return prospect == null
                ? null
                : Prospects.byEmail(session, prospect)
                        .flatMap(found -> engine.enrollments().latestOf(session, found.id()))
                        .orElseThrow(() -> new Refusal("Nobody with the address " + prospect + " was ever enrolled."))
                        .id();
    }
}
