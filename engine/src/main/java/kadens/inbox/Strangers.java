package kadens.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;

/**
 * Of mails that are taken in together, tells those that can be about nobody here: a few look-ups for all of them find out
 * what the {@link Matcher} would find out by some for each. It asks for less than the Matcher does, so a mail that it lets
 * pass is nobody's by every rule there; all others go through those rules one by one.
 */
final class Strangers {

    /** A bounce can name hundreds: those are looked up for it alone. */
    private static final int IDS_MAX = 50;

    private final StatelessSession session;
    private final Mailbox mailbox;
    private final Set<Judged> left;

    private Strangers(StatelessSession session, Mailbox mailbox, List<Judged> mails) {
        this.session = session;
        this.mailbox = mailbox;
        this.left = new HashSet<>();
        mails.stream().filter(this::namesLittle).forEach(left::add);
    }

    /** Those amongst the mails. One that comes alone is quicker looked up by the Matcher, and is none of them. */
    static Set<Judged> amongst(StatelessSession session, Mailbox mailbox, List<Judged> mails) {
        return mails.size() < 2 ? Set.of() : new Strangers(session, mailbox, mails).find();
    }

    private Set<Judged> find() {
        // Each IN rides a unique index or primary key, and the domains account_domain.
        without(Strangers::ids, """
                SELECT message_id FROM message WHERE message_id IN (:keys)
                UNION ALL SELECT other_id FROM message_alias WHERE other_id IN (:keys)
                UNION ALL SELECT message_id FROM answer WHERE message_id IN (:keys)""");
        without(Strangers::addresses, """
                SELECT email FROM prospect WHERE email IN (:keys)
                UNION ALL SELECT address FROM prospect_address WHERE address IN (:keys)""");
        without(Strangers::domains, "SELECT domain FROM account WHERE domain IN (:keys)");
        withoutNamesakes();
        withoutQuotes();
        return left;
    }

    /** Neither our own, nor one that carries what only our mails have. */
    private boolean namesLittle(Judged judged) {
        var mail = judged.mail();
        return !mail.fromAddress().equals(mailbox.address())
                && mail.linkTokens().isEmpty()
                && Traces.replyTokens(mail, mailbox).isEmpty()
                && ids(judged).size() <= IDS_MAX;
    }

    /** The columns are compared by their bytes, as keys here are. */
    private void without(Function<Judged, List<String>> keysOf, String query) {
        var keys = all(keysOf);
        if (!keys.isEmpty()) {
            var found = new HashSet<>(session.createNativeQuery(query, String.class)
                    .setParameterList("keys", keys)
                    .getResultList());
            left.removeIf(judged -> keysOf.apply(judged).stream().anyMatch(found::contains));
        }
    }

    /** The database knows which letters are alike in a name: where it finds anybody, all who could be meant are looked up. */
    private void withoutNamesakes() {
        var names = left.stream()
                .map(judged -> WeakEvidence.Name.of(judged.mail()))
                .filter(WeakEvidence.Name::isTelling)
                .toList();
        if (!names.isEmpty() && WeakEvidence.Name.isAnybody(session, names)) {
            left.removeIf(judged -> WeakEvidence.Name.of(judged.mail()).isTelling());
        }
    }

    private void withoutQuotes() {
        var subjects = all(judged -> WeakEvidence.subjectsQuoted(judged.mail()));
        if (!subjects.isEmpty() && isSubject(subjects)) {
            left.removeIf(judged -> !WeakEvidence.subjectsQuoted(judged.mail()).isEmpty());
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

    private Collection<String> all(Function<Judged, List<String>> keysOf) {
        var keys = new HashSet<String>();
        left.forEach(judged -> keys.addAll(keysOf.apply(judged)));
        return keys;
    }

    private static List<String> ids(Judged judged) {
        var ids = new ArrayList<>(Matcher.named(judged.mail()));
        ids.addAll(judged.idsInText());
        Stream.ofNullable(judged.mail().messageId()).forEach(ids::add);
        return ids;
    }

    private static List<String> addresses(Judged judged) {
        return Stream.concat(
                        Matcher.senders(judged.mail()).stream(),
                        Matcher.failed(judged.mail(), judged.verdict()).stream())
                .toList();
    }

    private static List<String> domains(Judged judged) {
        return Traces.isByPerson(judged.verdict()) ? WeakEvidence.companyDomains(judged.mail()) : List.of();
    }
}
