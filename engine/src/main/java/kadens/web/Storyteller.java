package kadens.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.State;
import kadens.enrollment.StepNames;
import kadens.enrollment.Task;
import kadens.enrollment.TimelineEntry;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.inbox.OpenedMail;
import kadens.run.Engine;
import kadens.web.TimelineView.Item;
import kadens.web.TimelineView.Mail;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Tells an enrollment's story from what is stored. */
public final class Storyteller {

    private final Texts texts;
    private final ZoneId zone;
    private final Instant now;
    private final Map<Long, OutgoingMessage> messages;
    private final Map<Long, Inbound> inbound;
    private final List<Item> items = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();

    private Storyteller(
            Texts texts, ZoneId zone, Instant now, Map<Long, OutgoingMessage> messages, Map<Long, Inbound> inbound) {
        this.texts = texts;
        this.zone = zone;
        this.now = now;
        this.messages = messages;
        this.inbound = inbound;
    }

    /** The whole story of an enrollment as it is stored. */
    public static TimelineView of(
            Engine engine, StatelessSession session, Enrollment enrollment, ZoneId zone, Texts texts) {
        var entries = History.of(session, enrollment.id());
        var inboundIds = entries.stream()
                .map(TimelineEntry::inboundId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var messages = OutgoingMessages.ofEnrollment(session, enrollment.id()).stream()
                .collect(Collectors.toMap(OutgoingMessage::id, Function.identity()));
        var inbound = InboundMails.amongst(session, inboundIds).stream()
                .collect(Collectors.toMap(Inbound::id, Function.identity()));
        var cadence = engine.cadences().find(enrollment.cadence()) instanceof Cadence whole ? whole : null;
        var names = cadence == null ? null : engine.nextSteps().names(session, cadence);
        return new Storyteller(texts, zone, engine.clock().instant(), messages, inbound)
                .tell(enrollment, entries, History.tasks(session, enrollment.id()), cadence, names);
    }

    /**
     * The whole story.
     *
     * @param cadence null where it is broken or gone: nobody knows what would come then
     * @param names what its steps were called before; null where there is no cadence
     */
    private TimelineView tell(
            Enrollment enrollment,
            List<TimelineEntry> entries,
            List<Task> tasks,
            @Nullable Cadence cadence,
            @Nullable StepNames names) {
        entries.forEach(entry -> happened(enrollment, entry));
        messages.values().stream()
                .filter(OutgoingMessage::isBeingSent)
                .forEach(message -> sent(message, message.claimedAt(), texts.say("timeline.sending")));
        if (cadence != null && names != null) {
            var left = left(cadence, names, tasks);
            if (enrollment.state().ongoing()) {
                left.forEach(step -> planned(enrollment, step));
                items.add(new Item(
                        "planned", "finished", "quiet", null, texts.say("timeline.then-finished"), null, null));
            } else if (!left.isEmpty()) {
                dropped(left);
            }
        }
        return new TimelineView(items);
    }

    private void happened(Enrollment enrollment, TimelineEntry entry) {
        var message = entry.messageId() == null ? null : messages.get(entry.messageId());
        var came = entry.inboundId() == null ? null : inbound.get(entry.inboundId());
        var sentence = Moment.sentence(entry.sentence(), texts);
        if (message != null && (entry.kind() == Kind.SENT || message.delivery() == Delivery.REFUSED)) {
            sent(message, entry.at(), sentence);
        }
        if (came != null && told.add(came.id())) {
            received(came, entry.kind() == Kind.RECEIVED || entry.kind() == Kind.NOTE ? sentence : null);
        }
        switch (entry.kind()) {
            case SENT -> {}
            case RECEIVED, NOTE -> {
                if (came == null) {
                    event(entry, "quiet", sentence);
                }
            }
            case STOPPED, FINISHED -> {
                if (enrollment.state().ongoing()) {
                    event(entry, "quiet", sentence); // it goes on all the same: somebody has corrected what stopped it
                } else {
                    end(enrollment, entry, sentence);
                }
            }
            case HELD, TASK -> event(entry, "needs-you", sentence);
            case ENROLLED, PAUSED, RESUMED -> event(entry, "quiet", sentence);
        }
    }

    private void sent(OutgoingMessage message, Instant at, String sentence) {
        var odd = message.delivery() != Delivery.SENT;
        var mail = new Mail(
                "sent-" + message.id(),
                "/messages/" + message.id(),
                message.recipient(),
                message.subject(),
                odd ? texts.say("delivery." + message.delivery().word()) : null,
                message.delivery() == Delivery.REFUSED ? "harm" : odd ? "needs-you" : "quiet",
                OpenedMail.of(message.raw()).text());
        items.add(new Item(
                "sent",
                "sent",
                "accent",
                Moment.at(at, zone, now, texts),
                texts.say("timeline.we-sent"),
                odd ? sentence : null,
                mail));
    }

    private void received(Inbound came, @Nullable String note) {
        var verdict = VerdictView.of(came, texts);
        var name = came.fromName();
        var mail = new Mail(
                "in-" + came.id(),
                "/inbound/" + came.id(),
                name == null || name.isBlank() ? came.fromAddress() : name,
                came.subject(),
                verdict.label(),
                verdict.tone(),
                came.newText());
        items.add(new Item(
                "received",
                "received",
                verdict.tone(),
                Moment.at(came.receivedAt(), zone, now, texts),
                texts.say("timeline.came-back"),
                note,
                mail));
    }

    private void event(TimelineEntry entry, String tone, String sentence) {
        items.add(new Item(
                "event", entry.kind().word(), tone, Moment.at(entry.at(), zone, now, texts), sentence, null, null));
    }

    private void end(Enrollment enrollment, TimelineEntry entry, String sentence) {
        items.add(new Item(
                "end",
                entry.kind().word(),
                "quiet",
                Moment.at(entry.at(), zone, now, texts),
                Moment.capitalized(StateView.of(enrollment, texts).label(), texts.locale()),
                sentence,
                null));
    }

    private void planned(Enrollment enrollment, Step step) {
        var isNext = step.key().equals(enrollment.stepKey());
        var due = isNext ? enrollment.dueAt() : null;
        var note = !isNext
                ? texts.say(
                        "timeline.after-step-before", step.delay().sentence().in(texts.locale()))
                : enrollment.state() == State.ACTIVE ? null : texts.say("timeline.when-it-goes-on");
        items.add(new Item(
                "planned",
                step.type() == Step.Type.EMAIL ? "sent" : "task",
                "quiet",
                due == null ? null : Moment.at(due, zone, now, texts),
                step.title(),
                note,
                null));
    }

    private void dropped(List<Step> left) {
        var titles = String.join(", ", left.stream().map(Step::title).toList());
        items.add(new Item(
                "dropped", "stopped", "quiet", null, texts.say("timeline.not-sent", left.size(), titles), null, null));
    }

    private List<Step> left(Cadence cadence, StepNames names, List<Task> tasks) {
        var done = new HashMap<String, Instant>();
        messages.values().stream()
                .filter(message -> !message.isToCome())
                .forEach(message -> done.put(message.stepKey(), message.claimedAt()));
        for (var task : tasks) {
            var at = task.doneAt();
            if (at != null) {
                done.put(task.stepKey(), at);
            }
        }
        var had = names.had(done);
        return cadence.steps().stream()
                .filter(step -> !had.contains(step.key()))
                .toList();
    }
}
