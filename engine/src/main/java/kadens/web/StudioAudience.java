package kadens.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.StepValues;
import kadens.enrollment.Worklist;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectSearch;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.template.Contract;
import kadens.template.SampleProspects;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** For whom the mails of a cadence can be looked at: samples, whoever is searched for, and the worst cases. */
final class StudioAudience {

    /** Of how many the worst are picked: so many rows are read by index, however many there are. */
    static final int LOOKED_AT_MAX = 200;

    private static final int FOUND_MAX = 12;

    private final Engine engine;
    private final StatelessSession session;
    private final Cadence cadence;
    private final StudioChoice choice;
    private final SampleProspects samples;
    private final List<Mailbox> mailboxes;
    private final Map<Long, Person> owners = new HashMap<>();

    StudioAudience(Engine engine, StatelessSession session, Cadence cadence, StudioChoice choice) {
        this.engine = engine;
        this.session = session;
        this.cadence = cadence;
        this.choice = choice;
        this.samples = new SampleProspects(engine.templates().folder());
        this.mailboxes = engine.mailboxes().all(session);
    }

    List<Mailbox> mailboxes() {
        return mailboxes;
    }

    /** Who was chosen, else the first sample, else somebody enrolled; empty where there is nobody. */
    Optional<Someone> chosen() {
        var id = choice.id(StudioChoice.PROSPECT);
        var name = choice.value(StudioChoice.SAMPLE);
        if (id != null) {
            return Optional.of(prospect(id));
        }
        if (name != null) {
            var sample = sample(name);
            if (sample.isPresent()) {
                return sample;
            }
        }
        return samples().stream().findFirst().or(() -> enrolled().stream().findFirst());
    }

    /** Every sample whose file can be read. */
    List<Someone> samples() {
        return samples.names().stream().flatMap(name -> sample(name).stream()).toList();
    }

    /** The names of those whose file can't. */
    List<String> unreadable() {
        return samples.names().stream().filter(name -> sample(name).isEmpty()).toList();
    }

    /** Whom the words in the search field fit. */
    List<Someone> found() {
        var search = choice.value(StudioChoice.SEARCH);
        return search == null ? List.of() : everybody(ProspectSearch.find(session, search, FOUND_MAX));
    }

    /** The worst of the newest that are in the cadence; where nobody is, of the newest prospects. */
    List<WorstCases.Case> worst(Step step, Texts texts) {
        var asked =
                Contract.of(engine.templates(), cadence, List.of(step)).needs().keySet();
        var enrolled = enrolled();
        var people = enrolled.isEmpty() ? everybody(Prospects.newest(session, LOOKED_AT_MAX)) : enrolled;
        return WorstCases.among(people, asked, texts);
    }

    private List<Someone> enrolled() {
        return Worklist.newestOf(session, cadence.name(), LOOKED_AT_MAX).stream()
                .flatMap(line -> someone(line.prospect(), line.account(), line.enrollment()).stream())
                .toList();
    }

    private List<Someone> everybody(List<Prospect> prospects) {
        var accounts = Prospects.accountsOf(session, prospects);
        return prospects.stream()
                .flatMap(prospect -> someone(prospect, account(prospect, accounts), null).stream())
                .toList();
    }

    private static @Nullable Account account(Prospect prospect, Map<Long, Account> accounts) {
        var id = prospect.accountId();
        return id == null ? null : accounts.get(id);
    }

    private Someone prospect(long id) {
        var prospect = ProspectSearch.byId(session, id).orElseThrow(Failure::notFound);
        var enrollment = engine.enrollments().ofProspect(session, id).stream()
                .filter(each -> each.cadence().equals(cadence.name()))
                .reduce((_, latest) -> latest)
                .orElse(null);
        return someone(prospect, Prospects.accountOf(session, prospect), enrollment)
                .orElseThrow(Failure::notFound);
    }

    /** Empty where there is no mailbox that could write to them. */
    private Optional<Someone> someone(Prospect prospect, @Nullable Account account, @Nullable Enrollment enrollment) {
        return mailbox(enrollment)
                .map(mailbox -> new Someone(
                        prospect.displayName(),
                        null,
                        prospect,
                        enrollment,
                        mailbox,
                        engine.values().of(prospect, account, owner(mailbox), mailbox, StepValues.TRIAL)));
    }

    private Optional<Someone> sample(String name) {
        try {
            var zone = engine.organizationZone();
            var today = LocalDate.ofInstant(engine.clock().instant(), zone);
            var values = samples.find(name, today);
            var mailbox = mailbox(null).orElse(null);
            return Optional.of(new Someone(
                    name(values.byName(), name),
                    name,
                    Prospects.imagined(values.prospect()),
                    null,
                    mailbox,
                    mailbox == null ? values : engine.values().from(owner(mailbox), mailbox, values)));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private static String name(Map<String, String> values, String otherwise) {
        var name = Stream.of("prospect.firstName", "prospect.lastName")
                .map(values::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? values.getOrDefault("prospect.email", otherwise) : name;
    }

    /** The one that writes to them, else the one that was chosen, else the first. */
    private Optional<Mailbox> mailbox(@Nullable Enrollment enrollment) {
        var wanted = new ArrayList<Long>();
        if (enrollment != null) {
            wanted.add(enrollment.mailboxId());
        }
        var chosen = choice.id(StudioChoice.MAILBOX);
        if (chosen != null) {
            wanted.add(chosen);
        }
        return wanted.stream()
                .flatMap(id -> mailboxes.stream().filter(mailbox -> mailbox.id() == id))
                .findFirst()
                .or(() -> mailboxes.stream().findFirst());
    }

    Person owner(Mailbox mailbox) {
        return owners.computeIfAbsent(mailbox.ownerId(), id -> People.get(session, id));
    }
}
