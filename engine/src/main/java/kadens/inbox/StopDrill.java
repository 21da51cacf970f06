package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import kadens.enrollment.Enrollments;
import kadens.inbox.Rehearsal.Played;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import kadens.store.Database;

/**
 * Proves that what comes back to a mailbox stops an enrollment: an answer, one from another address, an out-of-office
 * and a bounce. Kadens puts them in by itself, or people send them from elsewhere.
 */
public final class StopDrill {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Mailbox mailbox;
    private final ServerUrl imap;
    private final Rehearsal rehearsal;
    private final InstantSource clock;

    public StopDrill(Mailbox mailbox, ServerUrl imap, Database database, Enrollments enrollments, InstantSource clock) {
        this.mailbox = mailbox;
        this.imap = imap;
        this.rehearsal = new Rehearsal(database, enrollments, clock);
        this.clock = clock;
    }

    /** Hears of each thing that was tried. */
    public interface Listener {
        void hears(String step, boolean ok, Sentence says);
    }

    /** Somebody who has another address, and does there what they are told. */
    public interface Partner {

        /** Where they are written to, in lower case. */
        String address();

        /** Sends them, or another address, a mail with this Message-ID; why that failed, or empty. */
        Optional<Sentence> write(String to, String messageId);

        /** Tells what they are to do before a mail is sent, and returns when it is done. */
        void prepare(Sentence what);

        /** Tells what they are to do now that a mail is sent. */
        void act(Sentence what);
    }

    /**
     * Puts each trial mail into the inbox, tells what a run would make of it, and takes it out again.
     *
     * @param probeId the Message-ID of a mail that the mailbox has sent, without angle brackets
     * @return whether each was understood and would have the effect that it must have
     */
    public boolean byItself(String probeId, Listener listener) {
        try (var inbox = new TrialInbox(mailbox, imap, rehearsal)) {
            return put(inbox, probeId, listener) && playAndClear(inbox, listener);
        } catch (MessagingException e) {
            listener.hears("stop-drill", false, ServerTrouble.sentence(imap, e));
            return false;
        }
    }

    /**
     * Lets a partner answer in earnest, so that the way of the mail is tried as well.
     *
     * @param patience how long to wait for each answer
     */
    public boolean withPartner(Partner partner, Duration patience, Listener listener) {
        try (var inbox = new TrialInbox(mailbox, imap, rehearsal)) {
            var right = true;
            for (var trial : TrialMail.values()) {
                right &= ask(inbox, trial, partner, patience, listener);
            }
            return right;
        } catch (MessagingException e) {
            listener.hears("stop-drill", false, ServerTrouble.sentence(imap, e));
            return false;
        }
    }

    private boolean put(TrialInbox inbox, String probeId, Listener listener) {
        try {
            for (var trial : TrialMail.values()) {
                inbox.put(trial, probeId, clock.instant());
            }
            return true;
        } catch (MessagingException e) {
            listener.hears("put", false, Sentence.of("stop-drill.not-put", ServerTrouble.sentence(imap, e)));
            return false;
        }
    }

    private boolean playAndClear(TrialInbox inbox, Listener listener) throws MessagingException {
        var right = true;
        try {
            for (var trial : TrialMail.values()) {
                right &= tell(trial, await(SEEN_WITHIN, () -> inbox.play(trial)), SEEN_WITHIN, listener);
            }
        } finally {
            var says = inbox.clear() ? "stop-drill.cleared" : "stop-drill.left";
            listener.hears("clear", true, Sentence.of(says, mailbox.address()));
        }
        return right;
    }

    private boolean ask(TrialInbox inbox, TrialMail trial, Partner partner, Duration patience, Listener listener)
            throws MessagingException {
        var to = trial == TrialMail.BOUNCE ? nobodyNear(partner.address()) : partner.address();
        if (trial == TrialMail.OUT_OF_OFFICE) {
            partner.prepare(Sentence.of("stop-drill.switch-on", to));
        }
        var probeId = UUID.randomUUID() + ".kadens-probe@" + mailbox.domain();
        var since = clock.instant();
        var refused = partner.write(to, probeId);
        if (refused.isPresent()) {
            var atOnce = trial == TrialMail.BOUNCE;
            var says = atOnce ? "stop-drill.refused-at-once" : "stop-drill.not-sent";
            listener.hears(trial.word(), atOnce, Sentence.of(says, to, refused.get()));
            return atOnce;
        }
        partner.act(Sentence.of("stop-drill.do." + trial.word(), to));
        return tell(trial, await(patience, () -> inbox.playAnswer(to, probeId, since)), patience, listener);
    }

    /** An address that nobody has: its server must say so. */
    private static String nobodyNear(String address) {
        var name = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
        return (name + address.substring(address.lastIndexOf('@'))).toLowerCase(Locale.ROOT);
    }

    private static boolean tell(TrialMail trial, Optional<Played> seen, Duration waited, Listener listener) {
        if (seen.isEmpty()) {
            listener.hears(trial.word(), false, Sentence.of("stop-drill.not-seen", waited.toSeconds()));
            return false;
        }
        var played = seen.get();
        var right = trial.isRight(played);
        listener.hears(trial.word(), right, sentence(played));
        return right;
    }

    private static Sentence sentence(Played played) {
        var by = played.matchedBy();
        var reason = played.reason();
        var state = "stop-drill.then." + played.state().word();
        return Sentence.of(
                by == null ? "stop-drill.unmatched" : "stop-drill.judged",
                played.folder(),
                played.outcome() == null ? played.verdict() : played.verdict() + ", " + played.outcome(),
                played.evidence().isEmpty() ? "" : played.evidence().getFirst().sentence(),
                reason == null ? Sentence.of(state, "") : Sentence.of(state, reason),
                by == null ? "" : by);
    }

    private interface Look {
        Optional<Played> now() throws MessagingException;
    }

    private static Optional<Played> await(Duration patience, Look look) throws MessagingException {
        var end = System.nanoTime() + patience.toNanos();
        var seen = look.now();
        while (seen.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            seen = look.now();
        }
        return seen;
    }
}
