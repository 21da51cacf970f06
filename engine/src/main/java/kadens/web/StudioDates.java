package kadens.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.Outlook;
import kadens.enrollment.State;
import kadens.enrollment.StepNames;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.plan.Plan;
import kadens.plan.Planned;
import kadens.run.Engine;
import kadens.web.TimelineView.Item;
import kadens.web.TimelineView.Mail;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** A cadence as somebody goes through it, with the times that the planner gives and no others. */
final class StudioDates {

    private final Engine engine;
    private final StatelessSession session;
    private final Cadence cadence;
    private final Texts texts;
    private final Instant now;
    private final List<Item> items = new ArrayList<>();

    StudioDates(Engine engine, StatelessSession session, Cadence cadence, Texts texts) {
        this.engine = engine;
        this.session = session;
        this.cadence = cadence;
        this.texts = texts;
        this.now = engine.clock().instant();
    }

    /** What they have had, and when the rest comes. */
    TimelineView of(Someone someone, Mailbox mailbox) {
        var zone = Zones.of(engine, someone.prospect(), mailbox);
        var enrollment = someone.enrollment();
        if (enrollment == null) {
            var wouldBe = new Outlook.WouldBe(someone.prospect(), cadence, mailbox);
            coming(engine.nextSteps().course(session, wouldBe, now), cadence.steps(), zone);
        } else {
            sent(session, enrollment).forEach(message -> had(message, zone));
            var left = engine.nextSteps().coming(session, enrollment, cadence);
            if (enrollment.state() == State.ACTIVE) {
                var course = engine.nextSteps().course(session, enrollment, cadence, someone.prospect(), mailbox, now);
                coming(course, left, zone);
            } else if (enrollment.state().ongoing()) {
                left.forEach(step -> item(step, null, texts.say("timeline.when-it-goes-on")));
            } else {
                left.forEach(step -> item(step, null, texts.say("studio.dates.ended")));
            }
        }
        return new TimelineView(items);
    }

    /** The message by which they got a step; empty where they have not. */
    static Optional<OutgoingMessage> sent(StatelessSession session, Enrollment enrollment, StepNames names, Step step) {
        var keys = names.of(step.key());
        return sent(session, enrollment).stream()
                .filter(message -> keys.contains(message.stepKey()))
                .findFirst();
    }

    private static List<OutgoingMessage> sent(StatelessSession session, Enrollment enrollment) {
        return OutgoingMessages.ofEnrollment(session, enrollment.id()).stream()
                .filter(message -> !message.isToCome())
                .toList();
    }

    private void had(OutgoingMessage message, ZoneId zone) {
        var title = engine.nextSteps()
                .names(session, cadence)
                .step(cadence, message.stepKey())
                .map(Step::title)
                .orElse(message.stepKey());
        var settledAt = message.settledAt();
        items.add(new Item(
                "sent",
                "sent",
                "accent",
                Moment.at(settledAt == null ? message.claimedAt() : settledAt, zone, now, texts),
                title,
                null,
                new Mail(
                        "had-" + message.id(),
                        "/messages/" + message.id(),
                        message.recipient(),
                        message.subject(),
                        null,
                        "quiet",
                        "")));
    }

    private void coming(List<NextSteps.Stop> course, List<Step> steps, ZoneId zone) {
        Set<String> told = course.stream().map(stop -> stop.step().key()).collect(Collectors.toSet());
        for (var stop : course) {
            switch (stop.planned()) {
                case Plan plan -> item(stop.step(), Moment.at(plan.at(), zone, now, texts), words(plan.reasons()));
                case Planned.Never(var why) -> item(stop.step(), null, words(List.of(why)));
            }
        }
        steps.stream()
                .filter(step -> !told.contains(step.key()))
                .forEach(step -> item(step, null, texts.say("studio.dates.after-that")));
    }

    private void item(Step step, @Nullable Moment at, String note) {
        var icon = step.type() == Step.Type.EMAIL ? "sent" : "task";
        items.add(new Item("planned", icon, "quiet", at, step.title(), note, null));
    }

    private String words(List<Sentence> reasons) {
        return reasons.stream()
                .map(reason -> Moment.sentence(reason, texts) + ".")
                .collect(Collectors.joining(" "));
    }
}
