package kadens.web.signin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Notice;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.OneTimeLinks;
import kadens.team.People;
import kadens.team.Person;
import kadens.web.Texts;
import kadens.web.WebSettings;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails a one-time link to somebody of the organization, through their own mailbox or else a colleague's. */
final class LinkMail {

    private static final Logger LOG = LoggerFactory.getLogger(LinkMail.class);
    private static final int TRIES_MAX = 3;

    private final Engine engine;
    private final WebSettings settings;

    LinkMail(Engine engine, WebSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** A mail and the mailboxes that may carry it. */
    private record Ready(Notice notice, List<Mailbox> mailboxes) {}

    /** Whether there is a mailbox that may send. */
    boolean canBeSent(StatelessSession session) {
        return !engine.fence().standing(session).holds()
                && engine.mailboxes().all(session).stream().anyMatch(mailbox -> maySend(session, mailbox));
    }

    /** Sends it, where somebody who has not left has this address. @param texts where the person has chosen no language */
    void send(String email, Texts texts) {
        try {
            engine.database().transact(session -> ready(session, email, texts)).ifPresent(this::send);
        } catch (RuntimeException e) {
            LOG.warn("A link to set a password was not mailed; an admin can make one under Settings, People.", e);
        }
    }

    private Optional<Ready> ready(StatelessSession session, String email, Texts texts) {
        var known = People.byEmail(session, email).filter(person -> person.leftAt() == null);
        if (known.isEmpty() || !canBeSent(session)) {
            return Optional.empty();
        }
        var person = known.get();
        var now = engine.clock().instant();
        var token = OneTimeLinks.giveAnother(session, person, now);
        Audit.note(session, null, Sentence.of("audit.link-mailed", person.name()), now);
        var language = person.language();
        var words = language == null ? texts : Texts.in(Locale.of(language));
        var notice = new Notice(
                person.email(),
                person.name(),
                words.say("forgotten.mail.subject"),
                words.say("forgotten.mail.text", person.name(), settings.link("/welcome/" + token)));
        return Optional.of(new Ready(notice, mailboxes(session, person)));
    }

    private List<Mailbox> mailboxes(StatelessSession session, Person person) {
        return Stream.concat(
                        engine.mailboxes().of(session, person).stream(), engine.mailboxes().all(session).stream())
                .filter(mailbox -> maySend(session, mailbox))
                .distinct()
                .limit(TRIES_MAX)
                .toList();
    }

    private static boolean maySend(StatelessSession session, Mailbox mailbox) {
        return Mailboxes.mayNotSend(session, mailbox).isEmpty();
    }

    /** No transaction is open meanwhile. */
    private void send(Ready ready) {
        for (var mailbox : ready.mailboxes()) {
            var trouble = ready.notice()
                    .send(engine.mailboxes().smtp(mailbox), mailbox, engine.clock().instant());
            if (trouble.isEmpty()) {
                return;
            }
            LOG.warn("A link to set a password did not leave through {}: {}.", mailbox.address(), trouble.get());
        }
        LOG.warn("A link to set a password was not mailed; an admin can make one under Settings, People.");
    }
}
