package kadens.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentCopy;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.prospect.Progress;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;

/** Mailboxes without limits, and prospects who are enrolled from them in turn, by the ways of the product. */
final class Crowd {

    static final String CADENCE = "drill";

    private static final String PASSWORD = "drill";
    private static final Limits NONE = new Limits(1_000_000, Duration.ZERO, Duration.ZERO, null);
    private static final int ENROLLED_AT_ONCE = 100;

    private final Engine engine;
    private final Ground ground;
    private final int mailboxes;
    private final int prospects;
    private List<Mailbox> senders = List.of();

    Crowd(Engine engine, Ground ground, int mailboxes, int prospects) {
        this.engine = engine;
        this.ground = ground;
        this.mailboxes = mailboxes;
        this.prospects = prospects;
    }

    static String prospect(int number) {
        return "p%05d@c%05d.example".formatted(number, number);
    }

    static String mailbox(int number) {
        return "rep%03d@drill.example".formatted(number);
    }

    /** Everything that must come, once. */
    Stream<Letter> letters() {
        return IntStream.range(0, prospects)
                .boxed()
                .flatMap(i -> CrashPlan.STEPS.stream().map(step -> new Letter(prospect(i), step)));
    }

    /**
     * Adds the mailboxes and the prospects.
     *
     * @param smtpPort where the mailboxes send
     * @param imapPort where each is read, by its number
     */
    void gather(int smtpPort, IntUnaryOperator imapPort) {
        senders = IntStream.range(0, mailboxes)
                .mapToObj(i -> add(i, smtpPort, imapPort.applyAsInt(i)))
                .toList();
        importAll();
    }

    /** The mailboxes by their numbers, once they are gathered. */
    List<Mailbox> senders() {
        return senders;
    }

    /** Enrolls the prospects with these numbers. */
    void enroll(int from, int to, Onlooker onlooker) {
        var done = new AtomicInteger();
        IntStream.iterate(from, first -> first < to, first -> first + ENROLLED_AT_ONCE)
                .parallel()
                .forEach(first -> {
                    var end = Math.min(to, first + ENROLLED_AT_ONCE);
                    enroll(first, end);
                    onlooker.at("Enrolling", done.addAndGet(end - first), to - from);
                });
    }

    private Mailbox add(int number, int smtpPort, int imapPort) {
        var address = mailbox(number);
        ground.post().register(address, PASSWORD);
        var login = address.replace("@", "%40") + ":" + PASSWORD + "@";
        var draft = new Mailboxes.Draft(
                address,
                ServerUrl.smtp("smtp://127.0.0.1:" + smtpPort),
                ServerUrl.imap("imap://" + login + "127.0.0.1:" + imapPort),
                NONE,
                null,
                ZoneId.of("Europe/Oslo"),
                Duration.ofSeconds(60),
                WhenUncertain.values()[number % WhenUncertain.values().length],
                SentCopy.NEVER); // the drill's SMTP server files them
        var now = engine.clock().instant();
        return engine.database().transact(session -> {
            var owner = People.nameOrRename(session, address, "Rep " + address.substring(3, 6), null, null, now);
            return engine.mailboxes().save(session, draft, owner, now);
        });
    }

    private void importAll() {
        var csv = new StringBuilder("email,first_name,company,domain\n");
        IntStream.range(0, prospects)
                .forEach(i -> csv.append(prospect(i)).append(",P").append(i).append('\n'));
        try {
            var file = Files.writeString(ground.folder().resolve("prospects.csv"), csv);
            var report = new ProspectImport(engine.database(), engine.clock()).run(file, Map.of(), Progress.NONE);
            expect(report.created() == prospects, "not all prospects were imported: " + report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enroll(int from, int to) {
        var loaded = engine.cadences().find(CADENCE);
        if (!(loaded instanceof Cadence cadence)) {
            throw new IllegalStateException("the drill's cadence does not load: " + loaded);
        }
        engine.database()
                .transactAlone(session -> IntStream.range(from, to).forEach(i -> {
                    var somebody = Prospects.byEmail(session, prospect(i)).orElseThrow();
                    var outcome =
                            engine.enrolling().enroll(session, somebody, cadence, senders.get(i % mailboxes), false);
                    expect(outcome instanceof EnrollOutcome.Enrolled, "not enrolled: " + outcome);
                }));
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
