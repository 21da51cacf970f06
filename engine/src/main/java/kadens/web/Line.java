package kadens.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import kadens.cadence.Cadence;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Worklist;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment as a line of a list.
 *
 * @param step which of how many is to come, or null
 * @param when the next time, or that of the last change
 * @param whenLabel what the time is
 * @param why the reason, in a sentence
 * @param fresh whether it changed a moment ago
 */
record Line(
        long id,
        String name,
        String company,
        String cadence,
        @Nullable String step,
        StateView state,
        @Nullable Moment when,
        String whenLabel,
        String why,
        boolean fresh) {

    /** Makes lines of one page's rows. */
    record Writer(Engine engine, Texts texts, Instant now, Duration freshFor) {

        Line line(Worklist.Line row, @Nullable Mailbox mailbox) {
            var enrollment = row.enrollment();
            var account = row.account();
            var company = account == null ? null : account.name();
            var zone = Zones.of(engine, row.prospect(), mailbox);
            var next = nextAt(enrollment);
            return new Line(
                    enrollment.id(),
                    row.prospect().displayName(),
                    Objects.requireNonNullElse(company, row.prospect().email()),
                    title(enrollment),
                    step(enrollment),
                    StateView.of(enrollment, texts),
                    next == null
                            ? Moment.ago(enrollment.changedAt(), zone, now, texts)
                            : Moment.at(next, zone, now, texts),
                    texts.say("when." + enrollment.state().word()),
                    why(enrollment, texts),
                    enrollment.changedAt().isAfter(now.minus(freshFor)));
        }

        private static @Nullable Instant nextAt(Enrollment enrollment) {
            return enrollment.dueAt() == null ? enrollment.resumeAt() : enrollment.dueAt();
        }

        private String title(Enrollment enrollment) {
            return engine.cadences().find(enrollment.cadence()) instanceof Cadence cadence
                    ? cadence.title()
                    : enrollment.cadence();
        }

        private @Nullable String step(Enrollment enrollment) {
            var key = enrollment.stepKey();
            if (key == null
                    || !enrollment.state().ongoing()
                    || !(engine.cadences().find(enrollment.cadence()) instanceof Cadence cadence)) {
                return null;
            }
            return cadence.step(key)
                    .map(step -> texts.say(
                            "line.step",
                            cadence.steps().indexOf(step) + 1,
                            cadence.steps().size(),
                            step.title()))
                    .orElse(null);
        }
    }

    /** The reason for the state, or while active the first reason for the time of the next step. */
    static String why(Enrollment enrollment, Texts texts) {
        var reason = enrollment.reason();
        if (reason != null) {
            return Moment.sentence(reason, texts);
        }
        return enrollment.planReasons().stream()
                .findFirst()
                .map(first -> Moment.sentence(first, texts))
                .orElse("");
    }
}
