package kadens.inbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.enrollment.Undoing;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A person says what a mail is. What followed from the reading before is undone, as far as it is still that mail's doing,
 * and what follows from the new one is done. A correction can be corrected; the same one twice changes nothing.
 */
public final class Corrections {

    private final Enrollments enrollments;
    private final Effects effects;
    private final Undoing undoing;
    private final InstantSource clock;

    public Corrections(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.effects = new Effects(enrollments, clock);
        this.undoing = new Undoing(enrollments);
        this.clock = clock;
    }

    /**
     * Corrects a mail in this transaction.
     *
     * @return what a person should know beside: empty where all went as wished
     * @throws Refusal where there is no such mail, or nobody whom it could be about
     */
    public List<Sentence> correct(StatelessSession session, long inboundId, Correction to) {
        var inbound = session.get(Inbound.class, inboundId, LockMode.PESSIMISTIC_WRITE);
        if (inbound == null) {
            throw new Refusal("There is no received mail " + inboundId + ".");
        }
        if (inbound.doubtful
                && to.enrollmentId() == null
                && to.verdict() != null
                && InboundMails.concerned(session, inboundId).size() > 1) {
            throw new Refusal("The mail " + inboundId + " may be about several people. Say about whom it is.");
        }
        var about = to.enrollmentId() == null ? inbound.enrollmentId : to.enrollmentId();
        if (about == null) {
            throw new Refusal("Nobody knows whom the mail " + inboundId + " is about. Say so.");
        }
        var same = !inbound.doubtful && about.equals(inbound.enrollmentId);
        var was = inbound.taken();
        var before = inbound.doubtful ? Sentence.of("taken.doubtful") : inbound.words();
        var wasAbout = inbound.enrollmentId;
        rename(inbound, to.verdict(), about);
        if (same && sameEffects(was, to.verdict())) {
            new InboundRows_(session).update(inbound);
            return List.of();
        }
        var says = correct(session, inbound, to.verdict(), told(inbound, before));
        Conversations.recall(session, about);
        if (wasAbout != null && !wasAbout.equals(about)) {
            Conversations.recall(session, wasAbout);
        }
        return says;
    }

    private List<Sentence> correct(
            StatelessSession session, Inbound inbound, @Nullable Verdict verdict, Sentence told) {
        var why = Sentence.of("correction.goes-on", inbound.subject);
        var undone = undoing.undo(session, inbound.id, why);
        var addresses = Suppressions.takeBack(session, inbound.id);
        ProspectAddresses.forget(session, inbound.id);
        LateStops.forget(session, inbound);
        inbound.doubtful = false;
        new InboundRows_(session).update(inbound);

        var enrollment = ongoing(session, Objects.requireNonNull(inbound.enrollmentId));
        enrollments.note(session, enrollment, Kind.NOTE, told, Evidence.NONE);
        if (verdict != null) {
            effects.follow(session, enrollment, verdict, inbound, mailbox(session, inbound), null);
        }
        addresses.forEach(address -> suppressForOthers(session, address, inbound));
        undone.changed().forEach(changed -> catchUp(session, current(session, changed), inbound));
        return tell(session, undone);
    }

    private void rename(Inbound inbound, @Nullable Verdict verdict, long about) {
        if (inbound.correctedAt == null) {
            inbound.firstVerdict = inbound.verdict;
            inbound.firstOutcome = inbound.outcome;
        }
        if (!Objects.equals(inbound.enrollmentId, about)) {
            inbound.matchedBy = "by-hand";
            inbound.answers = null;
        }
        inbound.enrollmentId = about;
        inbound.correctedAt = clock.instant();
        inbound.takeFor(verdict);
    }

    /** What a person who answered wants changes nothing: they are no longer written to either way. */
    private static boolean sameEffects(@Nullable Verdict was, @Nullable Verdict is) {
        return Objects.equals(was, is) || was instanceof Verdict.Reply && is instanceof Verdict.Reply;
    }

    private static Sentence told(Inbound inbound, Sentence before) {
        return Sentence.of("correction.told", inbound.subject, inbound.fromAddress, before, inbound.words());
    }

    /** An address that another mail forbids as well stays forbidden. */
    private void suppressForOthers(StatelessSession session, String address, Inbound undone) {
        Prospects.byEmail(session, address)
                .flatMap(prospect -> new InboundRows_(session)
                        .forbidding(prospect.id(), undone.id).stream().findFirst())
                .ifPresent(other -> Suppressions.add(
                        session, address, Effects.suppressionReason(other.verdict), other.id, clock.instant()));
    }

    /** What came in meanwhile, and found an enrollment that was stopped or held already, has its effect now. */
    private void catchUp(StatelessSession session, Enrollment enrollment, Inbound undone) {
        for (var id : undoing.withoutChange(session, enrollment)) {
            if (id == undone.id || !enrollment.state().ongoing()) {
                continue;
            }
            var other = new InboundRows_(session).byId(id).orElseThrow();
            var verdict = other.taken();
            if (other.doubtful) {
                effects.doubt(session, enrollment, other);
            } else if (!Objects.equals(other.enrollmentId, enrollment.id())) {
                effects.asColleague(session, enrollment, other);
            } else if (verdict != null) {
                effects.follow(session, enrollment, verdict, other, mailbox(session, other), null);
            }
        }
    }

    /** An answer to what has ended is one to what the prospect is in now. */
    private Enrollment ongoing(StatelessSession session, long enrollmentId) {
        var named = enrollments.locked(session, enrollmentId).orElseThrow();
        return named.state().ongoing()
                ? named
                : enrollments.ongoingOf(session, named.prospectId()).orElse(named);
    }

    /** It may have been changed in this transaction since. */
    private Enrollment current(StatelessSession session, Enrollment enrollment) {
        return enrollments.locked(session, enrollment.id()).orElseThrow();
    }

    private List<Sentence> tell(StatelessSession session, Undoing.Undone undone) {
        var says = new ArrayList<Sentence>();
        for (var enrollment : undone.elsewhere()) {
            var name = Prospects.get(session, enrollment.prospectId()).displayName();
            var stays = Sentence.of("correction.elsewhere", name);
            enrollments.note(session, enrollment, Kind.NOTE, stays, Evidence.NONE);
            says.add(stays);
        }
        return says;
    }

    private static Mailbox mailbox(StatelessSession session, Inbound inbound) {
        return Objects.requireNonNull(session.get(Mailbox.class, inbound.mailboxId));
    }
}
