package kadens;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import kadens.cadence.Cadence;
import kadens.cli.Commands;
import kadens.cli.Launcher;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.drill.Onlooker;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import kadens.enrollment.EnrollOutcome;
import kadens.enrollment.Enrollment;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Secrets;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import kadens.sandbox.PostOffice;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.store.Standing;
import kadens.store.TestDatabase;
import kadens.store.TestFolders;
import kadens.team.People;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** A rep with a mailbox and cadences, on a real database and a real mail server, in a time that tests move. */
final class SalesDesk implements AutoCloseable {

    static final String REP = "kari@rute.example";

    /** A Thursday, 10:00 in Oslo. */
    static final Instant MORNING = Instant.parse("2027-05-13T08:00:00Z");

    static final Limits FAST = new Limits(1000, Duration.ZERO, Duration.ZERO, null);

    /** What a forecast takes for the time between two runs; tests run when they like. */
    static final Duration RUN_INTERVAL = Duration.ofHours(1);

    /** But for copies in Sent: GreenMail makes none, so nobody waits for them. */
    private static final Timeouts USUAL = new Timeouts(
            Timeouts.USUAL.connect(), Timeouts.USUAL.answer(), Timeouts.USUAL.finalDot(), Duration.ofMillis(100));

    final TestClock clock = new TestClock(MORNING);
    final PostOffice post;
    final Path folder;
    private final InstantSource time;
    private String url;
    private Path home;
    private final AtomicLong frozen = new AtomicLong();

    @Nullable
    private String installation;

    private Database database;
    private Engine engine;
    private Timeouts patience = USUAL;

    SalesDesk() {
        this(null);
    }

    /** A desk in another time than {@link #clock}. */
    SalesDesk(@Nullable InstantSource other) {
        this(other, TestDatabase.lend());
    }

    /** A desk on an empty database of the caller's own. */
    SalesDesk(@Nullable InstantSource other, String url) {
        this.url = url;
        time = other == null ? clock : other;
        post = PostOffice.open(time);
        post.register(REP, "secret");
        try {
            folder = Files.createTempDirectory("desk");
            home = folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                  - key: second
                    type: email
                    delay: 3 days
                  - key: third
                    type: email
                    delay: 3 days
                """);
        write("cadences/three/intro.ftlh", """
                Subject: Routes for ${account.name}

                <p>Hello ${prospect.firstName}, this is ${sender.name}.</p>
                """);
        write("cadences/three/second.ftlh", "\n<p>Did you see it, ${prospect.firstName}?</p>\n");
        write("cadences/three/third.ftlh", "\n<p>Last try, ${prospect.firstName}.</p>\n");
        open();
        mailbox(FAST, null);
    }

    Engine engine() {
        return engine;
    }

    Path templates() {
        return folder.resolve("templates");
    }

    Database database() {
        return database;
    }

    String databaseUrl() {
        return url;
    }

    /** Writes a file of the templates folder. */
    void write(String name, String text) {
        var file = templates().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of the templates folder says. */
    String read(String name) {
        try {
            return Files.readString(templates().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the rep's mailbox other limits, and another SMTP server where one is given. */
    void mailbox(Limits limits, @Nullable FaultySmtp smtp) {
        mailbox(REP, "Kari Solheim", limits, smtp);
    }

    /** What the rep's mailbox does about uncertain mails. */
    void when(WhenUncertain uncertain) {
        sql("update mailbox set when_uncertain = '%s' where address = '%s'".formatted(uncertain.word(), REP));
    }

    /** Another mailbox with an owner of its own. */
    void otherMailbox(String address, Limits limits) {
        otherMailbox(address, limits, null);
    }

    void otherMailbox(String address, Limits limits, @Nullable FaultySmtp smtp) {
        post.register(address, "secret");
        mailbox(address, "Nils Berg", limits, smtp);
    }

    /** SMTP servers are waited for so long. */
    void patience(Timeouts patience) {
        this.patience = patience;
        restart();
    }

    private void mailbox(String address, String owner, Limits limits, @Nullable FaultySmtp smtp) {
        var login = address + ":secret@127.0.0.1:";
        var draft = new Mailboxes.Draft(
                address,
                ServerUrl.smtp(smtp == null ? "smtp://" + login + post.smtpPort() : smtp.url()),
                ServerUrl.imap("imap://" + login + post.imapPort()),
                limits,
                null,
                ZoneId.of("Europe/Oslo"),
                Duration.ofSeconds(60));
        database.transact(session -> engine.mailboxes()
                .save(session, draft, People.nameOrRename(session, address, owner, null, null, now()), now()));
    }

    Mailbox mailbox() {
        return mailbox(REP);
    }

    Mailbox mailbox(String address) {
        return ask(session -> engine.mailboxes().byAddress(session, address).orElseThrow());
    }

    /** What a command line of this desk answers. */
    Said kadens(String... typed) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Commands.run(typed, new Here(), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Said(code, out.toString(), err.toString());
    }

    record Said(int code, String out, String err) {}

    /** Commands that share the desk's rooms and time. */
    private final class Here implements Launcher {

        @Override
        public Opened open() {
            return new Opened() {
                @Override
                public Engine engine() {
                    return engine;
                }

                @Override
                public String link(String path) {
                    return "http://localhost" + path;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Path templates() {
            return SalesDesk.this.templates();
        }

        @Override
        public LocalDate today() {
            return LocalDate.ofInstant(engine.clock().instant(), engine.organizationZone());
        }

        @Override
        public void serve(@Nullable Integer port, PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sandbox(int speed, @Nullable Integer port, PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RaceReport drillReplyRace(RacePlan plan, Onlooker onlooker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CrashReport drillCrash(CrashPlan plan, Onlooker onlooker) {
            throw new UnsupportedOperationException();
        }
    }

    /** Imports Per of each company given as {@code per@company.example}. */
    void imports(String... emails) {
        var csv = new StringBuilder("email,first_name,company,domain\n");
        for (var email : emails) {
            var domain = email.substring(email.indexOf('@') + 1);
            csv.append(email)
                    .append(",Per,")
                    .append(domain)
                    .append(',')
                    .append(domain)
                    .append('\n');
            if (!post.knows(email)) {
                post.register(email, "secret");
            }
        }
        try {
            var file = Files.writeString(folder.resolve("people.csv"), csv);
            new ProspectImport(database, time).run(file, Map.of(), (_, _, _) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports and enrolls in the cadence 'three'. */
    void enroll(String... emails) {
        enrollIn("three", emails);
    }

    void enrollIn(String cadence, String... emails) {
        imports(emails);
        for (var email : emails) {
            if (tryToEnroll(cadence, email) instanceof EnrollOutcome.NotEnrolled(var _, var why)) {
                throw new AssertionError(email + " was not enrolled: " + why);
            }
        }
    }

    EnrollOutcome tryToEnroll(String cadence, String email) {
        return tryToEnroll(cadence, email, false);
    }

    /** Imports and enrolls in the cadence 'three', from another mailbox. */
    void enrollFrom(String address, String email) {
        imports(email);
        if (tryToEnroll(mailbox(address), "three", email, false) instanceof EnrollOutcome.NotEnrolled(var _, var why)) {
            throw new AssertionError(email + " was not enrolled: " + why);
        }
    }

    EnrollOutcome tryToEnroll(String cadence, String email, boolean again) {
        return tryToEnroll(mailbox(), cadence, email, again);
    }

    private EnrollOutcome tryToEnroll(Mailbox mailbox, String cadence, String email, boolean again) {
        return ask(session -> engine.enrolling()
                .enroll(
                        session,
                        Prospects.byEmail(session, email).orElseThrow(),
                        (Cadence) engine.cadences().find(cadence),
                        mailbox,
                        again));
    }

    /** One turn of the rep's mailbox. */
    void run() {
        engine.run().run(mailbox().id());
    }

    /** One turn of another mailbox. */
    void run(String address) {
        engine.run().run(mailbox(address).id());
    }

    /** One turn after some time has passed. */
    void runAfter(Duration time) {
        clock.pass(time);
        run();
    }

    /** Everything is closed and wired anew, as when the process ends and another begins. */
    void restart() {
        database.close();
        open();
    }

    /** A copy of the database is opened, and nobody works on the one it was made of. */
    void restoreElsewhere() {
        database.close();
        url = TestDatabase.copyOf(url);
        open();
    }

    /** The same database is opened by a process with another {@code KADENS_HOME}. */
    void moveHome(String name) {
        database.close();
        home = folder.resolve(name);
        open();
    }

    Standing.Kind standing() {
        return ask(engine.fence()::standing).kind();
    }

    String identity() {
        return engine.fence().installation().identity();
    }

    /** As with {@code KADENS_INSTALLATION}; null for the file. */
    void calledAs(@Nullable String identity) {
        installation = identity;
        restart();
    }

    Enrollment enrollment(String email) {
        return ask(session -> {
            var prospect = Prospects.byEmail(session, email).orElseThrow();
            return engine.enrollments().ofProspect(session, prospect.id()).getLast();
        });
    }

    List<OutgoingMessage> messages(String email) {
        var id = enrollment(email).id();
        return ask(session -> OutgoingMessages.ofEnrollment(session, id));
    }

    /** All mails that left, in their order. */
    List<OutgoingMessage> sentMails() {
        return ask(session -> session.createSelectionQuery(
                        "from OutgoingMessage where delivery = SENT order by settledAt, id", OutgoingMessage.class)
                .getResultList());
    }

    List<String> timeline(String email) {
        var id = enrollment(email).id();
        return ask(session -> History.of(session, id).stream()
                .map(entry -> entry.sentence().toString())
                .toList());
    }

    /** What the rep's buttons do. */
    void goOn(String email) {
        var id = enrollment(email).id();
        database.transactAlone(session -> engine.enrollments()
                .resume(
                        session,
                        engine.enrollments().locked(session, id).orElseThrow(),
                        Sentence.of("timeline.resumed-by-hand")));
    }

    void pauseByHand(String email) {
        var id = enrollment(email).id();
        database.transactAlone(session -> engine.enrollments()
                .pause(
                        session,
                        engine.enrollments().locked(session, id).orElseThrow(),
                        null,
                        Sentence.of("timeline.paused-by-hand"),
                        TimelineEntry.Evidence.NONE));
    }

    void stopByHand(String email) {
        var id = enrollment(email).id();
        database.transactAlone(session -> engine.enrollments()
                .stop(
                        session,
                        engine.enrollments().locked(session, id).orElseThrow(),
                        StopReason.BY_HAND,
                        Sentence.of("timeline.stopped-by-hand"),
                        TimelineEntry.Evidence.NONE));
    }

    void suppress(String target) {
        database.transactAlone(session -> Suppressions.add(session, target, "by-hand", now()));
    }

    boolean suppresses(String email) {
        return ask(session -> Suppressions.forbidding(session, email)).isPresent();
    }

    <T> T ask(Function<StatelessSession, T> question) {
        return database.transact(question);
    }

    int sql(String statement) {
        return ask(session -> session.createNativeMutationQuery(statement).executeUpdate());
    }

    long count(String query) {
        return ask(session -> session.createNativeQuery(query, Long.class).getSingleResult());
    }

    /** Somebody who is no prospect has a mailbox as well. */
    void opensMailbox(String email) {
        post.register(email, "secret");
    }

    /** What came into a prospect's inbox, oldest first. */
    List<MimeMessage> received(String email) {
        return mailsIn(email, "INBOX");
    }

    /** What lies in a folder of a mailbox, oldest first. */
    List<MimeMessage> mailsIn(String email, String name) {
        try (var store = imap(email)) {
            var folder = store.getFolder(name);
            folder.open(Folder.READ_ONLY);
            var all = new ArrayList<MimeMessage>();
            for (var message : folder.getMessages()) {
                all.add(new MimeMessage((MimeMessage) message));
            }
            return all;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the folder for sent mail away from the rep, or puts it back. */
    void sentFolder(boolean there) {
        try (var store = imap(REP)) {
            var sent = store.getFolder("Sent");
            if (there) {
                sent.create(Folder.HOLDS_MESSAGES);
            } else {
                sent.delete(true);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server puts a copy of what it took into a folder of the rep's, as some do. */
    void files(OutgoingMessage sent, String name) {
        files(sent.raw(), name);
    }

    void files(byte[] raw, String name) {
        try (var store = imap(REP)) {
            var folder = store.getFolder(name);
            if (!folder.exists()) {
                folder.create(Folder.HOLDS_MESSAGES);
            }
            var copy = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            folder.appendMessages(new Message[] {copy});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A mail to the rep that is not sent yet. */
    Answer answer(String from, String text) {
        return new Answer(from, text);
    }

    private Store imap(String email) throws MessagingException {
        var store = Session.getInstance(new Properties()).getStore("imap");
        store.connect(post.host(), post.imapPort(), email, "secret");
        return store;
    }

    private Instant now() {
        return time.instant();
    }

    private Settings settings(Path templates) {
        return Settings.read(
                Map.of("KADENS_TEMPLATES", templates.toString(), "KADENS_HOME", folder.toString()),
                ZoneId.of("Europe/Oslo"));
    }

    private void open() {
        database = Database.open(url, Engine.ENTITIES);
        var settings = settings(templates());
        var fence = new Fence(Installation.open(installation, home, List.of()));
        database.transactAlone(session -> fence.claimUnused(session, now()));
        engine = wire(database, fence, settings, () -> System.nanoTime() + frozen.get(), time);
    }

    private Engine wire(
            Database opened, Fence fence, Settings settings, LongSupplier nanoTime, InstantSource nodesTime) {
        return Kadens.wire(
                opened, fence, Secrets.open(null, folder), settings, RUN_INTERVAL, patience, nanoTime, nodesTime);
    }

    /** This node wakes up after it was frozen for a while, and was taken for dead. */
    void freeze() {
        frozen.addAndGet(Duration.ofMinutes(1).toNanos());
        sql("update node set until = utc_timestamp(6) - interval 40 second");
    }

    /** Another node of the same installation on the same database, with a clock of its own. */
    final class OtherNode implements AutoCloseable {

        private final Database opened = Database.open(url, Engine.ENTITIES);
        private final Engine rooms;
        private final long mailboxId = mailbox().id();

        OtherNode(InstantSource itsTime) {
            this(itsTime, templates());
        }

        OtherNode(InstantSource itsTime, Path itsTemplates) {
            rooms = wire(
                    opened,
                    new Fence(Installation.open(installation, home, List.of())),
                    settings(itsTemplates),
                    System::nanoTime,
                    itsTime);
        }

        /** One turn of the rep's mailbox there. */
        void run() {
            rooms.run().run(mailboxId);
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    OtherNode otherNode() {
        return otherNode(templates());
    }

    /** One whose templates folder is not this node's: each has its copy, and they are changed one after the other. */
    OtherNode otherNode(Path itsTemplates) {
        return new OtherNode(time, itsTemplates);
    }

    @Override
    public void close() throws IOException {
        database.close();
        TestDatabase.giveBack(url);
        post.close();
        TestFolders.delete(folder);
    }

    /** A mail from outside, written header by header. */
    final class Answer {

        private final MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        private boolean read;

        @Nullable
        private Instant came;

        private Answer(String from, String text) {
            try {
                mail.setFrom(new InternetAddress(from));
                mail.setRecipients(Message.RecipientType.TO, REP);
                mail.setSentDate(Date.from(now()));
                mail.setSubject("Re: Routes");
                mail.setText(text, "UTF-8");
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** As a mail program answers: naming the mail and its thread. */
        Answer to(MimeMessage ours) throws MessagingException {
            return with("In-Reply-To", ours.getMessageID())
                    .with("References", ours.getMessageID())
                    .with("Subject", "Re: " + ours.getSubject());
        }

        Answer with(String header, String value) {
            try {
                mail.setHeader(header, value);
                return this;
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        Answer alreadyRead() {
            read = true;
            return this;
        }

        /** The server had it since then, and shows it only now. */
        Answer cameAt(Instant at) {
            came = at;
            return this;
        }

        Answer arrives() throws MessagingException {
            return arrivesIn("INBOX");
        }

        Answer arrivesIn(String name) throws MessagingException {
            mail.saveChanges();
            try (var store = imap(REP)) {
                var target = store.getFolder(name);
                if (!target.exists()) {
                    target.create(Folder.HOLDS_MESSAGES);
                }
                mail.setFlag(Flags.Flag.SEEN, read);
                target.appendMessages(new Message[] {dated()});
            }
            return this;
        }

        /** APPEND gives the INTERNALDATE from here (RFC 9051, 6.3.12). */
        private MimeMessage dated() throws MessagingException {
            return new MimeMessage(mail) {
                @Override
                public Date getReceivedDate() {
                    return Date.from(came == null ? now() : came);
                }
            };
        }
    }
}
