package kadens.web.prospects;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Handling.Act;
import kadens.enrollment.State;
import kadens.inbox.Correspondence;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.outbox.HeldUp;
import kadens.plan.Misread;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.prospect.Whereabouts;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Storyteller;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.Zones;
import kadens.web.prospects.OnePage.Company;
import kadens.web.prospects.OnePage.Fact;
import kadens.web.prospects.OnePage.MailLine;
import kadens.web.prospects.OnePage.Now;
import kadens.web.prospects.OnePage.Story;
import kadens.web.prospects.OnePage.Suppressed;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One prospect's page, and what its buttons do. */
final class OnePages {

    private static final int STORIES = 3;
    private static final int OLDER_MAX = 50;
    private static final int MAILS = 100;
    private static final int REASON_CHARS_MAX = 300;

    private final Engine engine;
    private final Pages pages;

    OnePages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    static String href(long id) {
        return "/prospects/" + id;
    }

    void show(Context context) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        pages.show(context, "prospect", engine.database().transact(session -> {
            Seen.prospect(session, context, id);
            return page(session, Prospects.get(session, id), texts);
        }));
    }

    void act(Context context) {
        var id = Paths.id(context);
        engine.database().transactAlone(session -> Seen.prospect(session, context, id));
        var act = Act.of(context.formParam("act")).orElseThrow(() -> new Failure(400, "bad-request"));
        var acts = new ActPages(engine, pages);
        acts.act(context, act, List.of(id), act == Act.ASSIGN ? acts.owner(context) : null);
        var seen = engine.database()
                .transact(session -> Prospects.find(session, id)
                        .filter(prospect ->
                                Seen.by(session, context).includes(prospect.ownerId()))
                        .isPresent());
        var back = context.formParam("back");
        context.redirect(!seen ? "/prospects" : back == null ? href(id) : Paths.own(back), HttpStatus.SEE_OTHER);
    }

    /** Takes their own address off the suppression list. What else forbids writing to them stays. */
    void unsuppress(Context context) {
        var id = Paths.id(context);
        var why = Forms.form(context, "why", REASON_CHARS_MAX);
        engine.database().transactAlone(session -> {
            Seen.prospect(session, context, id);
            if (why.isEmpty()) {
                throw new Failure(422, "no-reason");
            }
            var prospect = Prospects.get(session, id);
            Suppressions.ofAddress(session, prospect.email()).ifPresent(found -> {
                Suppressions.remove(session, found);
                Audit.note(
                        session,
                        Me.of(context).id(),
                        Sentence.of("audit.suppression-removed", found.target(), why),
                        engine.clock().instant());
            });
        });
        context.redirect(href(id), HttpStatus.SEE_OTHER);
    }

    private OnePage page(StatelessSession session, Prospect prospect, Texts texts) {
        var now = engine.clock().instant();
        var all = engine.enrollments().ofProspect(session, prospect.id()).reversed();
        var ongoing = all.stream().filter(each -> each.state().ongoing()).findFirst();
        var ordered = Stream.concat(
                        ongoing.stream(), all.stream().filter(each -> !each.state().ongoing()))
                .toList();
        var mailbox = ordered.isEmpty() ? null : mailbox(session, ordered.getFirst());
        var zone = zone(prospect, ongoing.isPresent() ? mailbox : null);
        var shown = zone == null ? engine.organizationZone() : zone;
        var account = Prospects.accountOf(session, prospect);
        var stories = new ArrayList<Story>();
        for (var each : ordered.stream().limit(OLDER_MAX).toList()) {
            var told = stories.size() < STORIES ? Storyteller.of(engine, session, each, shown, texts) : null;
            stories.add(new Story(
                    each.id(),
                    title(each),
                    StateView.of(each, texts),
                    Moment.ago(each.changedAt(), shown, now, texts),
                    mailbox(session, each).address(),
                    told));
        }
        return new OnePage(
                prospect.id(),
                prospect.displayName(),
                prospect.email(),
                prospect.title(),
                account == null
                        ? null
                        : new Company(
                                account.id(),
                                Objects.requireNonNullElse(account.name(), Objects.toString(account.domain(), "–"))),
                zone == null ? null : Moment.clock(now, zone, texts),
                prospect.ownerId() == null
                        ? null
                        : People.get(session, prospect.ownerId()).name(),
                facts(session, prospect, shown, texts),
                prospect.fields().entrySet().stream()
                        .map(field -> new Fact(field.getKey(), field.getValue()))
                        .toList(),
                ongoing.map(each -> now(session, each, shown, texts)).orElse(null),
                suppression(session, prospect, shown, texts),
                stories.stream().filter(story -> story.timeline() != null).toList(),
                stories.stream().filter(story -> story.timeline() == null).toList(),
                Correspondence.with(session, prospect.id(), MAILS).stream()
                        .map(mail -> new MailLine(
                                (mail.sent() ? "/messages/" : "/inbound/") + mail.id(),
                                mail.sent(),
                                mail.subject(),
                                Moment.at(mail.at(), shown, now, texts)))
                        .toList(),
                ActPages.people(session, texts));
    }

    private List<Fact> facts(StatelessSession session, Prospect prospect, ZoneId shown, Texts texts) {
        var facts = new ArrayList<Fact>();
        var others = ProspectAddresses.of(session, prospect.id());
        add(facts, texts, "phone", prospect.phone());
        add(
                facts,
                texts,
                "country",
                prospect.country() == null
                        ? null
                        : Locale.of("", prospect.country()).getDisplayCountry(texts.locale()));
        add(
                facts,
                texts,
                "language",
                prospect.language() == null
                        ? null
                        : Moment.capitalized(
                                Locale.forLanguageTag(prospect.language()).getDisplayName(texts.locale()),
                                texts.locale()));
        add(facts, texts, "time-zone", prospect.timeZone() == null ? null : prospect.timeZone().getId());
        add(facts, texts, "other-addresses", others.isEmpty() ? null : String.join(", ", others));
        add(
                facts,
                texts,
                "added",
                Moment.ago(prospect.createdAt(), shown, engine.clock().instant(), texts)
                        .words());
        return facts;
    }

    private static void add(List<Fact> facts, Texts texts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(texts.say("prospects.value-" + name), value));
        }
    }

    private Now now(StatelessSession session, Enrollment enrollment, ZoneId zone, Texts texts) {
        var now = engine.clock().instant();
        var next = enrollment.dueAt() == null ? enrollment.resumeAt() : enrollment.dueAt();
        var reason = enrollment.reason();
        var mailbox = mailbox(session, enrollment);
        return new Now(
                enrollment.id(),
                StateView.of(enrollment, texts),
                title(enrollment),
                next == null ? null : Moment.at(next, zone, now, texts),
                next != null && next.isBefore(now),
                Moment.ago(enrollment.changedAt(), zone, now, texts),
                reason == null ? "" : Moment.sentence(reason, texts),
                HeldUp.reasons(session, engine.fence(), engine.mailboxes(), engine.nextSteps(), enrollment, now)
                        .stream()
                        .map(each -> Moment.sentence(each, texts))
                        .toList(),
                enrollment.planReasons().stream()
                        .map(each -> Moment.sentence(each, texts))
                        .toList(),
                mailbox.id(),
                mailbox.address(),
                enrollment.state() == State.ACTIVE || enrollment.state() == State.WAITING,
                enrollment.state() == State.PAUSED || enrollment.state() == State.HELD);
    }

    private @Nullable Suppressed suppression(
            StatelessSession session, Prospect prospect, ZoneId zone, Texts texts) {
        return Suppressions.ofAddress(session, prospect.email())
                .or(() -> Suppressions.forbidding(session, prospect.email()))
                .map(found -> new Suppressed(
                        found.target(),
                        texts.sayCode("prospects.reason-", found.reason()),
                        Moment.ago(found.createdAt(), zone, engine.clock().instant(), texts),
                        found.target().equals(prospect.email())))
                .orElse(null);
    }

    private Mailbox mailbox(StatelessSession session, Enrollment enrollment) {
        return engine.mailboxes().byId(session, enrollment.mailboxId()).orElseThrow();
    }

    private String title(Enrollment enrollment) {
        return engine.cadences().find(enrollment.cadence()) instanceof Cadence cadence
                ? cadence.title()
                : enrollment.cadence();
    }

    /** Where they are; as the planner judges it while they are enrolled. */
    private @Nullable ZoneId zone(Prospect prospect, @Nullable Mailbox mailbox) {
        if (mailbox != null) {
            return Zones.of(engine, prospect, mailbox);
        }
        try {
            var choice = Whereabouts.of(prospect).zone();
            return choice == null ? null : choice.zone();
        } catch (Misread _) {
            return null;
        }
    }
}
