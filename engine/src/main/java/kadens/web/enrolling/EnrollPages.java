package kadens.web.enrolling;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.Selection;
import kadens.enrollment.Selection.Phase;
import kadens.enrollment.SelectionWork;
import kadens.enrollment.Selections;
import kadens.language.Sentence;
import kadens.language.SpreadsheetText;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Uploads;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.Sight;
import kadens.template.Rendering;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.MailHtml;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Routes;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Enrolls whom somebody has chosen anywhere: shows who can't be and why, what they would get and when, then does it. */
public final class EnrollPages {

    private static final int TYPED_CHARS_MAX = 500_000;
    private static final int ADDRESSES_MAX = 10_000;
    private static final int CHUNK = 500;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Engine engine;
    private final Pages pages;
    private final SelectionWork work;

    public EnrollPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.work = new SelectionWork(
                engine.database(),
                engine.cadences(),
                engine.mailboxes(),
                engine.enrolling(),
                engine.enrollments(),
                engine.clock());
    }

    public void routes(Routes routes) {
        routes.get("/enroll", Access.SALES, this::ask);
        routes.post("/enroll/choose", Access.SALES, this::choose);
        routes.get("/enroll/{id}", Access.SALES, this::one);
        routes.get("/enroll/{id}/forecast", Access.SALES, this::forecast);
        routes.get("/enroll/{id}/mail", Access.SALES, this::mail);
        routes.post("/enroll/{id}/start", Access.SALES, this::start);
        routes.post("/enroll/{id}/go-on", Access.SALES, this::goOn);
        routes.post("/enroll/{id}/undo", Access.SALES, this::undo);
        routes.get("/enroll/{id}/result.csv", Access.SALES, this::download);
    }

    /** Whom to enroll: as the address says, or to be typed. */
    private void ask(Context context) {
        if (context.queryParam("prospects") != null || context.queryParam("import") != null) {
            take(
                    context,
                    context.queryParams("prospects"),
                    context.queryParam("import"),
                    "",
                    context.queryParam("cadence"));
        } else {
            pages.show(context, "enroll-start", new StartPage("", context.queryParam("cadence"), null));
        }
    }

    private void choose(Context context) {
        var typed = Objects.requireNonNullElse(context.formParam("addresses"), "");
        take(
                context,
                context.formParams("prospects"),
                context.formParam("import"),
                typed.substring(0, Math.min(typed.length(), TYPED_CHARS_MAX)),
                context.formParam("cadence"));
    }

    private void take(
            Context context, List<String> prospects, @Nullable String upload, String typed, @Nullable String cadence) {
        var me = Me.of(context);
        var emails = addresses(typed);
        var selection = engine.database().transact(session -> {
            var sight = me.sight(session);
            var ids = new ArrayList<>(ids(prospects));
            if (upload != null) {
                ids.addAll(ofUpload(session, upload, sight));
            }
            var known = known(session, emails);
            ids.addAll(known.stream().map(Prospect::id).toList());
            var there = known.stream().map(Prospect::email).collect(Collectors.toSet());
            var unknown =
                    emails.stream().filter(email -> !there.contains(email)).toList();
            return ids.isEmpty() && unknown.isEmpty()
                    ? null
                    : Selections.choose(
                            session,
                            me.id(),
                            sight,
                            ids,
                            unknown,
                            engine.clock().instant());
        });
        if (selection == null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            pages.show(
                    context,
                    "enroll-start",
                    new StartPage(typed, cadence, Visitor.texts(context).say("enrolling.wrong.nobody")));
            return;
        }
        context.redirect(
                "/enroll/" + selection.id()
                        + (cadence == null || cadence.isBlank()
                                ? ""
                                : "?cadence=" + URLEncoder.encode(cadence, StandardCharsets.UTF_8)),
                HttpStatus.SEE_OTHER);
    }

    private static List<Long> ids(List<String> given) {
        return given.stream()
                .flatMap(each -> Arrays.stream(each.split(",")))
                .map(String::strip)
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .limit(Selections.PROSPECTS_MAX)
                .toList();
    }

    /** @throws Failure 404 where the import is not seen */
    private static List<Long> ofUpload(StatelessSession session, String upload, Sight sight) {
        if (!upload.matches("\\d{1,18}")) {
            throw Failure.notFound();
        }
        return Uploads.byId(session, Long.parseLong(upload))
                .filter(found -> sight.includes(found.personId()))
                .map(found -> Uploads.prospects(session, found.id()))
                .orElseThrow(Failure::notFound);
    }

    /** Addresses as people paste them: one a line, or with names and commas around them. */
    private static List<String> addresses(String typed) {
        return Stream.of(typed.split("[\\s,;<>\"]+"))
                .filter(word -> word.indexOf('@') > 0)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(Prospects::isAddress)
                .distinct()
                .limit(ADDRESSES_MAX)
                .toList();
    }

    private static List<Prospect> known(StatelessSession session, List<String> emails) {
        var known = new ArrayList<Prospect>();
        for (int from = 0; from < emails.size(); from += CHUNK) {
            known.addAll(Prospects.amongst(session, emails.subList(from, Math.min(emails.size(), from + CHUNK))));
        }
        return known;
    }

    private void one(Context context) {
        show(context, EnrollChoice.asked(context), null);
    }

    private void show(Context context, EnrollChoice choice, @Nullable String wrong) {
        var page = in(context, (session, view) -> view.page(choice, wrong));
        pages.show(context, "enroll", page);
    }

    private void forecast(Context context) {
        var page = in(context, (session, view) -> view.forecast(EnrollChoice.asked(context)));
        if (context.header("HX-Request") == null) {
            context.redirect("/enroll/" + Paths.id(context), HttpStatus.SEE_OTHER);
            return;
        }
        pages.show(context, "enroll-forecast", page);
    }

    private void mail(Context context) {
        var choice = EnrollChoice.asked(context);
        var look = choice.look();
        if (look == null) {
            throw Failure.notFound();
        }
        switch (in(context, (session, view) -> view.rendering(look, choice))) {
            case Rendering.Rendered mail -> MailHtml.showOwn(context, mail.html());
            case Rendering.Unrenderable(var problem) ->
                MailHtml.showText(context, problem.in(Visitor.texts(context).locale()));
        }
    }

    private void start(Context context) {
        var choice = EnrollChoice.sent(context);
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        var wrong = in(context, (session, view) -> {
            var cadence = view.cadence(choice).orElse(null);
            var senders = view.senders(choice);
            if (cadence == null
                    || senders.isEmpty()
                    || senders.size() < choice.mailboxes().size()) {
                return texts.say(cadence == null ? "enrolling.wrong.cadence" : "enrolling.wrong.mailbox");
            }
            var id = Paths.id(context);
            if (work.start(session, id, cadence, senders, choice.again())) {
                note(
                        session,
                        me,
                        "audit.enrolled-many",
                        Selections.counts(session, id).all(),
                        cadence.title());
            }
            return "";
        });
        if (!wrong.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, choice, wrong);
            return;
        }
        back(context);
    }

    private void goOn(Context context) {
        in(context, (session, view) -> work.goOn(session, Paths.id(context)));
        back(context);
    }

    private void undo(Context context) {
        var me = Me.of(context);
        var selection = in(context, (session, view) -> view.selection());
        if (selection.phase() == Phase.ENROLLED || selection.phase() == Phase.INTERRUPTED) {
            var stopped = work.undo(selection.id(), Sentence.of("enroll.undone", me.name()));
            engine.database()
                    .transactAlone(session -> note(session, me, "audit.enroll-undone", stopped, title(selection)));
        }
        back(context);
    }

    private String title(Selection selection) {
        var name = String.valueOf(selection.cadence());
        return engine.cadences().find(name) instanceof Cadence cadence ? cadence.title() : name;
    }

    private void note(StatelessSession session, Me me, String key, long count, String cadence) {
        Audit.note(
                session,
                me.id(),
                Sentence.of(key, count, cadence),
                engine.clock().instant());
    }

    private static void back(Context context) {
        context.redirect("/enroll/" + Paths.id(context), HttpStatus.SEE_OTHER);
    }

    private void download(Context context) {
        var selection = in(context, (session, view) -> view.selection());
        var texts = Visitor.texts(context);
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"enrolled-" + selection.id() + ".csv\"");
        try (var out = new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8)) {
            out.write(BYTE_ORDER_MARK);
            write(selection, texts, CsvWriter.builder().build(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Selection selection, Texts texts, CsvWriter csv) throws IOException {
        csv.writeRecord("email", "name", "enrolled", "why");
        long after = 0;
        while (true) {
            var from = after;
            var results = engine.database()
                    .transact(session -> Selections.results(session, selection.id(), true, from, CHUNK));
            for (var result : results) {
                var reason = result.reason();
                csv.writeRecord(
                        SpreadsheetText.inert(result.prospect().email()),
                        SpreadsheetText.inert(result.prospect().displayName()),
                        result.enrollmentId() == null ? "no" : "yes",
                        reason == null ? "" : SpreadsheetText.inert(reason.in(texts.locale())));
            }
            if (results.isEmpty()) {
                csv.flush();
                return;
            }
            after = results.getLast().prospect().id();
        }
    }

    /** @throws Failure 404 where it is not there, or somebody's whose prospects are not seen */
    private <T> T in(Context context, BiFunction<StatelessSession, EnrollView, T> work) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        return engine.database().transact(session -> {
            Selections.noticeBroken(session);
            var sight = Seen.by(session, context);
            var selection = Selections.byId(session, id)
                    .filter(found -> sight.includes(found.personId()))
                    .orElseThrow(Failure::notFound);
            return work.apply(session, new EnrollView(engine, session, selection, sight, texts));
        });
    }
}
