package kadens.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.enrollment.State;
import kadens.enrollment.StepValues;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.team.People;
import kadens.template.Contract;
import kadens.template.Rendering.Unrenderable;
import kadens.template.Templates;
import kadens.template.Values;
import org.hibernate.StatelessSession;

/**
 * Holds those who lack a value that a saved template asks for in a step to come, long before that step is due.
 *
 * <p>Looks again when what a cadence needs has changed, and once after each start. A file that is broken asks for
 * nothing: it holds those whose step is due, and nobody else.
 */
final class LookingAhead {

    private static final int CHUNK = 500;

    /** What each email step of a mailbox's cadence needed when its enrollments were last looked at. */
    private final Map<Place, Map<String, Set<String>>> looked = new ConcurrentHashMap<>();

    private final Cadences cadences;
    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final Templates templates;
    private final StepValues values;

    LookingAhead(
            Cadences cadences, Enrollments enrollments, NextSteps nextSteps, Templates templates, StepValues values) {
        this.cadences = cadences;
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.templates = templates;
        this.values = values;
    }

    private record Place(long mailboxId, String cadence) {}

    /** Whether nothing has changed since it was looked. */
    boolean hasNone(StatelessSession session, long mailboxId) {
        return changed(session, mailboxId).isEmpty();
    }

    void holdLacking(Lease lease) {
        var mailboxId = lease.mailbox().id();
        for (var cadence : lease.transact(session -> changed(session, mailboxId))) {
            var needs = needs(cadence); // before it is looked: what is saved meanwhile is looked at the next time
            holdLacking(lease, cadence);
            looked.put(new Place(mailboxId, cadence.name()), needs);
        }
    }

    private List<Cadence> changed(StatelessSession session, long mailboxId) {
        return active(session, mailboxId).stream()
                .map(cadences::find)
                .filter(Cadence.class::isInstance)
                .map(Cadence.class::cast)
                .filter(cadence -> !needs(cadence).equals(looked.get(new Place(mailboxId, cadence.name()))))
                .toList();
    }

    /** The step to come, if any, that can't be written for the lack of a value, told as a hold. */
    Optional<Sentence> lacking(StatelessSession session, Enrollment enrollment, NextSteps.Found next) {
        var account = Prospects.accountOf(session, next.prospect());
        var sender = People.get(session, next.mailbox().ownerId());
        var all = values.of(next.prospect(), account, sender, next.mailbox(), enrollment.unsubscribeToken());
        return lacking(session, enrollment, next.cadence(), all);
    }

    private Optional<Sentence> lacking(
            StatelessSession session, Enrollment enrollment, Cadence cadence, Values values) {
        return Contract.of(templates, cadence).lacking(values).isEmpty()
                ? Optional.empty()
                : nextSteps.coming(session, enrollment, cadence).stream()
                        .flatMap(step -> lacking(cadence, step, values).stream())
                        .findFirst();
    }

    private Optional<Sentence> lacking(Cadence cadence, Step step, Values values) {
        return !Contract.of(templates, cadence, List.of(step)).lacking(values).isEmpty()
                        && templates.render(cadence, step, values) instanceof Unrenderable(var problem)
                ? Optional.of(Sentence.of("hold.step-broken", step.title(), problem.toString()))
                : Optional.empty();
    }

    private Map<String, Set<String>> needs(Cadence cadence) {
        var needs = new HashMap<String, Set<String>>();
        cadence.steps()
                .forEach(step -> needs.put(
                        step.key(),
                        Contract.of(templates, cadence, List.of(step)).needed()));
        return needs;
    }

    private void holdLacking(Lease lease, Cadence cadence) {
        var contract = Contract.of(templates, cadence);
        var after = 0L;
        while (after >= 0) {
            var from = after;
            after = lease.transact(session -> holdLacking(session, lease, cadence, contract, from));
        }
    }

    /** Answers the last id it looked at; -1 where there are no more. */
    private long holdLacking(StatelessSession session, Lease lease, Cadence cadence, Contract contract, long after) {
        var mailbox = lease.mailbox();
        var sender = People.get(session, mailbox.ownerId());
        var chunk = chunk(session, mailbox.id(), cadence.name(), after);
        for (var row : chunk) {
            var values = this.values.of((Prospect) row[1], (Account) row[2], sender, mailbox, "preview");
            if (!contract.lacking(values).isEmpty()) {
                enrollments
                        .locked(session, (Long) row[0])
                        .filter(enrollment -> enrollment.state() == State.ACTIVE)
                        .ifPresent(enrollment -> lacking(session, enrollment, cadence, values)
                                .ifPresent(why -> enrollments.hold(session, enrollment, why, Evidence.NONE)));
            }
        }
        return chunk.size() < CHUNK ? -1 : (Long) chunk.getLast()[0];
    }

    /** Rides enrollment_turn. */
    private static List<String> active(StatelessSession session, long mailboxId) {
        return session.createNativeQuery(
                        "SELECT DISTINCT cadence FROM enrollment WHERE mailbox_id = :mailbox AND state = 'active'",
                        String.class)
                .setParameter("mailbox", mailboxId)
                .getResultList();
    }

    private static List<Object[]> chunk(StatelessSession session, long mailboxId, String cadence, long after) {
        return session.createSelectionQuery(
                        "select e.id, p, a from Enrollment e join Prospect p on p.id = e.prospectId"
                                + " left join Account a on a.id = p.accountId where e.mailboxId = :mailbox"
                                + " and e.cadence = :cadence and e.state = ACTIVE and e.id > :after order by e.id",
                        Object[].class)
                .setParameter("mailbox", mailboxId)
                .setParameter("cadence", cadence)
                .setParameter("after", after)
                .setMaxResults(CHUNK)
                .getResultList();
    }
}
