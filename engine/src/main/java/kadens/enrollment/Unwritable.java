package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Contents;
import kadens.cadence.Step;
import kadens.enrollment.Impact.Affected;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.team.People;
import kadens.team.Person;
import kadens.template.Contract;
import kadens.template.Rendering;
import kadens.template.Templates;
import kadens.template.Use;
import kadens.template.Values;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Everybody mid-way in a cadence to whom one of the steps that they have not had can't be written, because they lack a
 * value: found from the files as they are saved, whether or not anything of them was used.
 */
public final class Unwritable {

    private static final int CHUNK = 500;

    private final StatelessSession session;
    private final Cadence cadence;
    private final Templates templates;
    private final StepValues values;
    private final Map<String, Step> steps;
    private final Map<String, Contract> contracts = new HashMap<>();
    private final Map<Long, Person> senders = new HashMap<>();
    private final Map<String, List<Affected>> without = new TreeMap<>();
    private int notHeld;

    private Unwritable(StatelessSession session, Cadence cadence, Templates templates, StepValues values) {
        this.session = session;
        this.cadence = cadence;
        this.templates = templates;
        this.values = values;
        this.steps = cadence.steps().stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .collect(Collectors.toMap(Step::key, Function.identity()));
    }

    /**
     * Those who lack one value.
     *
     * @param of how many are mid-way
     */
    public record Lack(String value, List<Affected> people, long of) {

        private static final int NAMED_MAX = 5;

        /** "12 of 480 people mid-way have no company", without who they are. */
        public Sentence sentence() {
            return Sentence.of("change.lacking", people.size(), of, Use.word(value));
        }

        /** The first few by their addresses. */
        public String named() {
            return people.stream().limit(NAMED_MAX).map(Affected::email).collect(Collectors.joining(", "))
                    + (people.size() > NAMED_MAX ? ", …" : "");
        }
    }

    /**
     * Those whom the files of a cadence can't be written for.
     *
     * @param notHeld how many of them will be held that are not yet
     */
    public record Found(List<Lack> lacks, int notHeld) {}

    /** @param templates of the folder that the cadence was read from */
    public static Found of(
            StatelessSession session, Cadence cadence, Templates templates, StepValues values, Instant now) {
        var needed = Contract.of(templates, cadence).needed();
        if (needed.isEmpty()) {
            return new Found(List.of(), 0);
        }
        var last = Snapshots.last(session, cadence.name());
        var contents = Contents.of(cadence);
        var before = last.isEmpty() ? contents : last.get().contents();
        var people = Impact.of(session, cadence.name(), before, contents, now.plusSeconds(1)).moves().stream()
                .flatMap(move -> move.people().stream())
                .collect(Collectors.toMap(Affected::enrollmentId, Function.identity()));
        var unwritable = new Unwritable(session, cadence, templates, values);
        var ids = people.keySet().stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            unwritable.look(people, ids.subList(from, Math.min(ids.size(), from + CHUNK)));
        }
        return new Found(
                unwritable.without.entrySet().stream()
                        .map(entry -> new Lack(entry.getKey(), entry.getValue(), people.size()))
                        .toList(),
                unwritable.notHeld);
    }

    private void look(Map<Long, Affected> people, List<Long> ids) {
        session.createSelectionQuery(
                        "select e, p, a, m from Enrollment e join Prospect p on p.id = e.prospectId"
                                + " join Mailbox m on m.id = e.mailboxId"
                                + " left join Account a on a.id = p.accountId where e.id in :ids order by e.id",
                        Object[].class)
                .setParameterList("ids", ids)
                .getResultList()
                .forEach(row ->
                        look((Enrollment) row[0], (Prospect) row[1], (Account) row[2], (Mailbox) row[3], people));
    }

    private void look(
            Enrollment enrollment,
            Prospect prospect,
            @Nullable Account account,
            Mailbox mailbox,
            Map<Long, Affected> people) {
        var affected = people.get(enrollment.id());
        if (affected == null) {
            return;
        }
        var sender = senders.computeIfAbsent(mailbox.ownerId(), id -> People.get(session, id));
        var all = values.of(prospect, account, sender, mailbox, StepValues.TRIAL);
        var missing = affected.coming().stream()
                .flatMap(key -> missing(key, all).stream())
                .distinct()
                .toList();
        missing.forEach(
                value -> without.computeIfAbsent(value, _ -> new ArrayList<>()).add(affected));
        if (!missing.isEmpty() && enrollment.state() != State.HELD) {
            notHeld++;
        }
    }

    /** A branch that is not taken for somebody needs nothing of them. */
    private List<String> missing(String key, Values all) {
        var step = steps.get(key);
        if (step == null) {
            return List.of();
        }
        var missing = contracts
                .computeIfAbsent(key, _ -> Contract.of(templates, cadence, List.of(step)))
                .lacking(all);
        return missing.isEmpty() || templates.render(cadence, step, all) instanceof Rendering.Rendered
                ? List.of()
                : missing.stream().map(Use::value).toList();
    }
}
