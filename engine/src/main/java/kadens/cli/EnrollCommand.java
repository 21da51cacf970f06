package kadens.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.enrollment.EnrollOutcome;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "enroll", description = "Start prospects on a cadence.")
final class EnrollCommand implements Callable<Integer> {

    private static final int BATCH = 100;
    private static final int NAMED_MAX = 5;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "CADENCE", description = "The name of a folder under templates/cadences.")
    String cadenceName = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "EMAIL",
            description = "Prospects that were imported before.")
    List<String> emails = new ArrayList<>();

    @Nullable
    @Option(names = "--csv", paramLabel = "FILE", description = "Import this file first, and enroll everybody in it.")
    Path csv;

    @Option(
            names = "--mailbox",
            paramLabel = "ADDRESS",
            description =
                    "Send from here; given several times, prospects are dealt out evenly. Default: the only mailbox.")
    List<String> addresses = new ArrayList<>();

    @Option(names = "--again", description = "Also enroll those who have been through this cadence before.")
    boolean again;

    @Option(names = "--dry-run", description = "Show what would happen, and change nothing but --csv's prospects.")
    boolean dryRun;

    private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
    private long done;
    private long refused;

    EnrollCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var cadence = cadence(engine);
            var mailboxes = mailboxes(engine);
            var wanted = List.copyOf(wanted(engine));
            for (int from = 0; from < wanted.size(); from += BATCH) {
                enroll(engine, cadence, mailboxes, wanted.subList(from, Math.min(wanted.size(), from + BATCH)));
            }
        }
        tellWhoWasLeftOut();
        output.say(
                Map.of(dryRun ? "wouldEnroll" : "enrolled", done, "notEnrolled", refused),
                () -> "%d %s in '%s', %d not"
                        .formatted(done, dryRun ? "would be enrolled" : "enrolled", cadenceName, refused));
        return refused == 0 ? Commands.OK : Commands.WRONG;
    }

    private Cadence cadence(Engine engine) {
        return switch (engine.cadences().find(cadenceName)) {
            case Cadence cadence -> cadence;
            case Loaded.Unknown unknown ->
                throw new Refusal("There is no cadence '%s' in the templates folder. %s"
                        .formatted(
                                cadenceName,
                                unknown.nearest()
                                        .map(near -> "Did you mean '" + near + "'?")
                                        .orElse("There are: " + String.join(", ", unknown.known()))));
            case Loaded.Broken broken ->
                throw new Refusal("The cadence '" + cadenceName + "' has "
                        + (broken.problems().size() == 1
                                ? "a problem: "
                                : broken.problems().size() + " problems; the first: ")
                        + broken.problems().getFirst());
        };
    }

    private List<Mailbox> mailboxes(Engine engine) {
        var all = engine.database().transact(engine.mailboxes()::all);
        if (addresses.isEmpty()) {
            if (all.size() == 1) {
                return all;
            }
            throw new Refusal(
                    all.isEmpty()
                            ? "There is no mailbox to send from. Add one with: kadens mailbox add ADDRESS --name NAME --smtp URL --imap URL"
                            : "There are several mailboxes. Say which with --mailbox: "
                                    + String.join(
                                            ", ",
                                            all.stream().map(Mailbox::address).toList()));
        }
        return addresses.stream()
                .map(address -> all.stream()
                        .filter(mailbox -> mailbox.address().equalsIgnoreCase(address))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(
                                "There is no mailbox " + address + ". 'kadens mailbox list' shows those there are.")))
                .toList();
    }

    private Set<String> wanted(Engine engine) {
        var wanted = new LinkedHashSet<String>();
        emails.forEach(email -> wanted.add(email.toLowerCase(Locale.ROOT)));
        if (csv != null) {
            var report = Importing.run(engine, csv, Map.of(), output);
            refused += report.refusedRows();
            wanted.addAll(ProspectImport.addresses(csv));
        }
        if (wanted.isEmpty() && csv == null) {
            throw new Refusal("Nobody to enroll: give addresses, or --csv with a file of prospects.");
        }
        return wanted;
    }

    private void enroll(Engine engine, Cadence cadence, List<Mailbox> mailboxes, List<String> batch) {
        engine.database().transactAlone(session -> {
            for (var email : batch) {
                var mailbox = mailboxes.get((int) (done % mailboxes.size()));
                var prospect = Prospects.byEmail(session, email);
                if (prospect.isEmpty()) {
                    notEnrolled(email, Sentence.of("enroll.unknown"));
                } else if (dryRun) {
                    tryOut(engine, session, prospect.get(), cadence, mailbox);
                } else {
                    switch (engine.enrolling().enroll(session, prospect.get(), cadence, mailbox, again)) {
                        case EnrollOutcome.Enrolled _ -> enrolled(email, mailbox);
                        case EnrollOutcome.NotEnrolled(var _, var why) -> notEnrolled(email, why);
                    }
                }
            }
        });
    }

    private void tryOut(Engine engine, StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox) {
        engine.enrolling()
                .objection(session, prospect, cadence, mailbox, again)
                .ifPresentOrElse(why -> notEnrolled(prospect.email(), why), () -> enrolled(prospect.email(), mailbox));
    }

    private void enrolled(String email, Mailbox mailbox) {
        done++;
        if (output.json || dryRun) {
            output.say(
                    Map.of("email", email, dryRun ? "wouldEnroll" : "enrolled", true, "mailbox", mailbox.address()),
                    () -> email + ": would be enrolled, from " + mailbox.address());
        }
    }

    private void notEnrolled(String email, Sentence why) {
        refused++;
        if (output.json) {
            var values = new LinkedHashMap<String, Object>();
            values.put("email", email);
            values.put(dryRun ? "wouldEnroll" : "enrolled", false);
            values.put("why", why.toString());
            output.say(values, why::toString);
        } else {
            leftOut.computeIfAbsent(why.toString(), _ -> new ArrayList<>()).add(email);
        }
    }

    /** One line a reason, however many prospects share it. */
    private void tellWhoWasLeftOut() {
        leftOut.forEach((why, those) -> {
            var first = String.join(", ", those.stream().limit(NAMED_MAX).toList());
            var more = those.size() > NAMED_MAX ? " and " + (those.size() - NAMED_MAX) + " more" : "";
            output.chat(first + more + ": not enrolled: " + why);
        });
    }
}
