package kadens.enrollment;

import java.util.List;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome.Enrolled;
import kadens.enrollment.EnrollOutcome.NotEnrolled;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.People;
import kadens.template.Templates;
import org.hibernate.StatelessSession;

/** Starting prospects on a cadence, after every check that would otherwise stop them on the way. */
public final class Enrolling {

    private final Enrollments enrollments;
    private final Templates templates;
    private final StepValues values;

    public Enrolling(Enrollments enrollments, Templates templates, StepValues values) {
        this.enrollments = enrollments;
        this.templates = templates;
        this.values = values;
    }

    /**
     * Enrolls one prospect, or says why not.
     *
     * @param again whether somebody who has been through this cadence may go through it once more
     */
    public EnrollOutcome enroll(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox, boolean again) {
        return objection(session, prospect, cadence, mailbox, again)
                .<EnrollOutcome>map(why -> new NotEnrolled(prospect.email(), why))
                .orElseGet(() -> new Enrolled(enrollments.start(session, prospect, cadence, mailbox)));
    }

    /** What {@link #enroll} would object to; empty where it would enroll. */
    public Optional<Sentence> objection(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox, boolean again) {
        return suppressed(session, prospect)
                .or(() -> elsewhere(session, prospect, cadence, again))
                .or(() -> unwritable(session, prospect, cadence, mailbox));
    }

    private static Optional<Sentence> suppressed(StatelessSession session, Prospect prospect) {
        return Suppressions.forbidding(session, prospect.email())
                .map(found -> Sentence.of("enroll.suppressed", found.target(), found.reason()));
    }

    private Optional<Sentence> elsewhere(StatelessSession session, Prospect prospect, Cadence cadence, boolean again) {
        List<Enrollment> all = enrollments.ofProspect(session, prospect.id());
        var ongoing = all.stream().filter(each -> each.state().ongoing()).findFirst();
        if (ongoing.isPresent()) {
            return Optional.of(Sentence.of("enroll.ongoing", ongoing.get().cadence()));
        }
        return again || all.stream().noneMatch(each -> each.cadence().equals(cadence.name()))
                ? Optional.empty()
                : Optional.of(Sentence.of("enroll.been-through", cadence.name()));
    }

    private Optional<Sentence> unwritable(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox) {
        var sender = People.get(session, mailbox.ownerId());
        var account = Prospects.accountOf(session, prospect);
        return templates.check(cadence, values.of(prospect, account, sender, mailbox, "preview")).stream()
                .findFirst()
                .map(problem -> Sentence.of("enroll.unwritable", problem.toString()));
    }
}
