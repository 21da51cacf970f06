package kadens.inbox;

import java.time.Instant;
import java.util.Set;
import kadens.mailbox.Mailbox;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/**
 * Learns from where else a prospect writes, so that their next mail is known without a thread. Who only had our mail
 * forwarded, or is one of our own people, is not the prospect.
 */
final class OtherAddresses {

    /** What the program of somebody who got our mail puts into an answer by itself. */
    private static final Set<String> CERTAIN = Set.of("thread", "token");

    private OtherAddresses() {}

    static void learn(
            StatelessSession session,
            Mailbox mailbox,
            IncomingMail mail,
            Verdict verdict,
            Match.Found found,
            long inboundId,
            Instant now) {
        if (verdict instanceof Verdict.Reply && CERTAIN.contains(found.by()) && !isOurs(session, mailbox, mail)) {
            var prospect = Prospects.get(session, found.enrollment().prospectId());
            ProspectAddresses.learn(session, prospect, mail.fromAddress(), found.by(), inboundId, now);
        }
    }

    /** Whether somebody of our own company wrote it. */
    static boolean isOurs(StatelessSession session, Mailbox mailbox, IncomingMail mail) {
        var domain = mail.fromDomain();
        return domain.equals(mailbox.domain()) && !Prospects.isOpenToEverybody(domain)
                || session.createSelectionQuery("select count(*) from Mailbox where address = :address", Long.class)
                                .setParameter("address", mail.fromAddress())
                                .getSingleResult()
                        > 0;
    }
}
