package kadens.sandbox;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome;
import kadens.language.Refusal;
import kadens.mailbox.Limits;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerUrl;
import kadens.prospect.Progress;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.store.EmbeddedMariaDb;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small world around a real engine: its own post office, three reps, some forty prospects who behave, and a clock
 * that runs fast. Begins anew at each start.
 */
public final class Sandbox implements AutoCloseable {

    /** How often each mailbox runs, in real time: an answer is noticed within a second. */
    public static final Duration RUN_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final String DATABASE = "sandbox";
    /** The careful defaults, but of mailboxes that have sent for long: the first day shows everybody their first mail. */
    private static final Limits WITHOUT_RAMP_UP =
            new Limits(Limits.DEFAULT.dailyCap(), Limits.DEFAULT.gapMin(), Limits.DEFAULT.gapMax(), null);

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private final FastClock clock;
    private final PostOffice postOffice;
    private final People people;
    private final HttpClient http;

    private Sandbox(FastClock clock, PostOffice postOffice) {
        this.clock = clock;
        this.postOffice = postOffice;
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        this.people = new People(postOffice, SamplePeople.prospects(), clock, this::unsubscribe);
    }

    /** A new world, in which it is Monday morning and time stands until {@link #begin}. */
    public static Sandbox open(int speed, InstantSource realTime) {
        var clock = new FastClock(mondayMorning(realTime.instant()), speed);
        var postOffice = PostOffice.open(clock);
        SamplePeople.sellers().forEach(seller -> postOffice.register(seller.address(), People.PASSWORD));
        return new Sandbox(clock, postOffice);
    }

    /**
     * Makes sure that no other sandbox uses this database server, as long as the connection is open.
     *
     * @throws Refusal if one does
     */
    public static Connection onlyOne(EmbeddedMariaDb server) {
        try {
            var connection = DriverManager.getConnection(server.url(DATABASE));
            try (var lock = connection.prepareStatement("SELECT GET_LOCK('kadens-sandbox', 0)");
                    var row = lock.executeQuery()) {
                if (row.next() && row.getInt(1) == 1) {
                    return connection;
                }
            }
            connection.close();
        } catch (SQLException e) {
            throw new Refusal("The sandbox's database does not answer: " + e.getMessage(), e);
        }
        throw new Refusal("Another sandbox is running. Stop it first, or set KADENS_HOME to another folder.");
    }

    /** The URL of the sandbox's database, emptied: every start is a fresh one. */
    public static String emptyDatabase(EmbeddedMariaDb server) {
        var url = server.url(DATABASE);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + DATABASE);
        } catch (SQLException e) {
            throw new Refusal("The sandbox's database can't be emptied: " + e.getMessage(), e);
        }
        return url;
    }

    /** Adds the reps' mailboxes, imports the prospects by the product's own import, and enrolls everybody. */
    public void populate(Engine engine) {
        var mailboxes = engine.database().transact(session -> addMailboxes(engine, session));
        importProspects(engine);
        var everybody = SamplePeople.prospects();
        engine.database().transactAlone(session -> {
            for (int i = 0; i < everybody.size(); i++) {
                enroll(engine, session, everybody.get(i), mailboxes.get(i % mailboxes.size()));
            }
        });
    }

    /** Lets time run and people read their mail. */
    public void begin() {
        clock.run();
        people.start();
    }

    public FastClock clock() {
        return clock;
    }

    public PostOffice postOffice() {
        return postOffice;
    }

    public People people() {
        return people;
    }

    @Override
    public void close() {
        people.close();
        postOffice.close();
        http.close();
    }

    private List<Mailbox> addMailboxes(Engine engine, StatelessSession session) {
        return SamplePeople.sellers().stream()
                .map(seller -> addMailbox(engine, session, seller))
                .toList();
    }

    private Mailbox addMailbox(Engine engine, StatelessSession session, Seller seller) {
        var login = seller.address().replace("@", "%40") + ":" + People.PASSWORD + "@" + postOffice.host() + ":";
        var draft = new Mailboxes.Draft(
                seller.address(),
                ServerUrl.smtp("smtp://" + login + postOffice.smtpPort()),
                ServerUrl.imap("imap://" + login + postOffice.imapPort()),
                WITHOUT_RAMP_UP,
                seller.timeZone(),
                // A minute of real time, like everywhere else.
                Duration.ofMinutes(1).multipliedBy(clock.speed()));
        var owner =
                kadens.team.People.nameOrRename(session, seller.address(), seller.name(), null, null, clock.instant());
        return engine.mailboxes().save(session, draft, owner, clock.instant());
    }

    private void importProspects(Engine engine) {
        try {
            var file = Files.createTempFile("kadens-sandbox", ".csv");
            try {
                write(file);
                var report = new ProspectImport(engine.database(), clock)
                        .run(file, Map.of("depot", "account.depot"), Progress.NONE);
                report.problems().forEach(problem -> LOG.warn("A sample prospect is left out: {}", problem));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file) throws IOException {
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "email",
                    "first_name",
                    "last_name",
                    "company",
                    "domain",
                    "title",
                    "phone",
                    "time_zone",
                    "country",
                    "language",
                    "trade",
                    "bransje",
                    "message",
                    "last_contact",
                    "depot");
            for (var person : SamplePeople.prospects()) {
                var norwegian = person.cadence().endsWith("-nb");
                var trade = person.fields().getOrDefault("trade", "");
                csv.writeRecord(
                        person.email(),
                        orEmpty(person.firstName()),
                        orEmpty(person.lastName()),
                        orEmpty(person.company()),
                        orEmpty(person.domain()),
                        orEmpty(person.title()),
                        orEmpty(person.phone()),
                        person.timeZone().getId(),
                        person.country(),
                        person.language(),
                        norwegian ? "" : trade,
                        norwegian ? trade : "",
                        person.fields().getOrDefault("message", ""),
                        person.fields().getOrDefault("last_contact", ""),
                        person.fields().getOrDefault("depot", ""));
            }
        }
    }

    private static void enroll(Engine engine, StatelessSession session, Person person, Mailbox mailbox) {
        var prospect = Prospects.byEmail(session, person.email());
        if (prospect.isEmpty() || !(engine.cadences().find(person.cadence()) instanceof Cadence cadence)) {
            LOG.warn(
                    "{} is not enrolled: the cadence '{}' or the prospect is missing.",
                    person.email(),
                    person.cadence());
            return;
        }
        if (engine.enrolling().enroll(session, prospect.get(), cadence, mailbox, false)
                instanceof EnrollOutcome.NotEnrolled(var email, var why)) {
            LOG.warn("{} is not enrolled: {}", email, why);
        }
    }

    /** What a mail program does when its owner clicks "unsubscribe" (RFC 8058, 3.2). */
    private void unsubscribe(URI link) {
        var request = HttpRequest.newBuilder(link)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            LOG.warn("A sample person could not unsubscribe at {}: {}", link, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instant mondayMorning(Instant now) {
        return now.atZone(OSLO)
                .toLocalDate()
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
                .atTime(LocalTime.of(9, 0))
                .atZone(OSLO)
                .toInstant();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
