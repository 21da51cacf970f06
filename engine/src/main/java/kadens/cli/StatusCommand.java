package kadens.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.State;
import kadens.inbox.Horizons;
import kadens.inbox.InboundMails;
import kadens.inbox.LateStops;
import kadens.mailbox.Mailbox;
import kadens.mailbox.RefusalPauses;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.store.Outage;
import kadens.store.PassingTrouble;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Mailboxes, how far they were read, the queue, what is held and why.")
final class StatusCommand implements Callable<Integer> {

    private static final int HELD_SHOWN_MAX = 20;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    StatusCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var wrong = engine.database()
                    .whyNoWrites()
                    .or(() -> engine.database().outage().map(Outage::trouble));
            wrong.ifPresent(trouble -> output.say(
                    Map.of("database", trouble.word(), "why", trouble.sentence().toString()),
                    () -> "TROUBLE: " + trouble.sentence()));
            if (wrong.filter(trouble -> trouble == PassingTrouble.AWAY).isPresent()) {
                return Commands.WRONG;
            }
            var found = engine.database().transact(session -> status(engine, session));
            return wrong.isPresent() ? Commands.WRONG : found;
        }
    }

    private int status(Engine engine, StatelessSession session) {
        var standing = engine.fence().standing(session);
        output.say(
                InstallationCommand.values(engine.fence().installation(), standing),
                () -> standing.maySend() ? "This installation may send." : InstallationCommand.holding(standing));
        var counts = engine.enrollments().countsByState(session);
        output.say(
                Map.of("enrollments", byWord(counts)),
                () -> "Enrollments: "
                        + byWord(counts).entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ")));
        answers(session);
        RefusalPauses.cadences(session)
                .forEach(paused -> output.say(
                        Map.of(
                                "cadence",
                                paused.name(),
                                "standsStill",
                                paused.why().toString()),
                        () -> "STANDS STILL: " + paused.why() + ". 'kadens cadence resume " + paused.name()
                                + "' lets it go on."));
        CadencePauses.all(session)
                .forEach(paused -> output.say(
                        Map.of(
                                "cadence",
                                paused.cadence(),
                                "paused",
                                paused.why(engine.organizationZone()).toString()),
                        () -> "PAUSED: " + paused.why(engine.organizationZone()) + ". 'kadens cadence resume "
                                + paused.cadence() + "' lets it go on."));
        unapproved(engine, session);
        var mailboxes = engine.mailboxes().all(session);
        if (mailboxes.isEmpty()) {
            output.chat("There are no mailboxes yet.");
        }
        mailboxes.forEach(mailbox -> print(engine, session, mailbox));
        var troubled = mailboxes.stream().anyMatch(mailbox -> mailbox.trouble() != null);
        return troubled || standing.holds() ? Commands.WRONG : Commands.OK;
    }

    private void unapproved(Engine engine, StatelessSession session) {
        var approvals = new Approvals(engine.templates());
        for (var name : engine.cadences().names()) {
            var waiting = engine.cadences().find(name) instanceof Cadence cadence
                    ? approvals.waiting(session, cadence).stream()
                            .map(Step::key)
                            .toList()
                    : List.<String>of();
            if (!waiting.isEmpty()) {
                output.say(
                        Map.of("cadence", name, "notApproved", waiting),
                        () -> "NOT APPROVED in '%s': %s. 'kadens approve %s --by EMAIL' lets them go out."
                                .formatted(name, String.join(", ", waiting), name));
            }
        }
    }

    /** How well the mails that came in were read: stops that came late, and what people had to correct. */
    private void answers(StatelessSession session) {
        var tally = LateStops.tally(session);
        var judged = InboundMails.judged(session);
        var values = new LinkedHashMap<String, Object>();
        values.put("answers", tally.answers());
        values.put("lateStops", tally.late());
        values.put("judged", judged.judged());
        values.put("corrected", judged.corrected());
        output.say(
                values,
                () -> "Answers: %d; mails that went out after one had come: %d%s. Corrected by somebody here: %d of %d"
                        .formatted(
                                tally.answers(),
                                tally.lateInAll(),
                                tally.lateInAll() == 0 ? "" : " " + tally.late(),
                                judged.corrected(),
                                judged.judged()));
    }

    private static Map<String, Long> byWord(Map<State, Long> counts) {
        var all = new LinkedHashMap<String, Long>();
        for (var state : State.values()) {
            all.put(state.word(), counts.getOrDefault(state, 0L));
        }
        return all;
    }

    private void print(Engine engine, StatelessSession session, Mailbox mailbox) {
        var now = engine.clock().instant();
        var sent = OutgoingMessages.sentInLastDay(session, mailbox.id(), now);
        var cap = mailbox.limits().capAt(now, mailbox.firstSentAt());
        var due = engine.enrollments().dueCount(session, mailbox.id(), now);
        var uncertain = OutgoingMessages.uncertain(session, mailbox.id());
        var values = new LinkedHashMap<String, Object>();
        values.put("mailbox", mailbox.address());
        values.put("sentInLastDay", sent);
        values.put("cap", cap);
        values.put("due", due);
        values.put("uncertain", uncertain);
        values.put("inboxReadAt", Told.orNull(mailbox.inboxReadAt()));
        var sending = Sending.of(engine, session, mailbox);
        values.putAll(sending.values());
        values.put("trouble", Told.orNull(mailbox.trouble()));
        values.put("readRestsUntil", Told.orNull(mailbox.readRestsUntil()));
        values.put("sendRestsUntil", Told.orNull(mailbox.sendRestsUntil()));
        var horizons = Horizons.of(session, mailbox.id());
        values.put(
                "horizons",
                horizons.stream()
                        .map(horizon -> Map.of(
                                "folder", horizon.folder(),
                                "uidValidity", horizon.uidValidity(),
                                "uid", horizon.uid(),
                                "readAt", horizon.readAt().toString()))
                        .toList());
        output.say(
                values,
                () -> "%s: %d of %d sent in the last 24 hours, %d due, %d uncertain; inbox read %s%s%s"
                        .formatted(
                                mailbox.address(),
                                sent,
                                cap,
                                due,
                                uncertain,
                                read(mailbox),
                                sending.words().map(why -> "\n  " + why).orElse(""),
                                trouble(mailbox)));
        horizons.forEach(horizon -> output.chat("  %s read to UID %d (UIDVALIDITY %d)"
                .formatted(horizon.folder(), horizon.uid(), horizon.uidValidity())));
        held(engine, session, mailbox);
    }

    private void held(Engine engine, StatelessSession session, Mailbox mailbox) {
        List<Enrollment> held = engine.enrollments().heldOf(session, mailbox.id());
        held.stream().limit(HELD_SHOWN_MAX).forEach(enrollment -> {
            var email = Prospects.get(session, enrollment.prospectId()).email();
            var why = String.valueOf(enrollment.reason());
            output.say(
                    Map.of("held", email, "cadence", enrollment.cadence(), "why", why),
                    () -> "  held: " + email + " in '" + enrollment.cadence() + "': " + why);
        });
        if (held.size() > HELD_SHOWN_MAX) {
            output.chat("  … and " + (held.size() - HELD_SHOWN_MAX) + " more held");
        }
    }

    private static String read(Mailbox mailbox) {
        @Nullable Instant readAt = mailbox.inboxReadAt();
        return readAt == null ? "never" : Told.at(readAt, mailbox.timeZone());
    }

    private static String trouble(Mailbox mailbox) {
        return mailbox.trouble() == null ? "" : "\n  TROUBLE: " + mailbox.trouble();
    }
}
