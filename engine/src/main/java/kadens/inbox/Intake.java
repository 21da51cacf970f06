package kadens.inbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a mail that was read: judged, matched, stored, and what follows from it carried out. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Matcher matcher;
    private final Effects effects;
    private final InstantSource clock;
    private final Judge judge = new Judge();

    Intake(Enrollments enrollments, InstantSource clock) {
        this.matcher = new Matcher(enrollments);
        this.effects = new Effects(enrollments, clock);
        this.clock = clock;
    }

    /** Takes in what is not stored yet, in this transaction. */
    void take(StatelessSession session, Mailbox mailbox, FolderReading folder, List<Fetched> mails) {
        var known = known(session, mailbox, mails);
        var unknown = mails.stream()
                .filter(each -> known.add(each.mail().identity()))
                .map(each -> new Judged(each, judge))
                .toList();
        var strangers = Strangers.amongst(session, mailbox, unknown);
        // Before any enrollment is locked.
        unknown.stream().filter(each -> !strangers.contains(each)).forEach(Judged::judgement);
        var met = new HashSet<String>();
        var unrelated = new ArrayList<Inbound>();
        for (var each : unknown) {
            // From a mail before it, another address of a prospect may have been learned.
            var match = strangers.contains(each) && Collections.disjoint(met, Matcher.senders(each.mail()))
                    ? new Match.None()
                    : matcher.match(session, mailbox, each);
            if (match instanceof Match.None && each.fetched().unreadable() == null) {
                LOG.info(
                        "mailbox {}: {} is about nobody here",
                        mailbox.address(),
                        each.fetched().uid());
                unrelated.add(unrelated(mailbox, folder, each.fetched()));
            } else {
                carryOut(session, mailbox, folder, each, match);
                met.add(each.mail().fromAddress());
            }
        }
        new InboundRows_(session).insertAll(unrelated);
    }

    private static void tell(Mailbox mailbox, Judged judged, Match match) {
        LOG.info(
                "mailbox {}: {} from {} is {}: {}",
                mailbox.address(),
                judged.fetched().uid(),
                judged.mail().fromAddress(),
                judged.judgement(),
                match);
    }

    private void carryOut(StatelessSession session, Mailbox mailbox, FolderReading folder, Judged judged, Match match) {
        tell(mailbox, judged, match);
        var fetched = judged.fetched();
        var mail = judged.mail();
        var judgement = judged.judgement();
        switch (match) {
            case Match.OurOwn _ -> {}
            case Match.None _ -> insert(session, related(mailbox, folder, fetched, judgement));
            case Match.Found found -> {
                var inbound = related(mailbox, folder, fetched, judgement);
                inbound.matchedBy = found.by();
                inbound.enrollmentId = found.enrollment().id();
                inbound.answers = idOf(found.message());
                insert(session, inbound);
                OtherAddresses.learn(session, mailbox, mail, judgement.verdict(), found, inbound.id, clock.instant());
                effects.apply(session, found, judgement.verdict(), inbound, mailbox);
                Matcher.confirmAnswers(session, mail, clock.instant());
            }
            case Match.PassedOn passed -> {
                var inbound = related(mailbox, folder, fetched, judgement);
                inbound.matchedBy = passed.writer().by();
                inbound.enrollmentId = passed.writer().enrollment().id();
                insert(session, inbound);
                effects.applyPassedOn(session, passed, judgement.verdict(), inbound, mailbox);
            }
            case Match.Doubtful doubt -> {
                var inbound = related(mailbox, folder, fetched, judgement);
                inbound.matchedBy = doubt.by();
                inbound.doubtful = true;
                inbound.enrollmentId = doubt.enrollments().getFirst().id();
                insert(session, inbound);
                effects.holdOnDoubt(session, doubt, inbound);
            }
        }
    }

    private static Set<String> known(StatelessSession session, Mailbox mailbox, List<Fetched> mails) {
        var identities = mails.stream().map(each -> each.mail().identity()).toList();
        return new HashSet<>(new InboundRows_(session).known(mailbox.id(), identities));
    }

    private Inbound unrelated(Mailbox mailbox, FolderReading folder, Fetched fetched) {
        var inbound = new Inbound();
        inbound.mailboxId = mailbox.id();
        inbound.folder = folder.name();
        inbound.uidValidity = folder.uidValidity();
        inbound.uid = fetched.uid();
        inbound.identity = fetched.mail().identity();
        inbound.receivedAt = fetched.receivedAt();
        inbound.readAt = clock.instant();
        return inbound;
    }

    private Inbound related(Mailbox mailbox, FolderReading folder, Fetched fetched, Judgement judgement) {
        var mail = fetched.mail();
        var inbound = unrelated(mailbox, folder, fetched);
        var messageId = mail.messageId();
        inbound.messageId = messageId == null ? null : clipped(messageId, 998);
        inbound.fromAddress = clipped(mail.fromAddress(), 320);
        inbound.fromName = clipped(mail.fromName(), 320);
        inbound.subject = clipped(mail.subject(), 1000);
        inbound.takeFor(judgement.verdict());
        inbound.evidence = Sign.write(judgement.evidence());
        inbound.newText = mail.newText();
        inbound.raw = fetched.raw();
        return inbound;
    }

    /** What a sender wrote must fit its column, however long: a mail that can't be stored would stop the reading. */
    private static String clipped(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax);
    }

    private static @Nullable Long idOf(@Nullable OutgoingMessage message) {
        return message == null ? null : message.id();
    }

    private static void insert(StatelessSession session, Inbound inbound) {
        new InboundRows_(session).insert(inbound);
    }
}
