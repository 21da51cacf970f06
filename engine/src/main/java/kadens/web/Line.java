package kadens.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import kadens.cadence.Cadence;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Worklist;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Pace;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment as a line of a list.
 *
 * @param step which of how many is to come, or null
 * @param when the next time, or that of the last change
 * @param whenLabel what the time is
 * @param late whether that time has passed and nothing has gone out yet
 * @param why the reason, in a sentence
 * @param fresh whether it changed a moment ago
 */
public record Line(
        long id,
        String name,
        String company,
        String cadence,
        @Nullable String step,
        StateView state,
        @Nullable Moment when,
        String whenLabel,
        boolean late,
        String why,
        boolean fresh) {

    /**
     * Makes lines of one page's rows.
     *
     * @param holds what keeps a mailbox from sending one more now, or null
     * @param stands why nothing of a cadence leaves now, or null
     */
    public record Writer(
            Engine engine,
            Texts texts,
            Instant now,
            Duration freshFor,
            Function<Mailbox, @Nullable String> holds,
            Function<String, @Nullable String> stands) {

        /** What holds a mailbox and what a cadence waits for is asked once a page. */
        public static Writer of(
                Engine engine, StatelessSession session, Texts texts, Instant now, Duration freshFor) {
            var held = new HashMap<Long, Optional<String>>();
            var standing = new HashMap<String, Optional<String>>();
            return new Writer(
                    engine,
                    texts,
                    now,
                    freshFor,
                    mailbox -> held.computeIfAbsent(
                                    mailbox.id(),
                                    _ -> Optional.ofNullable(Line.holds(engine, session, mailbox, now, texts)))
                            .orElse(null),
                    cadence -> standing.computeIfAbsent(
                                    cadence, _ -> Optional.ofNullable(Line.stands(engine, session, cadence, texts)))
                            .orElse(null));
        }

        /** For lines of which none is marked as fresh. */
        public static Writer plain(Engine engine, StatelessSession session, Texts texts, Instant now) {
            return of(engine, session, texts, now, Duration.ZERO);
        }

        /** One row. @param mailbox null where it is gone */
        public Line line(Worklist.Line row, @Nullable Mailbox mailbox) {
            var enrollment = row.enrollment();
            var account = row.account();
            var company = account == null ? null : account.name();
            var zone = Zones.of(engine, row.prospect(), mailbox);
            var next = nextAt(enrollment);
            var late = next != null && next.isBefore(now);
            var held = late ? held(enrollment, mailbox) : null;
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
                    texts.say(late ? "when.late" : "when." + enrollment.state().word()),
                    late,
                    late && held != null ? held : why(enrollment, texts),
                    enrollment.changedAt().isAfter(now.minus(freshFor)));
        }

        private @Nullable String held(Enrollment enrollment, @Nullable Mailbox mailbox) {
            var ofMailbox = mailbox == null ? null : holds.apply(mailbox);
            return ofMailbox == null ? stands.apply(enrollment.cadence()) : ofMailbox;
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

    /** What keeps a mailbox from sending one more now; null when nothing does. */
    public static @Nullable String holds(Engine engine, StatelessSession session, Mailbox mailbox, Instant now, Texts texts) {
        return engine.fence()
                .standing(session)
                .why()
                .or(() -> Mailboxes.mayNotSend(session, mailbox))
                .or(() -> Pace.holds(session, mailbox, now))
                .map(why -> Moment.sentence(why, texts))
                .orElse(null);
    }

    /** Why nothing of a cadence leaves now, by a person's wish or for refusals; null when it does. */
    public static @Nullable String stands(Engine engine, StatelessSession session, String cadence, Texts texts) {
        return CadencePauses.why(session, cadence, engine.organizationZone()).stream()
                .findFirst()
                .map(why -> Moment.sentence(why, texts))
                .orElse(null);
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
