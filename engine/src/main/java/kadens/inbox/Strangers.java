package kadens.inbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;

/**
 * Of mails that are taken in together, tells those that can be about nobody here: a few look-ups for all of them find out
 * what the {@link Matcher} would find out by some for each. It asks for less than the Matcher does, and never for
 * a verdict: a mail that it lets pass is nobody's by every rule there, whatever it would be taken for. All others go through
 * those rules one by one.
 */
final class Strangers {

    /** A bounce can name hundreds: those are looked up for it alone. */
    private static final int IDS_MAX = 50;

    private final StatelessSession session;
    private final Mailbox mailbox;
    private final Map<Judged, Keys> left = new IdentityHashMap<>();

    private Strangers(StatelessSession session, Mailbox mailbox, List<Judged> mails) {
        this.session = session;
        this.mailbox = mailbox;
        mails.stream().filter(each -> namesLittle(each.mail())).forEach(each -> left.put(each, Keys.of(each.mail())));
        left.values().removeIf(keys -> keys.ids.size() > IDS_MAX);
    }

    /** Those amongst the mails. One that comes alone is quicker looked up by the Matcher, and is none of them. */
    static Set<Judged> amongst(StatelessSession session, Mailbox mailbox, List<Judged> mails) {
        return mails.size() < 2 ? Set.of() : new Strangers(session, mailbox, mails).find();
    }

    /**
     * By what a mail may be about somebody.
     *
     * @param ids of mails that it names anywhere
     * @param addresses of its sender, and of whom a bounce might be about
     * @param domains by which the company of its sender may be known
     * @param subjects of the mails that it may quote
     */
    private record Keys(
            List<String> ids,
            List<String> addresses,
            List<String> domains,
            WeakEvidence.Name name,
            List<String> subjects) {

        static Keys of(IncomingMail mail) {
            return new Keys(
                    Stream.of(
                                    Stream.ofNullable(mail.messageId()),
                                    Matcher.named(mail).stream(),
                                    MessageIds.anywhereIn(mail.text()).stream())
                            .flatMap(Function.identity())
                            .distinct()
                            .toList(),
                    Stream.concat(Matcher.senders(mail).stream(), Bounces.possibleRecipients(mail))
                            .distinct()
                            .toList(),
                    WeakEvidence.companyDomains(mail),
                    WeakEvidence.Name.of(mail),
                    WeakEvidence.subjectsQuoted(mail));
        }

        Stream<String> named() {
            return Stream.of(ids, addresses, domains).flatMap(List::stream);
        }
    }

    private Set<Judged> find() {
        withoutNamed();
        withoutNamesakes();
        withoutQuotes();
        return left.keySet();
    }

    /** Neither our own, nor one that carries what only our mails have, nor too long for all that it names to be seen. */
    private boolean namesLittle(IncomingMail mail) {
        return !mail.fromAddress().equals(mailbox.address())
                && mail.linkTokens().isEmpty()
                && Traces.replyTokens(mail, mailbox).isEmpty()
                && MessageIds.isLookedThrough(mail.text());
    }

    /** One question for all. The columns are compared by their bytes, as keys here are. */
    private void withoutNamed() {
        if (left.isEmpty()) {
            return;
        }
        // Each IN rides a unique index or primary key, and the domains account_domain.
        var found = new HashSet<>(session.createNativeQuery("""
                        SELECT message_id FROM message WHERE message_id IN (:ids)
                        UNION ALL SELECT other_id FROM message_alias WHERE other_id IN (:ids)
                        UNION ALL SELECT message_id FROM answer WHERE message_id IN (:ids)
                        UNION ALL SELECT email FROM prospect WHERE email IN (:addresses)
                        UNION ALL SELECT address FROM prospect_address WHERE address IN (:addresses)
                        UNION ALL SELECT domain FROM account WHERE domain IN (:domains)""", String.class)
                .setParameterList("ids", all(Keys::ids))
                .setParameterList("addresses", all(Keys::addresses))
                .setParameterList("domains", all(Keys::domains))
                .getResultList());
        left.values().removeIf(each -> each.named().anyMatch(found::contains));
    }

    /** The database knows which letters are alike in a name: where it finds anybody, all who could be meant are looked up. */
    private void withoutNamesakes() {
        var names = left.values().stream()
                .map(Keys::name)
                .filter(WeakEvidence.Name::isTelling)
                .toList();
        if (!names.isEmpty() && WeakEvidence.Name.isAnybody(session, names)) {
            left.values().removeIf(keys -> keys.name.isTelling());
        }
    }

    private void withoutQuotes() {
        var subjects = all(Keys::subjects);
        if (!subjects.isEmpty() && isSubject(subjects)) {
            left.values().removeIf(keys -> !keys.subjects.isEmpty());
        }
    }

    private boolean isSubject(Collection<String> subjects) {
        // Rides message_subject.
        return !session.createNativeQuery(
                        "SELECT 1 FROM message WHERE mailbox_id = :mailbox AND subject IN (:subjects) LIMIT 1",
                        Integer.class)
                .setParameter("mailbox", mailbox.id())
                .setParameterList("subjects", subjects)
                .getResultList()
                .isEmpty();
    }

    private Collection<String> all(Function<Keys, List<String>> keysOf) {
        var keys = new HashSet<String>();
        left.values().forEach(each -> keys.addAll(keysOf.apply(each)));
        return keys;
    }
}
