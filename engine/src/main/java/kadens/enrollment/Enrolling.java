package kadens.enrollment;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome.Enrolled;
import kadens.enrollment.EnrollOutcome.NotEnrolled;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.Organization;
import kadens.team.People;
import kadens.template.Contract;
import kadens.template.Templates;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Starting prospects on a cadence, after every check that would otherwise stop them on the way. */
public final class Enrolling {

    private final Enrollments enrollments;
    private final Templates templates;
    private final StepValues values;
    private final InstantSource clock;

    public Enrolling(Enrollments enrollments, Templates templates, StepValues values, InstantSource clock) {
        this.enrollments = enrollments;
        this.templates = templates;
        this.values = values;
        this.clock = clock;
    }

    /**
     * Lets nobody else enroll these until the transaction ends. A batch that enrolls several calls it first, so that two
     * batches take turns instead of waiting for each other.
     */
    public void reserve(StatelessSession session, List<Prospect> prospects) {
        if (prospects.isEmpty()) {
            return;
        }
        // By address and then by id, the order in which an import takes them; rides prospect_email.
        session.createNativeQuery(
                        "SELECT id FROM prospect FORCE INDEX (prospect_email) WHERE email IN (:emails) FOR UPDATE",
                        Long.class)
                .setParameterList(
                        "emails", prospects.stream().map(Prospect::email).toList())
                .getResultList();
        var accounts = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .toList();
        // Only a limit a company counts its people; without one, nobody who sends to the company need wait.
        if (!accounts.isEmpty() && Organization.get(session).companyActiveMax() != null) {
            session.createNativeQuery("SELECT id FROM account WHERE id IN (:ids) FOR UPDATE", Long.class)
                    .setParameterList("ids", accounts)
                    .getResultList();
        }
    }

    /**
     * Enrolls one prospect, or says why not.
     *
     * @param again whether somebody may go through this cadence once more before the organization's rule lets them
     */
    public EnrollOutcome enroll(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox, boolean again) {
        reserve(session, List.of(prospect));
        return objection(session, prospect, cadence, mailbox, again, 0)
                .<EnrollOutcome>map(why -> new NotEnrolled(prospect.email(), why))
                .orElseGet(() -> new Enrolled(enrollments.start(session, prospect, cadence, mailbox)));
    }

    /**
     * What {@link #enroll} would object to; empty where it would enroll.
     *
     * @param colleagues how many of the prospect's company are to be enrolled before
     */
    public Optional<Sentence> objection(
            StatelessSession session,
            Prospect prospect,
            Cadence cadence,
            Mailbox mailbox,
            boolean again,
            long colleagues) {
        var rules = Organization.get(session);
        return suppressed(session, prospect)
                .or(() -> ongoing(session, prospect))
                .or(() -> again ? Optional.empty() : tooSoon(session, prospect, cadence, mailbox, rules.againDays()))
                .or(() -> companyFull(session, prospect, rules.companyActiveMax(), colleagues))
                .or(() -> unwritable(session, prospect, cadence, mailbox));
    }

    /** Looks at many at once. */
    public Objections objections(StatelessSession session, Cadence cadence, Mailbox mailbox, boolean again) {
        return new Objections(session, this, cadence, mailbox, again, clock.instant());
    }

    /** Those of the prospects who can't be written to for the lack of a value, by the value. */
    public Map<String, List<Prospect>> lacking(
            StatelessSession session, List<Prospect> prospects, Cadence cadence, Mailbox mailbox) {
        var contract = Contract.of(templates, cadence);
        var sender = People.get(session, mailbox.ownerId());
        var accounts = Prospects.accountsOf(session, prospects);
        var lacking = new TreeMap<String, List<Prospect>>();
        for (var prospect : prospects) {
            var account = prospect.accountId() == null ? null : accounts.get(prospect.accountId());
            var all = values.of(prospect, account, sender, mailbox, "preview");
            var missing = contract.lacking(all);
            // A branch that is not taken for somebody needs nothing of them.
            if (!missing.isEmpty() && !templates.check(cadence, all).isEmpty()) {
                missing.forEach(use -> lacking.computeIfAbsent(use.value(), _ -> new ArrayList<>())
                        .add(prospect));
            }
        }
        return lacking;
    }

    private static Optional<Sentence> suppressed(StatelessSession session, Prospect prospect) {
        return Suppressions.forbidding(session, prospect.email())
                .map(found -> Sentence.of("enroll.suppressed", found.target(), found.reason()));
    }

    private Optional<Sentence> ongoing(StatelessSession session, Prospect prospect) {
        return enrollments.ofProspect(session, prospect.id()).stream()
                .filter(each -> each.state().ongoing())
                .findFirst()
                .map(found -> Sentence.of("enroll.ongoing", found.cadence()));
    }

    /** Not again in the same cadence within so many days of its end. */
    private Optional<Sentence> tooSoon(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox, int againDays) {
        var zone = mailbox.timeZone();
        return enrollments.ofProspect(session, prospect.id()).stream()
                .filter(each -> each.cadence().equals(cadence.name()))
                .map(Enrollment::changedAt)
                .max(Comparator.naturalOrder())
                .map(end -> end.atZone(zone))
                .filter(end -> isTooSoon(end, againDays, clock.instant()))
                .map(end -> tooSoon(cadence, end, againDays));
    }

    static boolean isTooSoon(ZonedDateTime end, int againDays, Instant now) {
        return now.isBefore(end.plusDays(againDays).toInstant());
    }

    static Sentence tooSoon(Cadence cadence, ZonedDateTime end, int againDays) {
        return Sentence.of(
                "enroll.too-soon",
                cadence.name(),
                end.toLocalDate(),
                end.plusDays(againDays).toLocalDate());
    }

    /** At most so many of a company on the way at once. */
    private Optional<Sentence> companyFull(
            StatelessSession session, Prospect prospect, @Nullable Integer most, long colleagues) {
        var account = Prospects.accountOf(session, prospect);
        if (most == null || account == null) {
            return Optional.empty();
        }
        var ongoing = new EnrollmentRows_(session).ongoingOfAccount(account.id()) + colleagues;
        return ongoing < most ? Optional.empty() : Optional.of(companyFull(account, ongoing, most));
    }

    static Sentence companyFull(Account account, long ongoing, int most) {
        var company = Stream.of(account.name(), account.domain())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Sentence.of("enroll.company-full", ongoing, company, most);
    }

    Optional<Sentence> unwritable(
            StatelessSession session, Prospect prospect, Cadence cadence, Mailbox mailbox) {
        var sender = People.get(session, mailbox.ownerId());
        var account = Prospects.accountOf(session, prospect);
        return templates.check(cadence, values.of(prospect, account, sender, mailbox, "preview")).stream()
                .findFirst()
                .map(problem -> Sentence.of("enroll.unwritable", problem.toString()));
    }
}
