package kadens.web.importing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kadens.language.Refusal;
import kadens.prospect.RowProblem;
import kadens.prospect.Sheet;
import kadens.prospect.Upload;
import kadens.prospect.Upload.Phase;
import kadens.prospect.Uploads;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Sight;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Texts;
import kadens.web.importing.ImportPage.Column;
import kadens.web.importing.ImportPage.Mapping;
import kadens.web.importing.ImportPage.Option;
import kadens.web.importing.ImportPage.Preview;
import kadens.web.importing.ImportPage.Refused;
import kadens.web.importing.ImportPage.Row;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of one uploaded list. */
final class ImportView {

    private static final int PREVIEW_ROWS = 8;
    private static final int REFUSALS_SHOWN_MAX = 50;

    private final Engine engine;
    private final Upload upload;
    private final Me me;
    private final Texts texts;

    ImportView(Engine engine, Upload upload, Me me, Texts texts) {
        this.engine = engine;
        this.upload = upload;
        this.me = me;
        this.texts = texts;
    }

    /** Of whom somebody can say that new prospects become theirs. */
    static List<Person> owners(Engine engine, Me me) {
        return engine.database().transact(session -> {
            var sight = me.sight(session);
            return People.all(session).stream()
                    .filter(person -> person.id() == me.id() || sells(person) && sight.includes(person.id()))
                    .toList();
        });
    }

    private static boolean sells(Person person) {
        return person.leftAt() == null && person.role() != Role.MARKETING;
    }

    /**
     * @param typed what was chosen just now; null: what is stored
     * @param wrong what is wrong with it; null: nothing
     */
    ImportPage page(@Nullable ImportForm typed, @Nullable String wrong) {
        var phase = upload.phase();
        String trouble = upload.trouble();
        Mapping mapping = null;
        if (phase.open()) {
            try {
                mapping = mapping(typed == null ? ImportForm.of(upload) : typed, wrong);
            } catch (Refusal refusal) {
                trouble = refusal.words();
            }
        }
        var now = engine.clock().instant();
        var why = trouble;
        var made = mapping;
        return engine.database()
                .transact(session -> new ImportPage(
                        upload.id(),
                        upload.fileName(),
                        People.get(session, upload.personId()).name(),
                        moment(upload.uploadedAt(), now),
                        upload.endedAt() == null ? null : moment(Objects.requireNonNull(upload.endedAt()), now),
                        upload.undoneAt() == null ? null : moment(Objects.requireNonNull(upload.undoneAt()), now),
                        phase.word(),
                        phase.busy(),
                        why,
                        made,
                        upload.bytes(),
                        upload.bytesRead(),
                        upload.rowCount(),
                        upload.created(),
                        upload.updated(),
                        upload.unchanged(),
                        upload.refused(),
                        phase == Phase.UPLOADED || phase.busy()
                                ? List.of()
                                : Uploads.refusals(session, upload.id(), REFUSALS_SHOWN_MAX).stream()
                                        .map(this::refused)
                                        .toList(),
                        upload.refused() > 0 && !phase.busy() && !phase.open() && Uploads.hasFile(session, upload.id()),
                        phase == Phase.IMPORTED || phase == Phase.INTERRUPTED ? upload.created() + upload.updated() : 0,
                        phase == Phase.UNDONE || phase == Phase.IMPORTED
                                ? Uploads.outcomes(session, upload.id()).stream()
                                        .map(row ->
                                                texts.say("importing.outcome." + row[0], ((Number) row[1]).longValue()))
                                        .toList()
                                : List.of()));
    }

    private Moment moment(Instant at, Instant now) {
        return Moment.ago(at, engine.organizationZone(), now, texts);
    }

    private Mapping mapping(ImportForm form, @Nullable String wrong) {
        var owners = owners(engine, me);
        return Uploads.withFile(engine.database(), upload, file -> {
            var sheet = Sheet.of(file, form.headed());
            var fitting = form.fits(sheet) ? form : guessed(sheet, form);
            var why = wrong != null ? wrong : fitting.wrong(texts).orElse(null);
            return new Mapping(
                    texts.say(
                            "importing.facts",
                            sheet.columns().size(),
                            sheet.encoding().toUpperCase(Locale.ROOT),
                            texts.sayCode("importing.separator.", separator(sheet.separator()))),
                    sheet.headed(),
                    columns(sheet, fitting),
                    options(owners, fitting.ownerId()),
                    fitting.updates(),
                    why,
                    why == null ? preview(file, fitting) : new Preview(List.of(), 0));
        });
    }

    private static String separator(char separator) {
        return switch (separator) {
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "comma";
        };
    }

    static ImportForm guessed(Sheet sheet, ImportForm form) {
        return new ImportForm(
                sheet.headed(),
                sheet.columns().stream().map(Sheet.Column::guess).toList(),
                form.ownerId(),
                form.updates());
    }

    private List<Column> columns(Sheet sheet, ImportForm form) {
        var doubled = form.doubled();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            var column = sheet.columns().get(i);
            columns.add(new Column(
                    i + 1,
                    column.header(),
                    column.examples(),
                    meanings(column, form.meanings().get(i)),
                    doubled.contains(i)));
        }
        return columns;
    }

    private List<Option> meanings(Sheet.Column column, String chosen) {
        var values = new ArrayList<>(Sheet.FIELDS);
        var own = column.ownName();
        if (own != null) {
            values.add("fields." + own);
            values.add("account." + own);
        }
        if (!values.contains(chosen) && !chosen.equals(Sheet.LEFT_OUT)) {
            values.add(chosen);
        }
        values.add(Sheet.LEFT_OUT);
        return values.stream()
                .map(value -> new Option(value, ImportForm.label(value, texts), value.equals(chosen)))
                .toList();
    }

    private List<Option> options(List<Person> owners, @Nullable Long chosen) {
        var options = new ArrayList<Option>();
        options.add(
                new Option(String.valueOf(me.id()), texts.say("importing.owner.me"), Objects.equals(chosen, me.id())));
        options.add(new Option("", texts.say("importing.owner.shared"), chosen == null));
        owners.stream()
                .filter(person -> person.id() != me.id())
                .forEach(person -> options.add(
                        new Option(String.valueOf(person.id()), person.name(), Objects.equals(chosen, person.id()))));
        return options;
    }

    private Preview preview(Path file, ImportForm form) {
        var rows = Sheet.preview(file, form.headed(), form.meanings(), PREVIEW_ROWS).stream()
                .map(row -> new Row(
                        row.line(),
                        row.email(),
                        row.name(),
                        row.company(),
                        row.problems().stream().map(this::refused).toList()))
                .toList();
        return new Preview(
                rows, rows.stream().filter(row -> !row.problems().isEmpty()).count());
    }

    private Refused refused(RowProblem problem) {
        return new Refused(problem.line(), problem.column(), problem.value(), Moment.sentence(problem.why(), texts));
    }

    /** Whether somebody may say that new prospects become that person's. */
    static boolean mayOwn(Engine engine, Me me, @Nullable Long ownerId) {
        return ownerId == null || owners(engine, me).stream().anyMatch(person -> person.id() == ownerId);
    }

    static Sight sight(Engine engine, Me me) {
        return engine.database().transact(me::sight);
    }
}
