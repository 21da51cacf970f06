package kadens.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome;
import kadens.enrollment.Outlook;
import kadens.enrollment.Outlook.WouldBe;
import kadens.enrollment.Rotation;
import kadens.enrollment.State;
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
                    "Send from here; given several times, prospects are dealt out by free capacity. Default: the only mailbox.")
    List<String> addresses = new ArrayList<>();

    @Option(names = "--again", description = "Also enroll those who have been through this cadence too recently.")
    boolean again;

    @Option(names = "--dry-run", description = "Show what would happen, and change nothing but --csv's prospects.")
    boolean dryRun;

    private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
    private final Map<Long, Long> colleagues = new HashMap<>();
    private final Map<String, List<String>> heldAtOnce = new LinkedHashMap<>();
    private final List<WouldBe> wouldBe = new ArrayList<>();
    private long done;
    private long refused;

    EnrollCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var cadence = Naming.cadence(engine.cadences(), cadenceName);
            var mailboxes = new Choosing(engine).among(addresses);
            var rotation = engine.database()
                    .transact(session ->
                            Rotation.of(session, mailboxes, engine.clock().instant()));
            var wantedLines = wanted(engine);
            var wanted = List.copyOf(wantedLines.keySet());
            new Lacking(engine, cadence, mailboxes.getFirst(), wantedLines).tell(output);
            for (int from = 0; from < wanted.size(); from += BATCH) {
                enroll(
                        engine,
                        cadence,
                        mailboxes,
                        rotation,
                        wanted.subList(from, Math.min(wanted.size(), from + BATCH)));
            }
            tellWhoWasLeftOut();
            tellWhoIsHeld();
            if (!wouldBe.isEmpty()) {
                tellForecast(engine, mailboxes);
            }
        }
        output.say(
                Map.of(dryRun ? "wouldEnroll" : "enrolled", done, "notEnrolled", refused),
                () -> "%d %s in '%s', %d not"
                        .formatted(done, dryRun ? "would be enrolled" : "enrolled", cadenceName, refused));
        return refused == 0 ? Commands.OK : Commands.WRONG;
    }

    /** What the mailboxes send with these among the others. */
    private void tellForecast(Engine engine, List<Mailbox> mailboxes) {
        var now = engine.clock().instant();
        var forecast = engine.database().transact(session -> engine.outlook().forecast(session, now, wouldBe));
        for (int i = 0; i < wouldBe.size(); i++) {
            var email = wouldBe.get(i).prospect().email();
            Outlook.never(forecast, i).ifPresent(why -> held(email, why));
        }
        tellWhoIsHeld();
        output.chat("With them, and with what is enrolled already:");
        new ForecastTable(forecast, mailboxes, now.atZone(engine.organizationZone()), 0).printSummary(output);
    }

    /** The addresses, each with its line in the file; 0 for those that were typed. */
    private SequencedMap<String, Long> wanted(Engine engine) {
        var wanted = new LinkedHashMap<String, Long>();
        emails.forEach(email -> wanted.put(email.toLowerCase(Locale.ROOT), 0L));
        if (csv != null) {
            var report = Importing.run(engine, csv, Map.of(), output);
            refused += report.refusedRows();
            ProspectImport.addresses(csv).forEach(wanted::putIfAbsent);
        }
        if (wanted.isEmpty() && csv == null) {
            throw new Refusal("Nobody to enroll: give addresses, or --csv with a file of prospects.");
        }
        return wanted;
    }

    private void enroll(
            Engine engine, Cadence cadence, List<Mailbox> mailboxes, Rotation rotation, List<String> batch) {
        engine.database().transactAlone(session -> {
            var prospects = new LinkedHashMap<String, Prospect>();
            batch.forEach(email -> Prospects.byEmail(session, email).ifPresent(found -> prospects.put(email, found)));
            if (!dryRun) {
                engine.enrolling().reserve(session, List.copyOf(prospects.values()));
            }
            for (var email : batch) {
                var prospect = prospects.get(email);
                var mailbox = mailboxes.stream()
                        .filter(each -> each.id() == rotation.next())
                        .findFirst()
                        .orElseThrow();
                if (prospect == null) {
                    notEnrolled(email, Sentence.of("enroll.unknown"));
                } else {
                    objection(engine, session, prospect, cadence, mailbox)
                            .ifPresentOrElse(why -> notEnrolled(email, why), () -> {
                                rotation.took();
                                enrolled(email, mailbox);
                            });
                }
            }
        });
    }

    /** Enrolls, unless this is a dry run; why not, where it does not. */
    private Optional<Sentence> objection(
            Engine engine, StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox) {
        if (dryRun) {
            var account = prospect.accountId();
            var ofCompany = account == null ? 0 : colleagues.getOrDefault(account, 0L);
            var objection = engine.enrolling().objection(session, prospect, cadence, mailbox, again, ofCompany);
            if (objection.isEmpty()) {
                wouldBe.add(new WouldBe(prospect, cadence, mailbox));
                if (account != null) {
                    colleagues.merge(account, 1L, Long::sum);
                }
            }
            return objection;
        }
        return switch (engine.enrolling().enroll(session, prospect, cadence, mailbox, again)) {
            case EnrollOutcome.Enrolled(var enrollment) -> {
                if (enrollment.state() == State.HELD) {
                    held(prospect.email(), Objects.requireNonNull(enrollment.reason()));
                }
                yield Optional.empty();
            }
            case EnrollOutcome.NotEnrolled(var _, var why) -> Optional.of(why);
        };
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

    private void held(String email, Sentence why) {
        heldAtOnce.computeIfAbsent(why.toString(), _ -> new ArrayList<>()).add(email);
    }

    private void tellWhoIsHeld() {
        tell(heldAtOnce, dryRun ? "would be held at once" : "held at once");
        heldAtOnce.clear();
    }

    private void tellWhoWasLeftOut() {
        tell(leftOut, "not enrolled");
    }

    /** One line a reason, however many prospects share it. */
    private void tell(Map<String, List<String>> byReason, String what) {
        byReason.forEach((why, those) -> {
            var first = String.join(", ", those.stream().limit(NAMED_MAX).toList());
            var more = those.size() > NAMED_MAX ? " and " + (those.size() - NAMED_MAX) + " more" : "";
            output.chat(first + more + ": " + what + ": " + why);
        });
    }
}
