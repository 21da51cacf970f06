package kadens.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.inbox.Match.Doubtful;
import kadens.inbox.Match.None;
import kadens.mailbox.Mailbox;
import kadens.mailbox.TestMark;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/**
 * What a person's mail may be about that names nothing of ours: somebody's at the company of a prospect, a namesake of one,
 * or somebody who quotes us. It never stops anything, and holds what a person has to judge.
 *
 * <p>Most mail of a mailbox is nobody's here. Each costs a few look-ups by index; texts are compared only where the company
 * or the subject fits.
 */
final class WeakEvidence {

    /** A mail that could be about more people tells nothing of any. */
    private static final int HELD_MAX = 20;

    private static final int COMPARED_MAX = 200;
    private static final Duration LATELY = Duration.ofDays(90);
    private static final int NAME_WORDS_MAX = 5;

    private final Enrollments enrollments;

    WeakEvidence(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    Match match(StatelessSession session, Mailbox mailbox, IncomingMail mail, Verdict verdict, Instant receivedAt) {
        if (!Traces.isByPerson(verdict) || OtherAddresses.isOurs(session, mailbox, mail)) {
            return new None();
        }
        var colleagues = atCompany(session, mailbox, mail, receivedAt);
        if (!colleagues.isEmpty()) {
            return ofColleague(session, mail, colleagues);
        }
        if (isAboutATest(mail)) {
            return new None();
        }
        return namesake(session, mailbox, mail, receivedAt)
                .or(() -> quoting(session, mailbox, mail, receivedAt))
                .orElseGet(None::new);
    }

    /** A test reads like the mail that some prospect got, and so does what our own people answer to it. */
    private static boolean isAboutATest(IncomingMail mail) {
        return mail.headers().containsKey(TestMark.HEADER.toLowerCase(Locale.ROOT))
                || Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
                        .anyMatch(TestMark::isOn);
    }

    private Match ofColleague(StatelessSession session, IncomingMail mail, List<Enrollment> colleagues) {
        var messages = colleagues.stream()
                .flatMap(each -> OutgoingMessages.ofEnrollment(session, each.id()).stream())
                .toList();
        var subject = SubjectLine.of(mail.subject());
        var quoted = quotedIn(mail, messages);
        var named = messages.stream()
                .filter(message -> subject.isTelling() && subject.equals(SubjectLine.of(message.subject())))
                .toList();
        return likely(colleagues, quoted, "company-quote")
                .or(() -> likely(colleagues, named, "company-subject"))
                .orElseGet(() -> isBulk(mail) ? new None() : new Doubtful(colleagues, "company"));
    }

    private static Optional<Match> likely(List<Enrollment> amongst, List<OutgoingMessage> messages, String by) {
        var ids = messages.stream().map(OutgoingMessage::enrollmentId).collect(Collectors.toSet());
        return doubtful(amongst.stream().filter(each -> ids.contains(each.id())).toList(), by);
    }

    /** Whether it went to many: what a company's shop or newsletter sends is no answer. */
    private static boolean isBulk(IncomingMail mail) {
        return Stream.of("list-id", "list-unsubscribe").anyMatch(mail.headers()::containsKey);
    }

    private List<Enrollment> atCompany(
            StatelessSession session, Mailbox mailbox, IncomingMail mail, Instant receivedAt) {
        var domains = companyDomains(mail);
        return domains.isEmpty()
                ? List.of()
                : answerable(enrollments.ongoingAtCompany(session, mailbox.id(), domains, HELD_MAX), receivedAt);
    }

    /** By which the company of its sender may be known; none where anybody can have such an address. */
    static List<String> companyDomains(IncomingMail mail) {
        var domain = mail.fromDomain();
        return domain.isEmpty() || Prospects.isOpenToEverybody(domain) ? List.of() : withParents(domain);
    }

    /** People write from subdomains of the domain that a company is known by. */
    private static List<String> withParents(String domain) {
        var labels = List.of(domain.split("\\."));
        return IntStream.rangeClosed(0, Math.max(0, labels.size() - 2))
                .limit(5)
                .mapToObj(from -> String.join(".", labels.subList(from, labels.size())))
                .toList();
    }

    private Optional<Match> namesake(StatelessSession session, Mailbox mailbox, IncomingMail mail, Instant receivedAt) {
        var name = Name.of(mail);
        if (!name.isTelling()) {
            return Optional.empty();
        }
        var found = enrollments.ongoingOfName(session, mailbox.id(), name.first(), name.last(), HELD_MAX);
        return doubtful(answerable(found, receivedAt), "name");
    }

    /** What the name of a sender may be made of. @param words none where it says nothing of who wrote */
    record Name(List<String> words) {

        static Name of(IncomingMail mail) {
            return new Name(isBulk(mail) ? List.of() : words(mail.fromName()));
        }

        boolean isTelling() {
            return words.size() >= 2 && words.size() <= NAME_WORDS_MAX;
        }

        List<String> first() {
            return IntStream.range(1, words.size())
                    .mapToObj(end -> String.join(" ", words.subList(0, end)))
                    .toList();
        }

        List<String> last() {
            return IntStream.range(1, words.size())
                    .mapToObj(start -> String.join(" ", words.subList(start, words.size())))
                    .toList();
        }

        /** Whether there is any prospect who could be one of them; rides prospect_name. */
        static boolean isAnybody(StatelessSession session, List<Name> names) {
            var last = names.stream().flatMap(name -> name.last().stream()).collect(Collectors.toSet());
            var first = names.stream().flatMap(name -> name.first().stream()).collect(Collectors.toSet());
            return !session.createNativeQuery(
                            "SELECT 1 FROM prospect WHERE last_name IN (:last) AND first_name IN (:first) LIMIT 1",
                            Integer.class)
                    .setParameterList("last", last)
                    .setParameterList("first", first)
                    .getResultList()
                    .isEmpty();
        }

        /** {@code Nordmann, Kari} is how directories write Kari Nordmann. */
        private static List<String> words(String name) {
            var comma = name.indexOf(',');
            var turned = comma < 0 ? name : name.substring(comma + 1) + " " + name.substring(0, comma);
            return Stream.of(turned.replaceAll("\\(.{0,100}?\\)", " ").split("[\\s\"]+"))
                    .filter(word -> word.length() > 1)
                    .toList();
        }
    }

    private Optional<Match> quoting(StatelessSession session, Mailbox mailbox, IncomingMail mail, Instant receivedAt) {
        var subjects = subjectsQuoted(mail);
        if (subjects.isEmpty()) {
            return Optional.empty();
        }
        var sent = OutgoingMessages.ofSubject(session, mailbox.id(), subjects, receivedAt.minus(LATELY), COMPARED_MAX);
        var quoted = quotedIn(mail, sent).stream()
                .map(OutgoingMessage::enrollmentId)
                .distinct()
                .toList();
        if (quoted.size() > HELD_MAX) {
            return Optional.empty();
        }
        var ongoing = quoted.stream()
                .sorted()
                .flatMap(id -> enrollments.locked(session, id).stream())
                .filter(enrollment -> enrollment.state().ongoing())
                .toList();
        return doubtful(answerable(ongoing, receivedAt), "quote");
    }

    /** The subjects of mails that it may quote; none where it quotes nothing. */
    static List<String> subjectsQuoted(IncomingMail mail) {
        var subject = SubjectLine.of(mail.subject());
        return mail.quotes() && subject.isTelling() ? subject.asSent() : List.of();
    }

    /** Of the messages those of which most is quoted: mails of one step differ in little but names. */
    private static List<OutgoingMessage> quotedIn(IncomingMail mail, List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var words = SharedWords.of(mail.text());
        Map<OutgoingMessage, Long> shared = messages.stream()
                .collect(Collectors.toMap(
                        message -> message,
                        message -> words.sharedWith(
                                SharedWords.of(OpenedMail.of(message.raw()).text()))));
        var most = shared.values().stream().max(Comparator.naturalOrder()).orElse(0L);
        return most == 0
                ? List.of()
                : messages.stream()
                        .filter(message -> most.equals(shared.get(message)))
                        .toList();
    }

    private static List<Enrollment> answerable(List<Enrollment> found, Instant receivedAt) {
        return found.stream()
                .filter(enrollment -> Matcher.mayAnswer(enrollment, receivedAt))
                .toList();
    }

    private static Optional<Match> doubtful(List<Enrollment> found, String by) {
        return found.isEmpty() ? Optional.empty() : Optional.of(new Doubtful(found, by));
    }
}
