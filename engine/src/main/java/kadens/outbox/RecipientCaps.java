package kadens.outbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.enrollment.Facts;
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

    /** Whether there are any: who claims locks recipients then, and two who lock several each would wait for each other. */
    static boolean areKept(Organization organization) {
        return organization.companyCap() != null || organization.domainCap() != null;
    }

    /** The same as {@link #full}, once no other claim of a mail to the company or domain is open; further ones wait. */
    static Optional<NotBefore> fullWhenLocked(Facts facts, Prospect prospect, Instant now) {
        lock(facts.session(), facts.organization(), prospect);
        return full(facts, prospect, now);
    }

    /** What keeps a mail to this prospect back now; empty where nothing does. */
    static Optional<NotBefore> full(Facts facts, Prospect prospect, Instant now) {
        return full(facts.session(), facts.organization(), prospect, now);
    }

    private static void lock(StatelessSession session, Organization organization, Prospect prospect) {
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

    private static Optional<NotBefore> full(
            StatelessSession session, Organization organization, Prospect prospect, Instant now) {
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
