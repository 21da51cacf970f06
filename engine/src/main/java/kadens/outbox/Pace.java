package kadens.outbox;

import java.time.Instant;
import java.util.Optional;
import kadens.enrollment.SentMails;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.plan.Capacity;
import kadens.plan.Capacity.Full;
import org.hibernate.StatelessSession;

/** What a mailbox may send now, by its limits and by what has left it, in words. */
public final class Pace {

    private Pace() {}

    /** What keeps the mailbox from sending one more mail now; empty when nothing does. */
    public static Optional<Sentence> holds(StatelessSession session, Mailbox mailbox, Instant now) {
        return capacity(mailbox)
                .full(SentMails.from(session, mailbox.id()), now)
                .map(full -> sentence(full, mailbox));
    }

    /** What keeps it from writing to one more person for the first time, beside {@link #holds}. */
    static Optional<Sentence> holdsOpeners(StatelessSession session, Mailbox mailbox, Instant now) {
        return capacity(mailbox)
                .fullForOpeners(SentMails.openersFrom(session, mailbox.id()), now)
                .map(full -> sentence(full, mailbox));
    }

    /** How many mails may leave now, {@code max} at most, where nothing holds them. */
    static int places(StatelessSession session, Mailbox mailbox, Instant now, int max) {
        return capacity(mailbox).places(SentMails.from(session, mailbox.id()), now, max);
    }

    /** How many of them may be written to somebody for the first time. */
    static int openerPlaces(StatelessSession session, Mailbox mailbox, Instant now, int max) {
        return capacity(mailbox).openerPlaces(SentMails.openersFrom(session, mailbox.id()), now, max);
    }

    private static Capacity capacity(Mailbox mailbox) {
        return new Capacity(mailbox.limits(), mailbox.firstSentAt(), mailbox.nextSendAt());
    }

    private static Sentence sentence(Full full, Mailbox mailbox) {
        var until = full.until().atZone(mailbox.timeZone());
        return switch (full.limit()) {
            case CAP -> Sentence.of("pace.cap", mailbox.address(), full.max(), until);
            case OPENERS -> Sentence.of("pace.openers", mailbox.address(), full.max(), until);
            case GAP -> Sentence.of("pace.gap", mailbox.address(), until);
            case MINUTE -> Sentence.of("pace.minute", mailbox.address(), full.max(), until);
        };
    }
}
