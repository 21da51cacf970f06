package kadens.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import kadens.inbox.StopDrill;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.run.MailboxProbe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description =
                "Send a probe from the mailbox to itself, read it back and judge it; see whether its server files a copy in Sent.")
final class MailboxTestCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox to test.")
    String address = "";

    @Option(
            names = "--full",
            description = "The stop drill as well: an answer, one from another address, an out-of-office and a bounce"
                    + " are put into the inbox, each verdict is shown, and they are taken out again.")
    boolean full;

    @Nullable
    @Option(
            names = "--partner",
            paramLabel = "ADDRESS",
            description = "The stop drill with mail that really travels: an address of yours elsewhere, from which you"
                    + " answer as you are told.")
    String partner;

    @Option(
            names = "--wait",
            defaultValue = "600",
            paramLabel = "SECONDS",
            description = "How long to wait for each mail of a partner. Default: ${DEFAULT-VALUE}")
    int waitSeconds;

    MailboxTestCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (waitSeconds < 1) {
            throw new Refusal("Waiting " + waitSeconds + " seconds would see nothing. Give --wait 1 or more.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailbox = engine.database().transact(session -> new Choosing(engine).any(session, address));
            return tryOut(engine, mailbox) ? Commands.OK : Commands.WRONG;
        }
    }

    private boolean tryOut(Engine engine, Mailbox mailbox) {
        var probe = new MailboxProbe(engine);
        if (partner != null) {
            var helper = partner(engine, mailbox, probe, partner.strip().toLowerCase(Locale.ROOT));
            var patience = Duration.ofSeconds(waitSeconds);
            return probe.runAndDrill(mailbox, engine.enrollments(), helper, patience, this::print);
        }
        return full ? probe.runAndDrill(mailbox, engine.enrollments(), this::print) : probe.run(mailbox, this::print);
    }

    private AtTheTerminal partner(Engine engine, Mailbox mailbox, MailboxProbe probe, String partnerAddress) {
        if (!partnerAddress.matches(MailboxAddCommand.ADDRESS)) {
            throw new Refusal("'" + partnerAddress + "' is not an email address. Write it like kari@example.com");
        }
        if (partnerAddress.equals(mailbox.address())) {
            throw new Refusal(
                    Sentence.of("stop-drill.partner-is-mailbox", partnerAddress).toString());
        }
        var known = engine.database().transact(session -> Prospects.byEmail(session, partnerAddress));
        if (known.isPresent()) {
            throw new Refusal(Sentence.of("stop-drill.partner-is-prospect", partnerAddress)
                    .toString());
        }
        return new AtTheTerminal(partnerAddress, mailbox, probe);
    }

    private void print(MailboxProbe.Step step) {
        output.say(
                Map.of("step", step.name(), "ok", step.ok(), "says", step.says().toString()),
                () -> (step.ok() ? "  ok    " : "  FAIL  ") + step.name() + ": " + step.says());
    }

    /** Whoever sits at the terminal is the partner. */
    private final class AtTheTerminal implements StopDrill.Partner {

        private final String address;
        private final Mailbox mailbox;
        private final MailboxProbe probe;
        private final Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);

        AtTheTerminal(String address, Mailbox mailbox, MailboxProbe probe) {
            this.address = address;
            this.mailbox = mailbox;
            this.probe = probe;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public Optional<Sentence> write(String to, String messageId) {
            return probe.write(mailbox, to, messageId);
        }

        @Override
        public void prepare(Sentence what) {
            say("prepare", what, " Press Enter when it is done.");
            if (input.hasNextLine()) {
                input.nextLine();
            }
        }

        @Override
        public void act(Sentence what) {
            say("do", what, "");
        }

        private void say(String step, Sentence what, String then) {
            output.say(Map.of("step", step, "says", what.toString()), () -> "  …     " + what + then);
        }
    }
}
