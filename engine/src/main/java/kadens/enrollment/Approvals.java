package kadens.enrollment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.language.Sentence;
import kadens.team.Person;
import kadens.template.Templates;
import org.hibernate.StatelessSession;

/** Which contents of steps somebody approved who may: nothing else of a cadence that requires it goes out. */
public final class Approvals {

    private final Templates templates;

    public Approvals(Templates templates) {
        this.templates = templates;
    }

    /** Who approved a step's contents as they are now, and when. */
    public record Approval(String by, Instant at) {}

    /** The approval of what the step says now; empty where there is none. */
    public Optional<Approval> of(StatelessSession session, Cadence cadence, Step step) {
        return templates
                .version(cadence, step)
                .flatMap(version -> session.createNativeQuery("""
                        SELECT p.name, a.approved_at FROM approval a JOIN person p ON p.id = a.person_id
                        WHERE a.cadence = :cadence AND a.step_key = :step AND a.version = :version
                        """, Object[].class)
                        .setParameter("cadence", cadence.name())
                        .setParameter("step", step.key())
                        .setParameter("version", version)
                        .getResultStream()
                        .map(row -> new Approval((String) row[0], ((LocalDateTime) row[1]).toInstant(ZoneOffset.UTC)))
                        .findFirst());
    }

    /** Why the step may not go out yet; empty where it may. */
    public Optional<Sentence> lacking(StatelessSession session, Cadence cadence, Step step) {
        return step.type() == Step.Type.EMAIL
                        && cadence.needsApproval()
                        && of(session, cadence, step).isEmpty()
                ? Optional.of(Sentence.of("hold.not-approved", step.title(), cadence.name(), step.key()))
                : Optional.empty();
    }

    /** The steps of a cadence that may not go out yet. */
    public List<Step> waiting(StatelessSession session, Cadence cadence) {
        return cadence.steps().stream()
                .filter(step -> lacking(session, cadence, step).isPresent())
                .toList();
    }

    /**
     * Approves what the step says now; who approved it first stays named.
     *
     * @return whether there is anything to approve: a file that can't be read can't be
     */
    public boolean approve(StatelessSession session, Cadence cadence, Step step, Person by, Instant now) {
        var version = templates.version(cadence, step);
        version.ifPresent(approved -> session.createNativeMutationQuery(
                        "INSERT IGNORE INTO approval VALUES (:cadence, :step, :version, :person, :now)")
                .setParameter("cadence", cadence.name())
                .setParameter("step", step.key())
                .setParameter("version", approved)
                .setParameter("person", by.id())
                .setParameter("now", now)
                .executeUpdate());
        return version.isPresent();
    }
}
