package kadens.outbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.enrollment.SentMails;
import kadens.language.Sentence;
import kadens.plan.Allowance;
import kadens.plan.NotBefore;
import kadens.plan.Sendings;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.team.Organization;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How many mails a company and a recipient domain get in any 24 hours, from all mailboxes together.
 *
 * <p>A claim locks them first: what is counted then stays so until the claim is stored, and two mailboxes never take the
 * last place both.
 */
final class RecipientCaps {

    private RecipientCaps() {}

    /** Waits for other claims of mails to the same company or domain, and keeps further ones waiting. */
    static void lock(StatelessSession session, Prospect prospect) {
        var organization = Organization.get(session);
        if (organization.companyCap() != null && prospect.accountId() != null) {
            session.get(Account.class, prospect.accountId(), LockMode.PESSIMISTIC_WRITE);
        }
        if (organization.domainCap() != null) {
            // Inserting locks the row, or waits for who holds it.
            session.createNativeMutationQuery("INSERT INTO recipient_domain (domain) VALUES (:domain)"
                            + " ON DUPLICATE KEY UPDATE domain = VALUES(domain)")
                    .setParameter("domain", prospect.domain())
                    .executeUpdate();
        }
    }

    /** What keeps a mail to this prospect back now; empty where nothing does. */
    static Optional<NotBefore> full(StatelessSession session, Prospect prospect, Instant now) {
        var organization = Organization.get(session);
        var account = prospect.accountId();
        var company = account == null
                ? Optional.<NotBefore>empty()
                : full(organization.companyCap(), SentMails.toCompany(session, account), "pace.company", now);
        var domain = full(organization.domainCap(), SentMails.toDomain(session, prospect.domain()), "pace.domain", now);
        return Stream.of(company, domain).flatMap(Optional::stream).max(Comparator.comparing(NotBefore::at));
    }

    private static Optional<NotBefore> full(@Nullable Integer cap, Sendings sendings, String key, Instant now) {
        return cap == null
                ? Optional.empty()
                : Allowance.aDay(cap)
                        .usedUpUntil(sendings, now)
                        .map(until -> new NotBefore(until, Sentence.of(key, cap)));
    }
}
