package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Worklist;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.sandbox.Letter;
import kadens.sandbox.Person;
import kadens.web.PersonPage.Conversation;
import kadens.web.PersonPage.Item;
import kadens.web.PersonPage.Opened;
import kadens.web.PersonPage.Standing;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The sample people of the sandbox and their mailboxes, where a visitor may answer in their place. */
final class PeoplePages {

    private static final int BEGINNING = 90;
    private static final int ANSWER_MAX = 20_000;

    private final Engine engine;
    private final Pages pages;
    private final SandboxDoor sandbox;

    PeoplePages(Engine engine, Pages pages, SandboxDoor sandbox) {
        this.engine = engine;
        this.pages = pages;
        this.sandbox = sandbox;
    }

    static String href(String email) {
        return "/people/" + URLEncoder.encode(email, StandardCharsets.UTF_8);
    }

    void all(Context context) {
        var texts = Visitor.texts(context);
        var now = engine.clock().instant();
        var people = engine.database()
                .transact(session -> sandbox.people().all().stream()
                        .map(person -> person(session, person, received(person), now, texts))
                        .toList());
        pages.show(context, "people", new PersonPage.All(people));
    }

    void one(Context context) {
        var texts = Visitor.texts(context);
        var person = whose(context);
        var letters = sandbox.postOffice().letters(person.email());
        var open = wanted(letters, context.queryParam("letter"));
        var page = engine.database().transact(session -> {
            var shown = person(session, person, received(person), engine.clock().instant(), texts);
            return new PersonPage(
                    shown,
                    threads(person, letters, open, texts),
                    open.map(letter -> opened(person, letter, texts)).orElse(null),
                    shown.enrollment(),
                    context.queryParam("answered") != null);
        });
        pages.show(context, "person", page);
    }

    void frame(Context context) {
        var html = letter(whose(context), context.pathParam("uid")).html();
        MailHtml.show(context, Objects.requireNonNullElse(html, ""), true);
    }

    void answer(Context context) {
        var person = whose(context);
        var letter = letter(person, context.formParam("letter"));
        var text = Objects.requireNonNullElse(context.formParam("text"), "").strip();
        if (text.isEmpty() || text.length() > ANSWER_MAX || letter.outgoing()) {
            throw new Failure(422, "no-answer");
        }
        sandbox.people().answer(person.email(), letter.uid(), text);
        context.redirect(href(person.email()) + "?letter=" + letter.uid() + "&answered=1", HttpStatus.SEE_OTHER);
    }

    private Person whose(Context context) {
        var email = context.pathParam("email");
        return sandbox.people()
                .person(email)
                .filter(person -> person.email().equalsIgnoreCase(email))
                .orElseThrow(Failure::notFound);
    }

    private long received(Person person) {
        return sandbox.postOffice().letters(person.email()).stream()
                .filter(letter -> !letter.outgoing())
                .count();
    }

    private Letter letter(Person person, @Nullable String uid) {
        if (uid == null || !uid.matches("-?\\d{1,18}")) {
            throw Failure.notFound();
        }
        return sandbox.postOffice().letter(person.email(), Long.parseLong(uid)).orElseThrow(Failure::notFound);
    }

    /** The letter that was asked for, else the newest that came. */
    private static Optional<Letter> wanted(List<Letter> letters, @Nullable String uid) {
        return letters.stream()
                .filter(letter -> String.valueOf(letter.uid()).equals(uid))
                .findFirst()
                .or(() -> letters.stream().filter(letter -> !letter.outgoing()).findFirst());
    }

    private PersonPage.Person person(StatelessSession session, Person person, long letters, Instant now, Texts texts) {
        return new PersonPage.Person(
                person.name(),
                person.firstName(),
                person.email(),
                href(person.email()),
                person.company(),
                person.title(),
                Moment.weekClock(now, person.timeZone(), texts),
                letters,
                standing(session, person, texts));
    }

    private @Nullable Standing standing(StatelessSession session, Person person, Texts texts) {
        return Prospects.byEmail(session, person.email())
                .flatMap(prospect -> engine.enrollments().ofProspect(session, prospect.id()).reversed().stream()
                        .findFirst()
                        .map(enrollment -> {
                            var mailbox = engine.mailboxes()
                                    .byId(session, enrollment.mailboxId())
                                    .orElseThrow();
                            var line = Line.Writer.plain(
                                            engine,
                                            session,
                                            texts,
                                            engine.clock().instant())
                                    .line(new Worklist.Line(enrollment, prospect, null), mailbox);
                            return new Standing(enrollment.id(), line.state(), line.why(), next(enrollment, line));
                        }))
                .orElse(null);
    }

    private static @Nullable Moment next(Enrollment enrollment, Line line) {
        return enrollment.dueAt() == null && enrollment.resumeAt() == null ? null : line.when();
    }

    private List<Conversation> threads(Person person, List<Letter> letters, Optional<Letter> open, Texts texts) {
        var byThread = new LinkedHashMap<String, ArrayList<Letter>>();
        for (var letter : letters) {
            byThread.computeIfAbsent(thread(letter), _ -> new ArrayList<>()).add(letter);
        }
        return byThread.values().stream()
                .map(thread -> new Conversation(
                        thread.getLast().subject(),
                        thread.stream()
                                .map(letter -> item(person, letter, open, texts))
                                .toList()))
                .toList();
    }

    /** RFC 5322, 3.6.4: the first of References began the thread. */
    private static String thread(Letter letter) {
        if (!letter.references().isEmpty()) {
            return letter.references().getFirst();
        }
        return Objects.requireNonNullElse(letter.messageId(), String.valueOf(letter.uid()));
    }

    private Item item(Person person, Letter letter, Optional<Letter> open, Texts texts) {
        var words = letter.text().replaceAll("\\s+", " ").strip();
        return new Item(
                href(person.email()) + "?letter=" + letter.uid(),
                sender(letter),
                Moment.at(letter.at(), person.timeZone(), engine.clock().instant(), texts),
                words.substring(0, Math.min(words.length(), BEGINNING)),
                letter.outgoing(),
                open.filter(each -> each.uid() == letter.uid()).isPresent());
    }

    private Opened opened(Person person, Letter letter, Texts texts) {
        return new Opened(
                letter.uid(),
                sender(letter),
                letter.to(),
                letter.subject(),
                Moment.at(letter.at(), person.timeZone(), engine.clock().instant(), texts),
                letter.text(),
                letter.html() == null ? null : href(person.email()) + "/letters/" + letter.uid() + "/html",
                letter.outgoing() ? null : unsubscribe(letter),
                letter.outgoing());
    }

    private static @Nullable String unsubscribe(Letter letter) {
        var address = letter.listUnsubscribe();
        return address != null && address.matches("(?i)https?://.*") ? address : null;
    }

    private static String sender(Letter letter) {
        var name = letter.fromName();
        return name == null || name.isBlank() ? letter.from() : name;
    }
}
