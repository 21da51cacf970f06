package kadens.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import kadens.enrollment.Enrollment;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.TimelineEntry;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.outbox.HeldUp;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Where a prospect stands: state, next time and its reasons, all that was sent and received.")
final class ExplainCommand implements Callable<Integer> {

    /** A step leaves with the first run after it is due: no news. */
    private static final Duration USUAL_WAIT = Duration.ofMinutes(5);

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "The prospect's address.")
    String email = "";

    ExplainCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            engine.database().transactAlone(session -> explain(engine, session));
        }
        return Commands.OK;
    }

    private void explain(Engine engine, StatelessSession session) {
        var prospect = Prospects.byEmail(session, email)
                .orElseThrow(() -> new Refusal("There is no prospect " + email + ". Import them first."));
        var account = Prospects.accountOf(session, prospect);
        var company = account == null ? null : account.name();
        output.chat(prospect.displayName() + " <" + prospect.email() + ">" + (company == null ? "" : ", " + company));
        var others = ProspectAddresses.of(session, prospect.id());
        if (!others.isEmpty()) {
            output.chat("  " + Sentence.of("prospect.also-writes-from", String.join(", ", others)));
        }
        Suppressions.forbidding(session, prospect.email())
                .ifPresent(found -> output.chat("Suppressed: " + found.target() + " (" + found.reason() + ")"));
        var all = engine.enrollments().ofProspect(session, prospect.id());
        if (all.isEmpty()) {
            output.say(Map.of("email", prospect.email(), "enrollments", 0), () -> "Not enrolled in any cadence.");
        }
        all.forEach(enrollment -> explain(engine, session, prospect, enrollment));
    }

    private void explain(Engine engine, StatelessSession session, Prospect prospect, Enrollment enrollment) {
        var mailbox = engine.mailboxes().byId(session, enrollment.mailboxId()).orElseThrow();
        var zone = engine.nextSteps().zone(prospect, mailbox);
        var entries = History.of(session, enrollment.id());
        var matched = matched(session, entries);
        var late = HeldUp.reasons(
                session,
                engine.fence(),
                engine.mailboxes(),
                engine.nextSteps(),
                enrollment,
                engine.clock().instant());
        var expected = expected(engine, session, enrollment);
        var received = received(session, entries);
        var sent = OutgoingMessages.ofEnrollment(session, enrollment.id());
        output.say(
                values(prospect, mailbox.address(), enrollment, entries, matched, late, expected, sent, received),
                () -> words(mailbox.address(), enrollment, entries, matched, late, expected, received, zone));
    }

    private static List<Inbound> received(StatelessSession session, List<TimelineEntry> entries) {
        var ids = entries.stream()
                .map(TimelineEntry::inboundId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return InboundMails.amongst(session, ids).stream()
                .sorted(Comparator.comparing(Inbound::receivedAt))
                .toList();
    }

    /** When the step is to leave by the forecast, where something makes that another time than its own; else null. */
    private static @Nullable Instant expected(Engine engine, StatelessSession session, Enrollment enrollment) {
        var dueAt = enrollment.dueAt();
        if (dueAt == null) {
            return null;
        }
        return engine.outlook()
                .next(session, enrollment, engine.clock().instant())
                .filter(at -> Duration.between(dueAt, at).compareTo(USUAL_WAIT) > 0)
                .orElse(null);
    }

    private static String words(
            String mailbox,
            Enrollment enrollment,
            List<TimelineEntry> entries,
            Map<Long, Sentence> matched,
            List<Sentence> late,
            @Nullable Instant expected,
            List<Inbound> received,
            ZoneId zone) {
        var text = new StringBuilder("\n'%s' from %s: %s".formatted(enrollment.cadence(), mailbox, state(enrollment)));
        var reason = enrollment.reason();
        if (reason != null) {
            text.append("\n  ").append(reason);
        }
        var due = enrollment.dueAt();
        if (due != null) {
            text.append("\n  next: step '%s', %s".formatted(enrollment.stepKey(), Told.at(due, zone)));
            enrollment
                    .planReasons()
                    .forEach(why -> text.append("\n    because ").append(why));
        }
        late.forEach(why -> text.append("\n    held up: ").append(why));
        if (expected != null) {
            text.append("\n    expected to leave: ").append(Told.at(expected, zone));
            text.append(", by the forecast, with all that goes before it");
        }
        for (var entry : entries) {
            text.append("\n  %s  %s".formatted(Told.at(entry.at(), zone), entry.sentence()));
            var how = matched.get(entry.inboundId());
            if (how != null) {
                text.append("\n    ").append(how);
            }
        }
        received.forEach(inbound -> text.append("\n  mail %d from %s: %s"
                .formatted(inbound.id(), inbound.fromAddress(), InboundListCommand.taken(inbound))));
        return text.toString();
    }

    private static String state(Enrollment enrollment) {
        var stopReason = enrollment.stopReason();
        return enrollment.state().word() + (stopReason == null ? "" : " · " + stopReason.word());
    }

    private static Map<String, Object> values(
            Prospect prospect,
            String mailbox,
            Enrollment enrollment,
            List<TimelineEntry> entries,
            Map<Long, Sentence> matched,
            List<Sentence> late,
            @Nullable Instant expected,
            List<OutgoingMessage> sent,
            List<Inbound> received) {
        var stopReason = enrollment.stopReason();
        var values = new LinkedHashMap<String, Object>();
        values.put("email", prospect.email());
        values.put("cadence", enrollment.cadence());
        values.put("mailbox", mailbox);
        values.put("state", enrollment.state().word());
        values.put("stopReason", stopReason == null ? null : stopReason.word());
        values.put("reason", Told.orNull(enrollment.reason()));
        values.put("nextStep", enrollment.dueAt() == null ? null : enrollment.stepKey());
        values.put("dueAt", Told.orNull(enrollment.dueAt()));
        values.put(
                "because",
                enrollment.planReasons().stream().map(Sentence::toString).toList());
        values.put("expectedAt", Told.orNull(expected));
        values.put("heldUp", late.stream().map(Sentence::toString).toList());
        values.put("sent", sent.stream().map(ExplainCommand::values).toList());
        values.put(
                "received",
                received.stream()
                        .map(inbound -> InboundListCommand.values(inbound, List.of(prospect.email())))
                        .toList());
        values.put(
                "timeline",
                entries.stream().map(entry -> values(entry, matched)).toList());
        return values;
    }

    private static Map<String, Object> values(OutgoingMessage message) {
        var values = new LinkedHashMap<String, Object>();
        values.put("step", message.stepKey());
        values.put("at", message.claimedAt().toString());
        values.put("delivery", message.delivery().word());
        values.put("variant", message.variant());
        values.put("language", message.language());
        values.put("version", message.templateVersion());
        return values;
    }

    private static Map<String, Object> values(TimelineEntry entry, Map<Long, Sentence> matched) {
        var values = new LinkedHashMap<String, Object>();
        values.put("at", entry.at().toString());
        values.put("kind", entry.kind().word());
        values.put("says", entry.sentence().toString());
        values.put("matched", Told.orNull(matched.get(entry.inboundId())));
        return values;
    }

    /** How the mails of a timeline were found to be about the prospect, by their ids. */
    private static Map<Long, Sentence> matched(StatelessSession session, List<TimelineEntry> entries) {
        var ids = entries.stream()
                .map(TimelineEntry::inboundId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var matched = new HashMap<Long, Sentence>();
        InboundMails.amongst(session, ids)
                .forEach(mail -> mail.howMatched().ifPresent(how -> matched.put(mail.id(), how)));
        return matched;
    }
}
