package kadens.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import kadens.plan.Limits;
import kadens.plan.Window;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The mailboxes that may send, with their passwords kept encrypted. */
public final class Mailboxes {

    /** The server dealt with a mail: what was wrong with sending is over. */
    private static final String SENDS =
            " sendTrouble = null, sendTroubleAt = null, sendRestsUntil = null, sendRestSeconds = 0";

    private static final Duration READ_REST_FIRST = Duration.ofMinutes(2);
    private static final Duration READ_REST_MAX = Duration.ofMinutes(60);

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\"]+|[^\\s@<>\"]+@localhost");

    private static final int ADDRESS_CHARS_MAX = 254;

    private final Secrets secrets;

    public Mailboxes(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * What a person says of a mailbox when adding it.
     *
     * @param window null where the organization's holds
     */
    public record Draft(
            String address,
            ServerUrl smtp,
            ServerUrl imap,
            Limits limits,
            @Nullable Window window,
            ZoneId timeZone,
            Duration freshness,
            WhenUncertain whenUncertain,
            SentCopy sentCopy) {

        /** One with the usual choices. */
        public Draft(
                String address,
                ServerUrl smtp,
                ServerUrl imap,
                Limits limits,
                @Nullable Window window,
                ZoneId timeZone,
                Duration freshness) {
            this(address, smtp, imap, limits, window, timeZone, freshness, WhenUncertain.ASSUME_SENT, SentCopy.AUTO);
        }
    }

    /** Stores a mailbox, or replaces the settings of the one with this address. Its history stays. */
    public Mailbox save(StatelessSession session, Draft draft, Person owner, Instant now) {
        var rows = new MailboxRows_(session);
        var known = byAddress(session, draft.address());
        var mailbox = known.orElseGet(() -> new Mailbox(draft.address(), owner.id(), now));
        mailbox.ownerId = owner.id();
        if (!mailbox.smtpServer.equals(draft.smtp().toString())
                || !mailbox.imapServer.equals(draft.imap().toString())) {
            mailbox.filesSent = null; // that was found out about others
            mailbox.keepsIds = null;
            mailbox.plusArrives = null;
        }
        mailbox.smtpServer = draft.smtp().toString();
        mailbox.smtpPassword = encrypted(draft.smtp().password(), mailbox.address);
        mailbox.imapServer = draft.imap().toString();
        mailbox.imapPassword = encrypted(draft.imap().password(), mailbox.address);
        mailbox.timeZone = draft.timeZone().getId();
        mailbox.dailyCap = draft.limits().dailyCap();
        mailbox.gapSecondsMin = Math.toIntExact(draft.limits().gapMin().toSeconds());
        mailbox.gapSecondsMax = Math.toIntExact(draft.limits().gapMax().toSeconds());
        var ramp = draft.limits().ramp();
        mailbox.rampStart = ramp == null ? null : ramp.start();
        mailbox.rampStep = ramp == null ? null : ramp.step();
        mailbox.perMinuteMax = draft.limits().perMinuteMax();
        mailbox.openersPerDayMax = draft.limits().openersPerDayMax();
        var window = draft.window();
        mailbox.sendWindow = window == null ? null : window.words();
        mailbox.freshnessSeconds = Math.toIntExact(draft.freshness().toSeconds());
        mailbox.sentCopy = draft.sentCopy();
        mailbox.whenUncertain = draft.whenUncertain();
        mailbox.trouble = null;
        mailbox.troubleAt = null;
        mailbox.readRestsUntil = null;
        mailbox.readRestSeconds = 0;
        mailbox.sendTrouble = null;
        mailbox.sendTroubleAt = null;
        mailbox.sendRestsUntil = null;
        mailbox.sendRestSeconds = 0;
        if (known.isPresent()) {
            rows.update(mailbox);
        } else {
            rows.insert(mailbox);
        }
        return mailbox;
    }

    /** Whether mail can be sent from what was typed. */
    public static boolean isAddress(String typed) {
        return typed.length() <= ADDRESS_CHARS_MAX
                && typed.chars().noneMatch(Character::isISOControl)
                && ADDRESS.matcher(typed).matches();
    }

    public List<Mailbox> all(StatelessSession session) {
        return new MailboxRows_(session).all();
    }

    /** Those that somebody sees; no others are read, however many there are. */
    public List<Mailbox> seen(StatelessSession session, Sight sight) {
        var people = sight.people();
        return people == null
                ? all(session)
                : people.isEmpty() ? List.of() : new MailboxRows_(session).ofOwners(people);
    }

    public Optional<Mailbox> byAddress(StatelessSession session, String address) {
        return new MailboxRows_(session).byAddress(address.toLowerCase(Locale.ROOT));
    }

    public Optional<Mailbox> byId(StatelessSession session, long id) {
        return new MailboxRows_(session).byId(id);
    }

    /** Why nothing is sent from a mailbox by somebody's wish: it is disconnected, or its owner has left. */
    public static Optional<Sentence> mayNotSend(StatelessSession session, Mailbox mailbox) {
        if (mailbox.disconnectedAt != null) {
            return Optional.of(Sentence.of("mailbox.disconnected", mailbox.address));
        }
        var owner = People.get(session, mailbox.ownerId);
        return owner.leftAt() == null
                ? RefusalPauses.of(session, RefusalPauses.Target.mailbox(mailbox.id))
                : Optional.of(Sentence.of("mailbox.owner-left", mailbox.address, owner.name()));
    }

    /** The mailboxes of a person. */
    public List<Mailbox> of(StatelessSession session, Person owner) {
        return new MailboxRows_(session).ofOwner(owner.id());
    }

    /** From now on it is neither read nor sent from. The first time counts. */
    public void disconnect(StatelessSession session, Mailbox mailbox, Instant now) {
        connected(session, mailbox, mailbox.disconnectedAt == null ? now : mailbox.disconnectedAt);
    }

    /** Reads and sends again. What came in meanwhile is read before anything is sent. */
    public void connect(StatelessSession session, Mailbox mailbox) {
        connected(session, mailbox, null);
    }

    /** This column alone: a run may be writing the others. */
    private static void connected(StatelessSession session, Mailbox mailbox, @Nullable Instant disconnectedAt) {
        mailbox.disconnectedAt = disconnectedAt;
        session.createMutationQuery("update Mailbox set disconnectedAt = :at where id = :id")
                .setParameter("at", disconnectedAt)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }

    /** Other servers, or another password, that were tried. What was wrong with the last ones is over. */
    public void changeServers(StatelessSession session, Mailbox mailbox, ServerUrl smtp, ServerUrl imap) {
        var others = !mailbox.smtpServer.equals(smtp.toString()) || !mailbox.imapServer.equals(imap.toString());
        session.createMutationQuery("update Mailbox set smtpServer = :smtp, smtpPassword = :smtpPassword,"
                        + " imapServer = :imap, imapPassword = :imapPassword, trouble = null, troubleAt = null,"
                        + " readRestsUntil = null, readRestSeconds = 0," + SENDS
                        + (others ? ", filesSent = null, keepsIds = null, plusArrives = null" : "") + " where id = :id")
                .setParameter("smtp", smtp.toString())
                .setParameter("smtpPassword", encrypted(smtp.password(), mailbox.address), byte[].class)
                .setParameter("imap", imap.toString())
                .setParameter("imapPassword", encrypted(imap.password(), mailbox.address), byte[].class)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }

    /** The SMTP server with its password. */
    public ServerUrl smtp(Mailbox mailbox) {
        return ServerUrl.smtp(mailbox.smtpServer).withPassword(decrypted(mailbox.smtpPassword, mailbox.address));
    }

    /** The IMAP server with its password. */
    public ServerUrl imap(Mailbox mailbox) {
        return ServerUrl.imap(mailbox.imapServer).withPassword(decrypted(mailbox.imapPassword, mailbox.address));
    }

    /** Notes that the inbox has been read in full. */
    public void inboxRead(StatelessSession session, long mailboxId, Instant readAt) {
        session.createMutationQuery(
                        "update Mailbox set inboxReadAt = :at, readRestsUntil = null, readRestSeconds = 0 where id = :id")
                .setParameter("at", readAt)
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes that a run came to its end: what was wrong with reading is over, and so is a standstill. */
    public void ran(StatelessSession session, long mailboxId, Instant now) {
        session.createMutationQuery("update Mailbox set ranAt = :now, trouble = null, troubleAt = null where id = :id")
                .setParameter("now", now)
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes that nothing is wrong with reading any more. */
    public void well(StatelessSession session, long mailboxId) {
        session.createMutationQuery(
                        "update Mailbox set trouble = null, troubleAt = null where id = :id and trouble is not null")
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes why the mailbox does not read or send. The time stays that of the first failure since all was well. */
    public void troubled(StatelessSession session, long mailboxId, Sentence why, Instant now) {
        session.createMutationQuery("update Mailbox set troubleAt = coalesce(troubleAt, :at), trouble = :why,"
                        + " readRestsUntil = null where id = :id")
                .setParameter("at", now)
                .setParameter("why", SentenceJson.write(why))
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes why the server would not let it read: it rests, longer each time, until it is read again. */
    public void restReading(StatelessSession session, long mailboxId, Sentence why, Instant now) {
        var doubled = 2 * byId(session, mailboxId).orElseThrow().readRestSeconds;
        var rest = Math.clamp(doubled, READ_REST_FIRST.toSeconds(), READ_REST_MAX.toSeconds());
        session.createMutationQuery("update Mailbox set troubleAt = coalesce(troubleAt, :at), trouble = :why,"
                        + " readRestsUntil = :until, readRestSeconds = :rest where id = :id")
                .setParameter("at", now)
                .setParameter("why", SentenceJson.write(why))
                .setParameter("until", now.plusSeconds(rest))
                .setParameter("rest", Math.toIntExact(rest))
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /**
     * Notes why the server would not let it send: it rests, longer each time, until the server deals with a mail again. It
     * reads, or nothing would have been tried.
     */
    public void rest(StatelessSession session, long mailboxId, SendTrouble kind, Sentence why, Instant now) {
        var last = byId(session, mailboxId).orElseThrow();
        var rest = kind.rest(Duration.ofSeconds(last.sendRestSeconds));
        session.createMutationQuery("update Mailbox set sendTroubleAt = coalesce(sendTroubleAt, :at),"
                        + " sendTrouble = :why, sendRestsUntil = :until, sendRestSeconds = :rest,"
                        + " trouble = null, troubleAt = null where id = :id")
                .setParameter("at", now)
                .setParameter("why", SentenceJson.write(why))
                .setParameter("until", now.plus(rest))
                .setParameter("rest", Math.toIntExact(rest.toSeconds()))
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes that both servers let us in and took a mail, which was no prospect's: what rests is tried again. */
    public void sends(StatelessSession session, long mailboxId) {
        session.createMutationQuery("update Mailbox set readRestsUntil = null," + SENDS + " where id = :id")
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes whether the copies that the server files have our Message-IDs. */
    public void keepsIds(StatelessSession session, long mailboxId, boolean keeps) {
        session.createMutationQuery("update Mailbox set keepsIds = :keeps where id = :id")
                .setParameter("keeps", keeps)
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Chooses whether answers are to go to an address with a token. */
    public void plusAddress(StatelessSession session, Mailbox mailbox, boolean wanted) {
        mailbox.plusAddress = wanted;
        session.createMutationQuery("update Mailbox set plusAddress = :wanted where id = :id")
                .setParameter("wanted", wanted)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }

    /** Notes whether mail to such an address arrives. */
    public void plusArrives(StatelessSession session, Mailbox mailbox, boolean arrives) {
        mailbox.plusArrives = arrives;
        session.createMutationQuery("update Mailbox set plusArrives = :arrives where id = :id")
                .setParameter("arrives", arrives)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }

    /** Notes whether the server files what is sent by itself. */
    public void filesSent(StatelessSession session, Mailbox mailbox, boolean itself) {
        mailbox.filesSent = itself;
        session.createMutationQuery("update Mailbox set filesSent = :itself where id = :id")
                .setParameter("itself", itself)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }

    /** Notes that the server dealt with a mail without taking it, and when the next may leave. */
    public void waitUntil(StatelessSession session, long mailboxId, Instant nextSendAt) {
        session.createMutationQuery("update Mailbox set nextSendAt = :next," + SENDS + " where id = :id")
                .setParameter("next", nextSendAt)
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    /** Notes that a mail left, and when the next may. */
    public void sent(StatelessSession session, long mailboxId, Instant at, Instant nextSendAt) {
        session.createMutationQuery("update Mailbox set lastSentAt = :at, nextSendAt = :next,"
                        + " firstSentAt = coalesce(firstSentAt, :at)," + SENDS + " where id = :id")
                .setParameter("at", at)
                .setParameter("next", nextSendAt)
                .setParameter("id", mailboxId)
                .executeUpdate();
    }

    private byte @Nullable [] encrypted(@Nullable String password, String owner) {
        return password == null ? null : secrets.encrypt(password, owner);
    }

    private @Nullable String decrypted(byte @Nullable [] password, String owner) {
        return password == null ? null : secrets.decrypt(password, owner);
    }
}
