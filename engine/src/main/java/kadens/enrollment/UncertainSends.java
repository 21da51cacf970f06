package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import org.hibernate.StatelessSession;

/**
 * Mails of which nobody knows whether they left. Each is settled by a sign of it, by the mailbox's policy or by a person;
 * until then its enrollment sends nothing, and nothing is ever sent again unasked.
 *
 * <p>The enrollments handed in are locked.
 */
public final class UncertainSends {

    /**
     * How long a sign is waited for before the policy decides. Servers file their copy within seconds, and most bounces
     * come within minutes; longer would hold the next step up for nothing.
     */
    public static final Duration GRACE = Duration.ofMinutes(15);

    private final Enrollments enrollments;
    private final InstantSource clock;

    public UncertainSends(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** The message was handed over and no answer heard. */
    public void begin(
            StatelessSession session, Enrollment enrollment, OutgoingMessage message, String title, String what) {
        var now = clock.instant();
        var until = now.plus(GRACE);
        message.settleBy = until;
        OutgoingMessages.settle(session, message, Delivery.UNCERTAIN, what, now);
        enrollments.awaitSign(session, enrollment, message, Sentence.of("send.uncertain", title, what), until);
    }

    /** It is known to have left. One that is certain already changes nothing. */
    public void arrived(StatelessSession session, Enrollment enrollment, OutgoingMessage known, Sentence how) {
        var message = OutgoingMessages.byId(session, known.id()).orElseThrow();
        if (message.delivery != Delivery.UNCERTAIN) {
            return;
        }
        var waited = message.settleBy != null || message.sendAgain;
        message.delivery = Delivery.SENT; // it counts from when it left, not from now
        over(session, message);
        SentCopies.want(session, message, clock.instant());
        if (waited) {
            enrollments.signCame(session, enrollment, message, how);
        } else {
            enrollments.note(session, enrollment, TimelineEntry.Kind.NOTE, how, Evidence.message(message.id()));
        }
    }

    /** Its sender, who was taken for dead, tells that the server never got it: it goes out, where that is still waited for. */
    public void neverLeft(StatelessSession session, Enrollment enrollment, OutgoingMessage known) {
        var message = OutgoingMessages.byId(session, known.id()).orElseThrow();
        if (message.delivery == Delivery.UNCERTAIN && message.settleBy != null && !message.resent) {
            again(session, enrollment, message, Sentence.of("uncertain.never-left", message.subject()));
        }
    }

    /** No sign has come; it is taken as sent, and stays uncertain until one does. */
    public void assumeSent(StatelessSession session, Enrollment enrollment, OutgoingMessage message) {
        over(session, message);
        enrollments.signCame(session, enrollment, message, Sentence.of("uncertain.assumed", message.subject()));
    }

    /** The same bytes go out once more under the same Message-ID, by the checks that every mail passes. */
    public void again(StatelessSession session, Enrollment enrollment, OutgoingMessage message, Sentence why) {
        over(session, message);
        message.sendAgain = true;
        new OutgoingMessageRows_(session).update(message);
        enrollments.sendAgain(session, enrollment, message, why);
    }

    /** A person has to say what becomes of it. */
    public void ask(StatelessSession session, Enrollment enrollment, OutgoingMessage message) {
        if (enrollment.state() == State.HELD && enrollment.waitsForSign()) {
            return;
        }
        var why = Sentence.of("send.undecided", message.subject());
        enrollments.hold(session, enrollment, why, Evidence.message(message.id()));
    }

    /** Whether a person may have it sent again: nothing was sent after it, and it would come from the same address. */
    public static boolean mayGoAgain(StatelessSession session, Enrollment enrollment, OutgoingMessage message) {
        return message.delivery == Delivery.UNCERTAIN
                && !message.sendAgain
                && enrollment.state().ongoing()
                && enrollment.mailboxId() == message.mailboxId
                && OutgoingMessages.ofEnrollment(session, enrollment.id()).getLast().id == message.id;
    }

    /** A person lets the enrollment go on: what is waited for is taken as sent. */
    static void takeAsSent(StatelessSession session, Enrollment enrollment) {
        for (var message : new OutgoingMessageRows_(session).waitedForOf(enrollment.id())) {
            over(session, message);
            enrollment.stepDone(message.stepKey, message.claimedAt);
        }
    }

    /** Whether its time is up: the policy decides now. */
    public boolean isDue(OutgoingMessage message) {
        Instant settleBy = message.settleBy;
        return settleBy != null && !settleBy.isAfter(clock.instant());
    }

    private static void over(StatelessSession session, OutgoingMessage message) {
        message.settleBy = null;
        message.sendAgain = false;
        new OutgoingMessageRows_(session).update(message);
    }
}
