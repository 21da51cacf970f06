package kadens.sandbox;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A sales rep of the tests, who writes over real SMTP and reads over real IMAP. */
final class Rep {
    static final String ADDRESS = "kari@rute.example";
    static final String UNSUBSCRIBE = "http://localhost:8080/u/token";

    private final PostOffice office;
    private final InstantSource clock;

    Rep(PostOffice office, InstantSource clock) {
        this.office = office;
        this.clock = clock;
        office.register(ADDRESS, "secret");
    }

    /** Sends one letter and returns its Message-ID. */
    String writes(String to, String subject, String... more) throws MessagingException {
        MimeMessage letter = new MimeMessage(session());
        letter.setFrom(new InternetAddress("Kari Solheim <" + ADDRESS + ">"));
        letter.setRecipients(Message.RecipientType.TO, to);
        letter.setSubject(subject, "UTF-8");
        letter.setSentDate(Date.from(clock.instant()));
        letter.setHeader("List-Unsubscribe", "<mailto:off@rute.example>,\r\n <" + UNSUBSCRIBE + ">");
        letter.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        for (int i = 0; i < more.length; i += 2) {
            letter.setHeader(more[i], more[i + 1]);
        }
        letter.setText("<p>Hei &amp; hallo,</p><p>Hvem planlegger dagen?</p>", "UTF-8", "html");
        letter.saveChanges();
        Transport.send(letter);
        return letter.getMessageID();
    }

    /** What is in the inbox, oldest first. */
    List<MimeMessage> inbox() throws MessagingException {
        try (Store store = session().getStore("imap")) {
            store.connect(office.host(), office.imapPort(), ADDRESS, "secret");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<MimeMessage> all = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    all.add(new MimeMessage((MimeMessage) message));
                }
                return all;
            }
        }
    }

    MimeMessage onlyLetter() throws MessagingException {
        List<MimeMessage> all = inbox();
        if (all.size() != 1) {
            throw new AssertionError("one letter was expected in the rep's inbox, not " + all.size());
        }
        return all.getFirst();
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", office.host());
        properties.put("mail.smtp.port", office.smtpPort());
        return Session.getInstance(properties);
    }
}
