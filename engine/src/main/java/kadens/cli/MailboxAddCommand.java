package kadens.cli;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentCopy;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.run.Engine;
import kadens.run.MailboxProbe;
import kadens.team.People;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Add a sending address. Its servers are tried before it is kept.")
final class MailboxAddCommand implements Callable<Integer> {

    static final String ADDRESS = "[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\"]+|[^\\s@<>\"]+@localhost";

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "ADDRESS", description = "The address that mail is sent from.")
    String address = "";

    @Option(names = "--name", required = true, description = "The sender's name as prospects see it.")
    String name = "";

    @Option(
            names = "--smtp",
            required = true,
            paramLabel = "URL",
            description = "smtp://user:password@host:587 (STARTTLS where offered) or smtps://user:password@host:465;"
                    + " without the password, it is asked for.")
    String smtp = "";

    @Option(
            names = "--imap",
            required = true,
            paramLabel = "URL",
            description = "imap://user:password@host:143 (STARTTLS where offered) or imaps://user:password@host:993")
    String imap = "";

    @Option(names = "--daily-cap", paramLabel = "N", description = "Mails in any 24 hours. Default: 40")
    int dailyCap = Limits.DEFAULT.dailyCap();

    @Option(
            names = "--gap",
            paramLabel = "5m..10m",
            description = "Time between two mails. Default: 5m..10m; 0s for none")
    String gap = "5m..10m";

    @Option(
            names = "--ramp",
            paramLabel = "10+5|off",
            description = "First day's cap, and what each day adds. Default: 10+5")
    String ramp = "10+5";

    @Option(
            names = "--per-minute",
            paramLabel = "N|off",
            description = "Mails in any 60 seconds, beside the gap. Default: off")
    String perMinute = "off";

    @Option(
            names = "--new-per-day",
            paramLabel = "N|off",
            description = "First mails of enrollments in any 24 hours, beside the cap. Default: off")
    String newPerDay = "off";

    @Nullable
    @Option(
            names = "--window",
            paramLabel = "WINDOW|none",
            description = "When steps go out whose cadence names no window: 'mon-thu 08:00-16:00, fri 08:00-14:00'."
                    + " Default: none, so that the organization's holds")
    String window;

    @Nullable
    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Like Europe/Oslo. Default: KADENS_TIME_ZONE")
    String timeZone;

    @Option(
            names = "--freshness",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "Nothing is sent on a reading of the inbox older than this. Default: 60")
    int freshnessSeconds;

    @Option(
            names = "--uncertain",
            paramLabel = "assume-sent|resend-same-id|ask",
            description = "What is done where nobody knows whether a mail left and no sign of it comes."
                    + " Default: assume-sent")
    String uncertain = WhenUncertain.ASSUME_SENT.word();

    @Option(
            names = "--sent-copy",
            paramLabel = "auto|always|never",
            description =
                    "Copies of what is sent, in the Sent folder. Default: auto, where the server makes none itself")
    String sentCopy = SentCopy.AUTO.word();

    @Option(
            names = "--plus-address",
            description =
                    "Have answers sent to user+token@domain, by which each is known, once 'mailbox test' has shown"
                            + " that such mail arrives.")
    boolean plusAddress;

    @Nullable
    @Option(names = "--phone", description = "The sender's phone number, for templates.")
    String phone;

    @Nullable
    @Option(names = "--signature", description = "The sender's own signature, for templates.")
    String signature;

    @Option(
            names = "--password-stdin",
            description = "Read the password from standard input, for URLs that name a user alone.")
    boolean passwordFromInput;

    @Nullable
    private String password;

    @Option(names = "--replace", description = "Replace the settings of a mailbox that is there already.")
    boolean replace;

    @Option(names = "--no-check", description = "Keep it without trying its servers.")
    boolean unchecked;

    MailboxAddCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (!address.matches(ADDRESS)) {
            throw new Refusal("'" + address + "' is not an email address. Write it like kari@example.com");
        }
        if (freshnessSeconds < 1) {
            throw new Refusal("A freshness of " + freshnessSeconds + " seconds would never send. Give 1 or more.");
        }
        var limits = new Limits(
                        dailyCap,
                        Duration.ZERO,
                        Duration.ZERO,
                        Limits.Ramp.parse(ramp),
                        Typed.limit("--per-minute", perMinute),
                        Typed.limit("--new-per-day", newPerDay))
                .withGap(gap);
        var sendWindow = Typed.window(window, "none");
        var whenUncertain = WhenUncertain.ofWord(uncertain);
        var copies = SentCopy.ofWord(sentCopy);
        var smtpServer = withPassword(ServerUrl.smtp(smtp));
        var imapServer = withPassword(ServerUrl.imap(imap));
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var draft = new Mailboxes.Draft(
                    address,
                    smtpServer,
                    imapServer,
                    limits,
                    sendWindow,
                    zone(engine),
                    Duration.ofSeconds(freshnessSeconds),
                    whenUncertain,
                    copies);
            refuseUnasked(engine);
            if (!unchecked) {
                MailboxProbe.connect(smtpServer, imapServer).ifPresent(trouble -> {
                    throw new Refusal(trouble + " Nothing was saved (--no-check saves without trying).");
                });
            }
            tell(engine, save(engine, draft));
        }
        return Commands.OK;
    }

    private Mailbox save(Engine engine, Mailboxes.Draft draft) {
        return engine.database().transact(session -> {
            var now = engine.clock().instant();
            var owner = People.nameOrRename(session, address, name, phone, signature, now);
            var saved = engine.mailboxes().save(session, draft, owner, now);
            engine.mailboxes().plusAddress(session, saved, plusAddress);
            return saved;
        });
    }

    private void tell(Engine engine, Mailbox saved) {
        var planned = PlannedAnew.of(engine, List.of(saved.id()));
        var kept = engine.database().transact(session -> Mailboxes.mayNotSend(session, saved));
        output.say(
                Map.of("address", address, "saved", true, "moved", planned.moved(), "held", planned.held()),
                () -> "Saved " + address + ". Try it from end to end with: kadens mailbox test " + address
                        + (planned.moved() + planned.held() == 0 ? "" : "\n" + planned.words()));
        kept.ifPresent(why -> output.chat(why + "."));
    }

    /** A URL may leave the password out, so that it stands in no process list and no shell's history. */
    private ServerUrl withPassword(ServerUrl server) {
        if (server.user() == null || server.password() != null) {
            return server;
        }
        if (password == null) {
            password = askForPassword();
        }
        return server.withPassword(password);
    }

    private String askForPassword() {
        var console = System.console();
        if (passwordFromInput) {
            return new Scanner(System.in, StandardCharsets.UTF_8)
                    .useDelimiter("\\R")
                    .tokens()
                    .findFirst()
                    .orElseThrow(() -> new Refusal("Standard input holds no password. Pipe it in on one line."));
        }
        if (console == null || !console.isTerminal()) {
            throw new Refusal("The server's URL names a user but no password."
                    + " Write user:password@host, or pipe the password in with --password-stdin.");
        }
        return new String(console.readPassword("Password of %s: ", address));
    }

    private void refuseUnasked(Engine engine) {
        var known = engine.database().transact(session -> engine.mailboxes().byAddress(session, address));
        if (known.isPresent() && !replace) {
            throw new Refusal(address + " is there already. Give --replace to change its settings.");
        }
    }

    private ZoneId zone(Engine engine) {
        if (timeZone == null) {
            return engine.organizationZone();
        }
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new Refusal("'" + timeZone + "' is not a time zone. Write it like Europe/Oslo", e);
        }
    }
}
