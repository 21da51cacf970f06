package kadens.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
import kadens.language.Refusal;
import kadens.run.Engine;
import kadens.store.EmbeddedMariaDb;
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
        new Population(engine, postOffice, clock.speed()).settle();
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
}
