package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.TestMail;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;
import kadens.template.Rendering;
import kadens.web.StudioPage.Field;
import kadens.web.StudioPage.Option;
import kadens.web.StudioPage.Told;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Sends the mail that is looked at to somebody of the team. */
final class StudioTests {

    static final String TO = "to";

    private static final long APART_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int TOLD_MAX = 100;

    private final Engine engine;
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    /** What came of the last tests, until the page that follows shows it. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    StudioTests(Engine engine) {
        this.engine = engine;
    }

    /** A mail that may be sent, with all that sending needs. */
    private record Ready(Mailbox mailbox, StudioScene scene, Rendering.Rendered mail, String to) {}

    /** Why none is sent. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refused(String words) {
            super(words);
        }
    }

    void send(Context context) {
        var step = context.pathParam("step");
        var choice = StudioChoice.of(context).with(StudioChoice.STEP, step);
        var texts = Visitor.texts(context);
        var outcome = outcome(context, choice, step, texts);
        var id = UUID.randomUUID().toString();
        remember(id, outcome);
        var href = choice.href();
        context.redirect(href + (href.contains("?") ? "&" : "?") + "told=" + id, HttpStatus.SEE_OTHER);
    }

    /** What is to be told on this page; null for nothing. */
    @Nullable
    Told told(Context context) {
        var id = context.queryParam("told");
        synchronized (told) {
            return id == null ? null : told.get(id);
        }
    }

    /** The form that asks for a test; null where there is no mailbox to send it from. */
    static StudioPage.@Nullable Test form(
            StatelessSession session, StudioAudience audience, Someone someone, Step step, StudioChoice choice) {
        var from = someone.mailbox();
        if (from == null) {
            return null;
        }
        var kept = new TreeMap<>(choice.asked());
        kept.remove(StudioChoice.MAILBOX);
        kept.remove(StudioChoice.STEP);
        var owner = audience.owner(from).email();
        return new StudioPage.Test(
                choice.test(step.key()),
                fields(kept),
                audience.mailboxes().stream()
                        .map(mailbox ->
                                new Option(Long.toString(mailbox.id()), mailbox.address(), mailbox.id() == from.id()))
                        .toList(),
                recipients(session, audience.mailboxes()).stream()
                        .map(address -> new Option(address, address, address.equals(owner)))
                        .toList());
    }

    static List<Field> fields(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> new Field(value.getKey(), value.getValue()))
                .toList();
    }

    private Told outcome(Context context, StudioChoice choice, String step, Texts texts) {
        try {
            var ready = engine.database().transact(session -> ready(session, context, choice, step, texts));
            mayTryNow(texts);
            return sent(ready, texts)
                    .map(why -> new Told(false, texts.say("studio.test.failed", why)))
                    .orElseGet(() -> new Told(
                            true,
                            texts.say(
                                    "studio.test.sent",
                                    ready.to(),
                                    ready.mailbox().address())));
        } catch (Refused e) {
            return new Told(false, String.valueOf(e.getMessage()));
        }
    }

    private void mayTryNow(Texts texts) {
        var now = System.nanoTime();
        var free = notBefore.get();
        if (now - free < 0 || !notBefore.compareAndSet(free, now + APART_NANOS)) {
            throw new Refused(texts.say("studio.test.too-soon"));
        }
    }

    private Ready ready(StatelessSession session, Context context, StudioChoice choice, String step, Texts texts) {
        if (!(engine.cadences().find(choice.cadence()) instanceof Cadence cadence)) {
            throw Failure.notFound();
        }
        var email = cadence.step(step)
                .filter(each -> each.type() == Step.Type.EMAIL)
                .orElseThrow(Failure::notFound);
        var audience = new StudioAudience(engine, session, cadence, choice);
        var mailbox = audience.mailboxes().stream()
                .filter(each -> Long.valueOf(each.id()).equals(choice.id(StudioChoice.MAILBOX)))
                .findFirst()
                .orElseThrow(Failure::notFound);
        maySend(session, mailbox, texts);
        var to = recipient(session, context.formParam(TO), audience.mailboxes(), texts);
        var someone = audience.chosen().orElseThrow(Failure::notFound);
        var values = engine.values().from(audience.owner(mailbox), mailbox, someone.values());
        var scene = StudioScene.of(engine.templates(), cadence, email, values, choice);
        return switch (scene.rendering()) {
            case Rendering.Rendered mail -> new Ready(mailbox, scene, mail, to);
            case Rendering.Unrenderable(var problem) ->
                throw new Refused(texts.say("studio.test.unwritten", problem.in(texts.locale())));
        };
    }

    /** The fence and a mailbox's standstill hold for tests, too. */
    private void maySend(StatelessSession session, Mailbox mailbox, Texts texts) {
        engine.fence()
                .standing(session)
                .why()
                .or(() -> Mailboxes.mayNotSend(session, mailbox))
                .ifPresent(why -> {
                    throw new Refused(texts.say("studio.test.failed", Moment.sentence(why, texts)));
                });
    }

    private static String recipient(
            StatelessSession session, @Nullable String asked, List<Mailbox> mailboxes, Texts texts) {
        var to = asked == null ? "" : asked.strip().toLowerCase(Locale.ROOT);
        if (!recipients(session, mailboxes).contains(to)) {
            throw new Refused(texts.say("studio.test.not-ours", to));
        }
        if (Prospects.byEmail(session, to).isPresent()) {
            throw new Refused(texts.say("studio.test.prospect", to));
        }
        return to;
    }

    /** The people of the team who have not left, and the mailboxes. */
    private static List<String> recipients(StatelessSession session, List<Mailbox> mailboxes) {
        var addresses = new ArrayList<String>();
        mailboxes.forEach(mailbox -> addresses.add(mailbox.address()));
        People.all(session).stream()
                .filter(person -> person.leftAt() == null)
                .forEach(person -> addresses.add(person.email()));
        return addresses.stream().distinct().sorted().toList();
    }

    /** No transaction is open meanwhile. */
    private Optional<String> sent(Ready ready, Texts texts) {
        var scene = ready.scene();
        return TestMail.send(
                        engine.mailboxes().smtp(ready.mailbox()),
                        ready.mailbox(),
                        ready.mail(),
                        scene.subject(engine.templates(), ready.mail()),
                        scene.values(),
                        ready.to(),
                        engine.clock().instant())
                .map(why -> Moment.sentence(why, texts));
    }

    private void remember(String id, Told outcome) {
        synchronized (told) {
            told.put(id, outcome);
            while (told.size() > TOLD_MAX) {
                told.remove(told.keySet().iterator().next());
            }
        }
    }
}
