package kadens.sandbox;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserImpl;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.MessageIDTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sandbox's mail server: SMTP and IMAP in this process, for the addresses registered here and for nobody else.
 *
 * <p>No mail leaves the machine. The server listens on 127.0.0.1 only; it refuses any address that is not registered
 * (550 5.1.1 at RCPT); and what it takes goes into a list in memory. GreenMail has no code that opens a connection to
 * another mail server, so there is nothing that could relay.
 */
public final class PostOffice implements AutoCloseable {
    private static final String INBOX = ImapConstants.INBOX_NAME;
    private static final String SENT = "Sent";
    private static final String JUNK = "Junk";

    private final LocalMail server = new LocalMail();
    private final InstantSource clock;

    /** GreenMail numbers a letter before it shows it; filed one at a time, no reader meets a UID before a lower one. */
    private final Object filing = new Object();

    private PostOffice(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts the server on free ports. Letters arrive at the clock's time. */
    public static PostOffice open(InstantSource clock) {
        PostOffice office = new PostOffice(clock);
        office.server.start();
        office.server.getUserManager().setMessageDeliveryHandler(office::inboxOf);
        return office;
    }

    /** Where both servers listen: 127.0.0.1. */
    public String host() {
        return LocalMail.HOST;
    }

    /** Plain SMTP, with or without login. */
    public int smtpPort() {
        return server.smtpPort();
    }

    /** Plain IMAP, with login. */
    public int imapPort() {
        return server.imapPort();
    }

    /** Opens a mailbox with INBOX, Sent and Junk. The login is the address. */
    public void register(String address, String password) {
        String email = address.strip().toLowerCase(Locale.ROOT);
        if (knows(email)) {
            throw new IllegalArgumentException(email + " has a mailbox already");
        }
        refuseSharedMailbox(email);
        try {
            GreenMailUser user = server.getUserManager().createUser(email, email, password);
            imap().createMailbox(user, SENT);
            imap().createMailbox(user, JUNK);
        } catch (UserException | AuthorizationException | FolderException e) {
            throw new IllegalStateException("no mailbox could be opened for " + email, e);
        }
    }

    /** Whether this address has a mailbox here. */
    public boolean knows(String address) {
        return server.getUserManager().getUserByEmail(address) != null;
    }

    /** What this mailbox received and sent, newest first. Nothing for an address without a mailbox. */
    public List<Letter> letters(String address) {
        if (!knows(address)) {
            return List.of();
        }
        List<Letter> letters = new ArrayList<>();
        for (StoredMessage sent : folder(address, SENT).getNonDeletedMessages()) {
            letters.add(read(sent, -sent.getUid(), true));
        }
        for (StoredMessage received : folder(address, INBOX).getNonDeletedMessages()) {
            letters.add(read(received, received.getUid(), false));
        }
        letters.sort(Comparator.comparing(Letter::at).reversed());
        return List.copyOf(letters);
    }

    /** One of {@link #letters}. */
    public Optional<Letter> letter(String address, long uid) {
        return letters(address).stream().filter(letter -> letter.uid() == uid).findFirst();
    }

    /** Puts a letter into a registered address's inbox, just as it is, and returns the UID it has there. */
    public long deliver(MimeMessage letter, String to) {
        return file(letter, folder(to, INBOX));
    }

    /** Opens one more folder in a mailbox. */
    public void open(String address, String folder) {
        try {
            imap().createMailbox(user(address), folder);
        } catch (AuthorizationException | FolderException e) {
            throw new IllegalStateException(folder + " could not be opened for " + address, e);
        }
    }

    /** Puts the bytes of a letter into a folder of a registered address. */
    public void file(byte[] raw, String address, String folder, boolean read) {
        try {
            var letter = new MimeMessage(null, new ByteArrayInputStream(raw));
            file(letter, folder(address, folder), read ? new Flags(Flags.Flag.SEEN) : new Flags());
        } catch (MessagingException e) {
            throw new IllegalArgumentException("no letter can be read from these bytes", e);
        }
    }

    /** Moves the letter with this Message-ID (with its angle brackets), where it lies in the folder. */
    public void move(String address, String messageId, String from, String to) {
        try {
            synchronized (filing) {
                for (var found : folder(address, from).search(new MessageIDTerm(messageId))) {
                    folder(address, from).moveMessage(found, folder(address, to));
                }
            }
        } catch (FolderException e) {
            throw new IllegalStateException(messageId + " could not be moved in " + address, e);
        }
    }

    /** Makes a folder anew with the same letters: its UIDVALIDITY is another, and UIDs begin at 1 (RFC 9051, 2.3.1.1). */
    public void renumber(String address, String name) {
        try {
            synchronized (filing) {
                var old = folder(address, name);
                var letters = old.getNonDeletedMessages();
                old.deleteAllMessages();
                imap().getStore().deleteMailbox(old);
                var anew = imap().createMailbox(user(address), name);
                letters.forEach(letter ->
                        anew.appendMessage(letter.getMimeMessage(), letter.getFlags(), letter.getReceivedDate()));
            }
        } catch (AuthorizationException | FolderException e) {
            throw new IllegalStateException(name + " of " + address + " could not be made anew", e);
        }
    }

    /** Keeps a copy of what this address wrote. */
    void keepSent(MimeMessage letter, String from) {
        file(letter, folder(from, SENT));
    }

    /** What came into this inbox with a UID above the given one, in the order it came. */
    List<Arrival> arrivals(String address, long aboveUid) {
        MailFolder inbox = folder(address, INBOX);
        if (inbox.getUIDNext() <= aboveUid + 1) {
            return List.of();
        }
        return inbox.getNonDeletedMessages().stream()
                .filter(message -> message.getUid() > aboveUid)
                .map(m -> new Arrival(m.getUid(), m.getReceivedDate().toInstant(), m.getMimeMessage()))
                .toList();
    }

    /** Takes a letter out of an inbox, for an address that turns out not to receive any. */
    void discard(String address, long uid) {
        MailFolder inbox = folder(address, INBOX);
        try {
            inbox.setFlags(new Flags(Flags.Flag.DELETED), true, uid, null, false);
            inbox.expunge();
        } catch (FolderException e) {
            throw new IllegalStateException("letter " + uid + " could not be taken out of " + address, e);
        }
    }

    /** Stops the server; all mail is gone. */
    @Override
    public void close() {
        server.stop();
    }

    /** GreenMail keeps mailboxes apart by the hash code of the address alone. */
    private void refuseSharedMailbox(String email) {
        server.getUserManager().listUser().stream()
                .filter(other -> other.getEmail().hashCode() == email.hashCode())
                .findAny()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(email + " would share a mailbox with " + other.getEmail());
                });
    }

    /** For GreenMail: where a letter that came over SMTP is put, filed like any other. */
    private GreenMailUser inboxOf(MovingMessage came, MailAddress to) {
        GreenMailUser user = server.getUserManager().getUserByEmail(to.getEmail());
        return new UserImpl(user.getEmail(), user.getLogin(), user.getPassword(), imap()) {
            @Override
            public void deliver(MovingMessage letter) {
                PostOffice.this.deliver(stamped(letter.getMessage()), user.getEmail());
            }
        };
    }

    /** GreenMail stamps what it takes with the system's time; nobody in the sandbox lives in that. */
    private MimeMessage stamped(MimeMessage letter) {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        try {
            letter.setHeader("Received", "from localhost by sandbox.example with ESMTP; " + now);
            return letter;
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter could not be stamped", e);
        }
    }

    /** Files a copy, because GreenMail would let all recipients share one message with its flags. */
    private long file(MimeMessage letter, MailFolder folder) {
        return file(letter, folder, new Flags());
    }

    private long file(MimeMessage letter, MailFolder folder, Flags flags) {
        try {
            MimeMessage copy = new MimeMessage(letter);
            synchronized (filing) {
                return folder.appendMessage(copy, flags, Date.from(clock.instant()));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter could not be filed", e);
        }
    }

    private MailFolder folder(String address, String name) {
        return imap().getFolder(user(address), name);
    }

    private GreenMailUser user(String address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        if (user == null) {
            throw new IllegalArgumentException(address + " has no mailbox in the sandbox");
        }
        return user;
    }

    private static Letter read(StoredMessage stored, long uid, boolean outgoing) {
        try {
            return LetterReader.read(
                    stored.getMimeMessage(), uid, stored.getReceivedDate().toInstant(), outgoing);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("letter " + uid + " cannot be read", e);
        }
    }

    private ImapHostManager imap() {
        return server.getManagers().getImapHostManager();
    }
}
