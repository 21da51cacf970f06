package kadens.web.importing;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.prospect.RefusedRows;
import kadens.prospect.Sheet;
import kadens.prospect.Upload;
import kadens.prospect.Upload.Phase;
import kadens.prospect.UploadWork;
import kadens.prospect.Uploads;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Routes;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Lets people upload a list, say what its columns are, see what an import would do, import it, and take it back. */
public final class ImportPages {

    private static final int SHOWN_MAX = 50;

    private final Engine engine;
    private final Pages pages;
    private final UploadWork work;

    public ImportPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.work = new UploadWork(engine.database(), engine.clock());
    }

    public void routes(Routes routes) {
        routes.get("/imports", Access.SALES, context -> list(context, null));
        routes.post("/imports", Access.SALES, this::upload);
        routes.get("/imports/{id}", Access.SALES, this::one);
        routes.post("/imports/{id}/preview", Access.SALES, this::preview);
        routes.post("/imports/{id}/check", Access.SALES, this::check);
        routes.post("/imports/{id}/start", Access.SALES, this::start);
        routes.post("/imports/{id}/undo", Access.SALES, this::undo);
        routes.post("/imports/{id}/discard", Access.SALES, this::discard);
        routes.get("/imports/{id}/refused.csv", Access.SALES, this::refused);
    }

    private void list(Context context, @Nullable String wrong) {
        var texts = Visitor.texts(context);
        var given = Objects.requireNonNullElse(context.queryParam("before"), "");
        var before = given.matches("\\d{1,18}") ? Long.parseLong(given) : Long.MAX_VALUE;
        var now = engine.clock().instant();
        var page = engine.database().transact(session -> {
            Uploads.noticeBroken(session);
            var found = Uploads.latest(session, Seen.by(session, context), before, SHOWN_MAX + 1);
            var shown = found.stream().limit(SHOWN_MAX).toList();
            return new ImportsPage(
                    shown.stream()
                            .map(upload -> row(
                                    session,
                                    upload,
                                    Moment.ago(upload.uploadedAt(), engine.organizationZone(), now, texts),
                                    texts))
                            .toList(),
                    wrong,
                    found.size() > SHOWN_MAX ? shown.getLast().id() : null,
                    before == Long.MAX_VALUE,
                    Uploads.BYTES_MAX / 1_000_000,
                    (int) Uploads.KEPT.toDays());
        });
        pages.show(context, "imports", page);
    }

    private static ImportsPage.Row row(StatelessSession session, Upload upload, Moment at, Texts texts) {
        var phase = upload.phase();
        return new ImportsPage.Row(
                upload.id(),
                upload.fileName(),
                People.get(session, upload.personId()).name(),
                at,
                texts.say("importing.state." + phase.word()),
                switch (phase) {
                    case UPLOADED, CHECKED -> "task";
                    case CHECKING, IMPORTING, UNDOING -> "active";
                    case IMPORTED -> "finished";
                    case INTERRUPTED -> "held";
                    case UNDONE -> "stopped";
                },
                switch (phase) {
                    case UPLOADED, CHECKED, INTERRUPTED -> "needs-you";
                    case CHECKING, IMPORTING, UNDOING -> "accent";
                    case IMPORTED -> "good";
                    case UNDONE -> "quiet";
                },
                phase != Phase.UPLOADED && phase != Phase.CHECKING && phase != Phase.CHECKED,
                upload.created(),
                upload.updated(),
                upload.refused());
    }

    private void upload(Context context) {
        var texts = Visitor.texts(context);
        if (context.req().getContentLengthLong() > Uploads.BYTES_MAX + 100_000) {
            refuse(context, texts.say("importing.wrong.too-long", Uploads.BYTES_MAX / 1_000_000));
            return;
        }
        UploadedFile file;
        try {
            file = context.isMultipartFormData() ? context.uploadedFile("file") : null;
        } catch (Exception _) { // what is thrown depends on where the limit was crossed
            refuse(context, texts.say("importing.wrong.too-long", Uploads.BYTES_MAX / 1_000_000));
            return;
        }
        if (file == null || file.size() == 0) {
            refuse(context, texts.say("importing.wrong.no-file"));
            return;
        }
        var me = Me.of(context);
        var upload = store(me, file);
        try {
            var sheet = Uploads.withFile(engine.database(), upload, path -> Sheet.of(path, null));
            engine.database().transactAlone(session -> {
                Uploads.choose(
                        session,
                        upload.id(),
                        sheet.headed(),
                        sheet.columns().stream().map(Sheet.Column::guess).toList(),
                        me.id(),
                        true);
                note(session, me, "audit.uploaded", upload);
            });
            context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            engine.database().transact(session -> Uploads.discard(session, upload.id()));
            refuse(context, refusal.words());
        }
    }

    private Upload store(Me me, UploadedFile file) {
        return file.contentAndClose(content -> engine.database()
                .transact(session -> Uploads.add(
                        session,
                        me.id(),
                        file.filename(),
                        content,
                        engine.clock().instant())));
    }

    private void refuse(Context context, String wrong) {
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        list(context, wrong);
    }

    private void one(Context context) {
        var upload = find(context);
        pages.show(context, "import", view(context, upload).page(null, null));
    }

    private ImportView view(Context context, Upload upload) {
        return new ImportView(engine, upload, Me.of(context), Visitor.texts(context));
    }

    private void preview(Context context) {
        var upload = find(context);
        if (context.header("HX-Request") == null || !upload.phase().open()) {
            context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
            return;
        }
        pages.show(context, "import", view(context, upload).page(ImportForm.of(context), null));
    }

    private void check(Context context) {
        var upload = find(context);
        var me = Me.of(context);
        var texts = Visitor.texts(context);
        var form = ImportForm.of(context);
        if (!upload.phase().open()) {
            context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
            return;
        }
        var wrong = form.headed() != upload.headed()
                        || form.meanings().size() != upload.meanings().size()
                ? texts.say("importing.wrong.other-columns")
                : form.wrong(texts)
                        .orElse(
                                ImportView.mayOwn(engine, me, form.ownerId())
                                        ? null
                                        : texts.say("importing.wrong.owner"));
        if (form.headed() != upload.headed()) {
            rename(upload, form);
            context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
            return;
        }
        if (wrong != null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            pages.show(context, "import", view(context, upload).page(form, wrong));
            return;
        }
        engine.database().transactAlone(session -> {
            Uploads.choose(session, upload.id(), form.headed(), form.meanings(), form.ownerId(), form.updates());
            work.check(session, upload.id());
        });
        context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
    }

    /** Another first line makes other columns: they are guessed anew. */
    private void rename(Upload upload, ImportForm form) {
        var sheet = Uploads.withFile(engine.database(), upload, path -> Sheet.of(path, form.headed()));
        var guessed = ImportView.guessed(sheet, form);
        engine.database()
                .transactAlone(session -> Uploads.choose(
                        session, upload.id(), form.headed(), guessed.meanings(), upload.ownerId(), form.updates()));
    }

    private void start(Context context) {
        act(context, "audit.import-started", (session, upload) -> work.start(session, upload.id()));
    }

    private void undo(Context context) {
        var sight = ImportView.sight(engine, Me.of(context));
        act(context, "audit.import-undone", (session, upload) -> work.undo(session, upload.id(), sight));
    }

    private void discard(Context context) {
        var upload = find(context);
        var me = Me.of(context);
        var done = engine.database().transact(session -> {
            var discarded = Uploads.discard(session, upload.id());
            if (discarded) {
                note(session, me, "audit.upload-discarded", upload);
            }
            return discarded;
        });
        context.redirect(done ? "/imports" : "/imports/" + upload.id(), HttpStatus.SEE_OTHER);
    }

    private void act(Context context, String audit, BiFunction<StatelessSession, Upload, Boolean> work) {
        var upload = find(context);
        var me = Me.of(context);
        engine.database().transactAlone(session -> {
            if (work.apply(session, upload)) {
                note(session, me, audit, upload);
            }
        });
        context.redirect("/imports/" + upload.id(), HttpStatus.SEE_OTHER);
    }

    private void note(StatelessSession session, Me me, String key, Upload upload) {
        Audit.note(
                session,
                me.id(),
                Sentence.of(key, upload.fileName()),
                engine.clock().instant());
    }

    private void refused(Context context) {
        var upload = find(context);
        if (!List.of(Phase.IMPORTED, Phase.INTERRUPTED, Phase.UNDONE).contains(upload.phase())
                || !engine.database().transact(session -> Uploads.hasFile(session, upload.id()))) {
            throw Failure.notFound();
        }
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"refused-" + upload.id() + ".csv\"");
        try (var out = new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8)) {
            var texts = Visitor.texts(context);
            RefusedRows.write(engine.database(), upload, texts.say("importing.csv.why"), texts.locale(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Failure 404 where it is not there, or somebody's whose prospects are not seen */
    private Upload find(Context context) {
        var id = Paths.id(context);
        return engine.database().transact(session -> {
            Uploads.noticeBroken(session);
            return Uploads.byId(session, id)
                    .filter(upload -> Seen.by(session, context).includes(upload.personId()))
                    .orElseThrow(Failure::notFound);
        });
    }
}
