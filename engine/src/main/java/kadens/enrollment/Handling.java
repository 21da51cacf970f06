package kadens.enrollment;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What a person does to a prospect and their ongoing enrollment, one or many at once. */
public final class Handling {

    private final Enrollments enrollments;
    private final Suppressing suppressing;
    private final InstantSource clock;

    public Handling(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.suppressing = new Suppressing(enrollments, clock);
        this.clock = clock;
    }

    /** What is done. */
    public enum Act {
        PAUSE,
        RESUME,
        STOP,
        ASSIGN,
        SUPPRESS;

        /** As in addresses and texts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Act> of(@Nullable String word) {
            return Stream.of(values()).filter(act -> act.word().equals(word)).findFirst();
        }
    }

    /** What came of it for one prospect: done, or why nothing was changed. */
    public enum Came {
        DONE,
        NOT_ENROLLED,
        NOT_RUNNING,
        NOT_RESTING,
        ALREADY;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param ownerId for {@link Act#ASSIGN}: whose they shall be; null: everybody's */
    public Came handle(StatelessSession session, Act act, Prospect prospect, @Nullable Long ownerId) {
        return switch (act) {
            case PAUSE -> ongoing(session, prospect).map(found -> pause(session, found)).orElse(Came.NOT_ENROLLED);
            case RESUME -> ongoing(session, prospect).map(found -> resume(session, found)).orElse(Came.NOT_ENROLLED);
            case STOP -> ongoing(session, prospect).map(found -> stop(session, found)).orElse(Came.NOT_ENROLLED);
            case ASSIGN -> assign(session, prospect, ownerId);
            case SUPPRESS -> suppress(session, prospect);
        };
    }

    private Optional<Enrollment> ongoing(StatelessSession session, Prospect prospect) {
        return enrollments.ongoingOf(session, prospect.id()).filter(found -> found.state().ongoing());
    }

    private Came pause(StatelessSession session, Enrollment enrollment) {
        if (enrollment.state() != State.ACTIVE && enrollment.state() != State.WAITING) {
            return Came.NOT_RUNNING;
        }
        enrollments.pause(session, enrollment, null, Sentence.of("timeline.paused-by-hand"), Evidence.NONE);
        return Came.DONE;
    }

    private Came resume(StatelessSession session, Enrollment enrollment) {
        if (enrollment.state() != State.PAUSED && enrollment.state() != State.HELD) {
            return Came.NOT_RESTING;
        }
        enrollments.resume(session, enrollment, Sentence.of("timeline.resumed-by-hand"));
        return Came.DONE;
    }

    private Came stop(StatelessSession session, Enrollment enrollment) {
        enrollments.stop(
                session, enrollment, StopReason.BY_HAND, Sentence.of("timeline.stopped-by-hand"), Evidence.NONE);
        return Came.DONE;
    }

    private Came assign(StatelessSession session, Prospect prospect, @Nullable Long ownerId) {
        if (Objects.equals(prospect.ownerId(), ownerId)) {
            return Came.ALREADY;
        }
        Prospects.assign(session, prospect, ownerId, clock.instant());
        return Came.DONE;
    }

    private Came suppress(StatelessSession session, Prospect prospect) {
        var there = Suppressions.ofAddress(session, prospect.email()).isPresent();
        suppressing.add(session, prospect.email(), "by-hand");
        var stopped = suppressing.stopSome(session, prospect.email(), "by-hand", 1);
        return there && stopped == 0 ? Came.ALREADY : Came.DONE;
    }
}
