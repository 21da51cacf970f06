package kadens.web.enrolling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.Objections;
import kadens.enrollment.Objections.Objection;
import kadens.enrollment.Selection;
import kadens.enrollment.Selection.Phase;
import kadens.enrollment.Selections;
import kadens.enrollment.StepValues;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Sight;
import kadens.template.Contract;
import kadens.template.Rendering;
import kadens.template.Use;
import kadens.template.Values;
import kadens.web.Failure;
import kadens.web.Moment;
import kadens.web.Someone;
import kadens.web.Texts;
import kadens.web.WorstCases;
import kadens.web.enrolling.EnrollPage.Case;
import kadens.web.enrolling.EnrollPage.Choosing;
import kadens.web.enrolling.EnrollPage.Group;
import kadens.web.enrolling.EnrollPage.Mail;
import kadens.web.enrolling.EnrollPage.Named;
import kadens.web.enrolling.EnrollPage.Option;
import kadens.web.enrolling.EnrollPage.Plan;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of those whom somebody has chosen. */
final class EnrollView {

    /** So many are looked at before; everybody is looked at when they are enrolled. */
    static final int LOOKED_AT_MAX = 2_000;

    static final int NAMED_MAX = 20;
    private static final int MAILS_WRITTEN_MAX = 200;

    private final Engine engine;
    private final StatelessSession session;
    private final Selection selection;
    private final Sight sight;
    private final Texts texts;

    EnrollView(Engine engine, StatelessSession session, Selection selection, Sight sight, Texts texts) {
        this.engine = engine;
        this.session = session;
        this.selection = selection;
        this.sight = sight;
        this.texts = texts;
    }

    EnrollPage page(EnrollChoice choice, @Nullable String wrong) {
        var counts = Selections.counts(session, selection.id());
        var phase = selection.phase();
        return new EnrollPage(
                selection.id(),
                phase.word(),
                phase == Phase.ENROLLING,
                counts.all(),
                selection.unknown(),
                selection.leftOut(),
                phase == Phase.CHOSEN ? choosing(choice, wrong, counts.all()) : null,
                phase == Phase.CHOSEN ? null : new ResultView(engine, session, selection, texts).of(counts));
    }

    /** Those that may send and are seen; somebody who has one of their own finds it chosen. */
    List<Mailbox> mailboxes() {
        return engine.mailboxes().seen(session, sight);
    }

    /** The chosen mailboxes, those that may not send left out. */
    List<Mailbox> senders(EnrollChoice choice) {
        return mailboxes().stream()
                .filter(mailbox -> choice.mailboxes().contains(mailbox.id()))
                .filter(mailbox -> Mailboxes.mayNotSend(session, mailbox).isEmpty())
                .toList();
    }

    /** Where none is chosen, one's own that may send; else the only one. */
    EnrollChoice withMailbox(EnrollChoice choice) {
        if (!choice.mailboxes().isEmpty()) {
            return choice;
        }
        var sending = mailboxes().stream()
                .filter(mailbox -> Mailboxes.mayNotSend(session, mailbox).isEmpty())
                .toList();
        return sending.stream()
                .filter(mailbox -> mailbox.ownerId() == selection.personId())
                .findFirst()
                .or(() -> sending.size() == 1 ? Optional.of(sending.getFirst()) : Optional.empty())
                .map(mailbox -> choice.from(List.of(mailbox.id())))
                .orElse(choice);
    }

    private Choosing choosing(EnrollChoice asked, @Nullable String wrong, long all) {
        var choice = withMailbox(asked);
        var senders = senders(choice);
        var cadence = cadence(choice);
        return new Choosing(
                cadences(choice),
                mailboxes().stream()
                        .map(mailbox -> new Option(
                                String.valueOf(mailbox.id()),
                                mailbox.address(),
                                senders.stream().anyMatch(each -> each.id() == mailbox.id()),
                                Mailboxes.mayNotSend(session, mailbox)
                                        .map(why -> Moment.sentence(why, texts))
                                        .orElse(null)))
                        .toList(),
                choice.again(),
                wrong,
                cadence.isEmpty() || senders.isEmpty() || all == 0 ? null : plan(choice, cadence.get(), senders));
    }

    Optional<Cadence> cadence(EnrollChoice choice) {
        return choice.cadence() != null && engine.cadences().find(choice.cadence()) instanceof Cadence cadence
                ? Optional.of(cadence)
                : Optional.empty();
    }

    private List<Option> cadences(EnrollChoice choice) {
        return engine.cadences().names().stream()
                .map(name -> engine.cadences().find(name) instanceof Cadence cadence
                        ? new Option(name, cadence.title(), name.equals(choice.cadence()), null)
                        : new Option(name, name, false, texts.say("enrolling.broken")))
                .toList();
    }

    private Plan plan(EnrollChoice choice, Cadence cadence, List<Mailbox> senders) {
        var prospects = seen();
        var found = engine.enrolling()
                .objections(session, cadence, senders.getFirst(), choice.again())
                .against(prospects);
        var worst = worst(found.can(), cadence, senders.getFirst());
        var shown = found.can().stream()
                .filter(prospect -> choice.look() != null && prospect.id() == choice.look())
                .findFirst()
                .or(() -> worst.stream().findFirst().map(each -> each.someone().prospect()))
                .or(() -> found.can().stream().findFirst())
                .orElse(null);
        var waiting = new Approvals(engine.templates()).waiting(session, cadence);
        var standsStill = CadencePauses.why(session, cadence.name(), engine.organizationZone());
        return new Plan(
                prospects.size(),
                found.can().size(),
                groups(found.objections(), prospects.size()),
                standsStill.stream()
                        .map(why -> texts.say("enrolling.stands-still", Moment.sentence(why, texts)))
                        .toList(),
                waiting.isEmpty()
                        ? null
                        : texts.say(
                                "enrolling.approval",
                                waiting.size(),
                                waiting.stream().map(Step::title).collect(Collectors.joining(", "))),
                worst.stream()
                        .map(each -> new Case(
                                each.someone().name(),
                                each.why(),
                                href() + choice.query(each.someone().prospect().id()),
                                shown != null && each.someone().prospect().id() == shown.id()))
                        .toList(),
                shown == null ? null : mail(shown, cadence, choice, senders.getFirst()),
                shown == null ? "" : href() + "/forecast" + choice.query(0));
    }

    private String href() {
        return "/enroll/" + selection.id();
    }

    private List<Prospect> seen() {
        return Selections.prospects(session, selection.id(), LOOKED_AT_MAX).stream()
                .filter(prospect -> sight.includes(prospect.ownerId()))
                .toList();
    }

    private List<Group> groups(List<Objection> objections, long of) {
        return Objections.grouped(objections).values().stream()
                .map(group -> new Group(
                        title(group.getFirst(), group.size(), of),
                        group.stream().limit(NAMED_MAX).map(this::named).toList(),
                        Math.max(0, group.size() - NAMED_MAX)))
                .toList();
    }

    private String title(Objection first, long count, long of) {
        if (!first.key().equals(Objections.LACKING)) {
            return texts.say("enrolling.cannot." + first.key(), count);
        }
        var what = Use.word(first.value()).in(texts.locale());
        return texts.say(
                first.value().startsWith("sender.") ? "enrolling.cannot.sender" : "enrolling.cannot.lacking",
                count,
                of,
                what);
    }

    private Named named(Objection objection) {
        return new Named(
                objection.prospect().id(), objection.prospect().displayName(), Moment.sentence(objection.why(), texts));
    }

    private List<WorstCases.Case> worst(List<Prospect> can, Cadence cadence, Mailbox mailbox) {
        var some = can.stream().limit(MAILS_WRITTEN_MAX).toList();
        var accounts = Prospects.accountsOf(session, some);
        var owner = People.get(session, mailbox.ownerId());
        var asked = firstMail(cadence)
                .map(step -> Contract.of(engine.templates(), cadence, List.of(step))
                        .needs()
                        .keySet())
                .orElse(Set.of());
        var people = some.stream()
                .map(prospect -> new Someone(
                        prospect.displayName(),
                        null,
                        prospect,
                        null,
                        mailbox,
                        engine.values()
                                .of(
                                        prospect,
                                        prospect.accountId() == null ? null : accounts.get(prospect.accountId()),
                                        owner,
                                        mailbox,
                                        StepValues.TRIAL)))
                .toList();
        return WorstCases.among(people, asked, texts);
    }

    private static Optional<Step> firstMail(Cadence cadence) {
        return cadence.steps().stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .findFirst();
    }

    /** The first mail for one of those chosen, by the sender's own code. @throws Failure 404 */
    Rendering rendering(long prospectId, EnrollChoice choice) {
        var cadence = cadence(choice).orElseThrow(Failure::notFound);
        var sender = senders(withMailbox(choice)).stream().findFirst().orElseThrow(Failure::notFound);
        var step = firstMail(cadence).orElseThrow(Failure::notFound);
        var prospect = Prospects.withIds(session, List.of(prospectId)).stream()
                .filter(each -> sight.includes(each.ownerId()))
                .filter(each -> Selections.has(session, selection.id(), each.id()))
                .findFirst()
                .orElseThrow(Failure::notFound);
        return engine.templates().render(cadence, step, values(prospect, sender));
    }

    private Values values(Prospect prospect, Mailbox sender) {
        Person owner = People.get(session, sender.ownerId());
        return engine.values().of(prospect, Prospects.accountOf(session, prospect), owner, sender, StepValues.TRIAL);
    }

    private @Nullable Mail mail(Prospect prospect, Cadence cadence, EnrollChoice choice, Mailbox sender) {
        var step = firstMail(cadence);
        if (step.isEmpty()) {
            return null;
        }
        var owner = People.get(session, sender.ownerId());
        var from = owner.name() + " <" + sender.address() + ">";
        var frame = href() + "/mail" + choice.query(prospect.id());
        return switch (engine.templates().render(cadence, step.get(), values(prospect, sender))) {
            case Rendering.Rendered mail ->
                new Mail(
                        from,
                        prospect.email(),
                        Objects.requireNonNullElse(mail.subject(), ""),
                        null,
                        frame,
                        high(mail.text()));
            case Rendering.Unrenderable(var problem) ->
                new Mail(from, prospect.email(), "", problem.in(texts.locale()), frame, 0);
        };
    }

    /** Nobody can measure what stands in a frame that is shut off: lines are counted instead. */
    private static int high(String text) {
        var lines = text.lines().mapToInt(line -> 1 + line.length() / 64).sum();
        return Math.clamp(64 + lines * 19L, 240, 900);
    }

    ForecastPage forecast(EnrollChoice asked) {
        var choice = withMailbox(asked);
        var cadence = cadence(choice).orElseThrow(Failure::notFound);
        var senders = senders(choice);
        if (senders.isEmpty() || selection.phase() != Phase.CHOSEN) {
            throw Failure.notFound();
        }
        return new ForecastView(engine, session, texts).page(seen(), cadence, senders, choice.again());
    }

    Selection selection() {
        return selection;
    }
}
