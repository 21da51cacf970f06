package kadens.sandbox;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerUrl;
import kadens.plan.Limits;
import kadens.prospect.Progress;
import kadens.prospect.ProspectImport;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Team;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the reps and the sample prospects into an empty engine, by the same ways as a company would. */
final class Population {

    private static final Logger LOG = LoggerFactory.getLogger(Population.class);

    /** The careful defaults, but of mailboxes that have sent for long: the first day shows everybody their first mail. */
    private static final Limits WITHOUT_RAMP_UP =
            new Limits(Limits.DEFAULT.dailyCap(), Limits.DEFAULT.gapMin(), Limits.DEFAULT.gapMax(), null);

    private final Engine engine;
    private final PostOffice postOffice;
    private final int speed;

    Population(Engine engine, PostOffice postOffice, int speed) {
        this.engine = engine;
        this.postOffice = postOffice;
        this.speed = speed;
    }

    void settle() {
        engine.database().transactAlone(this::addColleagues);
        var mailboxes = engine.database().transact(this::addMailboxes);
        importProspects();
        var everybody = SamplePeople.prospects();
        engine.database().transactAlone(session -> {
            for (int i = 0; i < everybody.size(); i++) {
                enroll(session, everybody.get(i), mailboxes.get(i % mailboxes.size()));
            }
        });
    }

    /** Who leads the reps, and who writes for them: a visitor is the first, and may be any of them. */
    private void addColleagues(StatelessSession session) {
        var now = engine.clock().instant();
        var team = Team.add(session, SamplePeople.TEAM);
        for (var one : SamplePeople.colleagues()) {
            var person = kadens.team.People.nameOrRename(session, one.address(), one.name(), null, null, now);
            kadens.team.People.set(session, person, one.role(), team.id());
        }
    }

    private List<Mailbox> addMailboxes(StatelessSession session) {
        return SamplePeople.sellers().stream()
                .map(seller -> addMailbox(session, seller))
                .toList();
    }

    private Mailbox addMailbox(StatelessSession session, Seller seller) {
        var login = seller.address().replace("@", "%40") + ":" + People.PASSWORD + "@" + postOffice.host() + ":";
        var draft = new Mailboxes.Draft(
                seller.address(),
                ServerUrl.smtp("smtp://" + login + postOffice.smtpPort()),
                ServerUrl.imap("imap://" + login + postOffice.imapPort()),
                WITHOUT_RAMP_UP,
                null,
                seller.timeZone(),
                // A minute of real time, like everywhere else.
                Duration.ofMinutes(1).multipliedBy(speed));
        var owner = kadens.team.People.nameOrRename(
                session,
                seller.address(),
                seller.name(),
                null,
                null,
                engine.clock().instant());
        return engine.mailboxes().save(session, draft, owner, engine.clock().instant());
    }

    private void importProspects() {
        try {
            var file = Files.createTempFile("kadens-sandbox", ".csv");
            try {
                write(file);
                var report = new ProspectImport(engine.database(), engine.clock())
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

    private void enroll(StatelessSession session, Person person, Mailbox mailbox) {
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

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
