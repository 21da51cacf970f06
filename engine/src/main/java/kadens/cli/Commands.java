package kadens.cli;

import java.io.PrintWriter;
import kadens.language.Nearest;
import kadens.language.Refusal;
import kadens.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the command, runs it, and turns every failure into one line and an exit code. */
@Command(
        name = "kadens",
        description = "Email sequences that stop the moment the prospect answers.",
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Commands implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Everything went as asked. */
    public static final int OK = 0;

    /** The command ran and found something wrong. */
    public static final int WRONG = 1;

    /** The command was not used as it must be. */
    public static final int USAGE = 2;

    @Spec
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Commands() {}

    /** Runs one command line and answers with its exit code. */
    public static int run(String[] arguments, Launcher launcher, PrintWriter out, PrintWriter err) {
        var commands = new CommandLine(new Commands())
                .addSubcommand(new SandboxCommand(launcher))
                .addSubcommand(new ServeCommand(launcher))
                .addSubcommand(new CommandLine(new MailboxCommand())
                        .addSubcommand(new MailboxAddCommand(launcher))
                        .addSubcommand(new MailboxListCommand(launcher))
                        .addSubcommand(new MailboxTestCommand(launcher))
                        .addSubcommand(new MailboxDisconnectCommand(launcher))
                        .addSubcommand(new MailboxConnectCommand(launcher)))
                .addSubcommand(new HandOverCommand(launcher))
                .addSubcommand(new CommandLine(new PersonCommand())
                        .addSubcommand(new PersonListCommand(launcher))
                        .addSubcommand(new PersonInviteCommand(launcher))
                        .addSubcommand(new PersonLinkCommand(launcher))
                        .addSubcommand(new PersonAwayCommand(launcher))
                        .addSubcommand(new PersonHereCommand(launcher))
                        .addSubcommand(new PersonLeftCommand(launcher))
                        .addSubcommand(new PersonBackCommand(launcher))
                        .addSubcommand(new PersonApproverCommand(launcher)))
                .addSubcommand(new CommandLine(new OrganizationCommand(launcher))
                        .addSubcommand(new OrganizationCommand.Show(launcher))
                        .addSubcommand(new OrganizationSetCommand(launcher)))
                .addSubcommand(new CommandLine(new DayOffCommand())
                        .addSubcommand(new DayOffAddCommand(launcher))
                        .addSubcommand(new DayOffListCommand(launcher))
                        .addSubcommand(new DayOffRemoveCommand(launcher)))
                .addSubcommand(new CommandLine(new InstallationCommand())
                        .addSubcommand(new InstallationCommand.Show(launcher))
                        .addSubcommand(new InstallationConfirmCommand(launcher)))
                .addSubcommand(new CommandLine(new CadenceCommand())
                        .addSubcommand(new CadencePauseCommand(launcher))
                        .addSubcommand(new CadenceResumeCommand(launcher)))
                .addSubcommand(new ImportCommand(launcher))
                .addSubcommand(new EnrollCommand(launcher))
                .addSubcommand(new LintCommand(launcher))
                .addSubcommand(new ImpactCommand(launcher))
                .addSubcommand(new ApproveCommand(launcher))
                .addSubcommand(new PreviewCommand(launcher))
                .addSubcommand(new ForecastCommand(launcher))
                .addSubcommand(new ResultsCommand(launcher))
                .addSubcommand(new ExplainCommand(launcher))
                .addSubcommand(new StatusCommand(launcher))
                .addSubcommand(new CommandLine(new UncertainCommand())
                        .addSubcommand(new UncertainListCommand(launcher))
                        .addSubcommand(new UncertainSettleCommand.Sent(launcher))
                        .addSubcommand(new UncertainSettleCommand.Resend(launcher)))
                .addSubcommand(new CommandLine(new InboundCommand())
                        .addSubcommand(new InboundListCommand(launcher))
                        .addSubcommand(new InboundCorrectCommand(launcher)))
                .addSubcommand(new ClassifyCommand())
                .addSubcommand(new CommandLine(new DrillCommand())
                        .addSubcommand(new DrillCrashCommand(launcher))
                        .addSubcommand(new DrillReplyRaceCommand(launcher)))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command))
                .setParameterExceptionHandler((failure, _) -> misused(failure));
        return commands.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: no command was given");
    }

    private static int failed(Exception failure, CommandLine command) {
        var words = failure instanceof Refusal refusal
                ? refusal.words()
                : Database.passing(failure)
                        .map(trouble -> trouble.sentence().toString())
                        .orElseGet(() -> "this went wrong in an unexpected way: " + failure
                                + ". Run it again with KADENS_JAVA_OPTIONS=-Dkadens.log=DEBUG to see more.");
        command.getErr().println("kadens: " + words);
        command.getErr().flush();
        if (LOG.isDebugEnabled()) {
            failure.printStackTrace(command.getErr());
        }
        return WRONG;
    }

    private static String unknown(UnmatchedArgumentException failure, CommandLine command) {
        var word = failure.getUnmatched().getFirst();
        var commands = command.getSubcommands().keySet();
        if (word.startsWith("-") || commands.isEmpty()) {
            return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        }
        return "There is no command '" + word + "'"
                + Nearest.to(word, commands)
                        .map(near -> ". Did you mean '" + near + "'?")
                        .orElse("");
    }

    private static int misused(ParameterException failure) {
        var command = failure.getCommandLine();
        var message = failure instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched, command)
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        command.getErr()
                .println("kadens: " + message + (message.endsWith("?") ? " See '" : ". See '")
                        + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return USAGE;
    }
}
