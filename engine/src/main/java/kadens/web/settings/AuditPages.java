package kadens.web.settings;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Person;
import kadens.web.Csv;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.jspecify.annotations.Nullable;

/** Who did what when. */
final class AuditPages {

    private static final int A_PAGE = 50;
    private static final int A_BATCH = 1000;
    private static final int ROWS_MAX = 100_000;

    private final Engine engine;
    private final Pages pages;

    AuditPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /** @param who null: the command line, or somebody who was not signed in */
    record Row(Moment at, @Nullable String who, String what) {}

    /**
     * @param older where the next ones are; null: there are none
     * @param csv where all of them are as a file
     */
    record AuditPage(
            List<Tab> tabs,
            List<Option> people,
            List<Row> rows,
            boolean first,
            @Nullable String older,
            String csv) {}

    void show(Context context) {
        var texts = Visitor.texts(context);
        var personId = personId(context);
        var before = place(context);
        var people = people();
        var found = engine.database().transact(session -> Audit.latest(session, personId, before, A_PAGE + 1));
        var shown = found.subList(0, Math.min(found.size(), A_PAGE));
        var chosen = personId == null ? "" : "person=" + personId;
        pages.show(
                context,
                "settings-audit",
                new AuditPage(
                        Tab.of(context, Tab.AUDIT),
                        choices(people, personId, texts),
                        shown.stream().map(each -> row(each, people, texts)).toList(),
                        before == null,
                        found.size() > A_PAGE
                                ? "/settings/audit?" + (chosen.isEmpty() ? "" : chosen + "&") + "before="
                                        + shown.getLast().place().at() + "_"
                                        + shown.getLast().place().id()
                                : null,
                        "/settings/audit.csv" + (chosen.isEmpty() ? "" : "?" + chosen)));
    }

    /** Written as it is read, so that no more than a batch is in memory. */
    void download(Context context) throws IOException {
        var texts = Visitor.texts(context);
        var personId = personId(context);
        var people = people();
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"kadens-audit.csv\"");
        try (var csv = CsvWriter.builder()
                .build(new OutputStreamWriter(context.res().getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("at", "name", "email", "what");
            Audit.@Nullable Place last = null;
            for (int rows = 0; rows < ROWS_MAX; rows += A_BATCH) {
                var after = last;
                var batch = engine.database().transact(session -> Audit.latest(session, personId, after, A_BATCH));
                batch.forEach(each -> write(csv, each, people, texts));
                if (batch.size() < A_BATCH) {
                    return;
                }
                last = batch.getLast().place();
            }
        }
    }

    private static void write(CsvWriter csv, Audit audit, Map<Long, Person> people, Texts texts) {
        var person = audit.personId() == null ? null : people.get(audit.personId());
        csv.writeRecord(
                audit.at().toString(),
                person == null ? "" : Csv.inert(person.name()),
                person == null ? "" : Csv.inert(person.email()),
                Csv.inert(audit.sentence().in(texts.locale())));
    }

    private Row row(Audit audit, Map<Long, Person> people, Texts texts) {
        var person = audit.personId() == null ? null : people.get(audit.personId());
        var now = engine.clock().instant();
        return new Row(
                Moment.at(audit.at(), engine.organizationZone(), now, texts),
                person == null ? null : person.name(),
                Moment.sentence(audit.sentence(), texts));
    }

    private Map<Long, Person> people() {
        return engine.database().transact(People::all).stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    private static List<Option> choices(Map<Long, Person> people, @Nullable Long personId, Texts texts) {
        var all = people.values().stream()
                .map(person -> new Option(
                        String.valueOf(person.id()), person.name(), Objects.equals(personId, person.id())))
                .sorted((one, other) -> one.label().compareToIgnoreCase(other.label()));
        return Stream.concat(Stream.of(new Option("", texts.say("audit.everybody"), personId == null)), all)
                .toList();
    }

    private static @Nullable Long personId(Context context) {
        var given = context.queryParam("person");
        return given != null && given.matches("\\d{1,18}") ? Long.valueOf(given) : null;
    }

    private static Audit.@Nullable Place place(Context context) {
        var given = Objects.requireNonNullElse(context.queryParam("before"), "").split("_", -1);
        if (given.length != 2 || !given[1].matches("\\d{1,18}")) {
            return null;
        }
        try {
            return new Audit.Place(Instant.parse(given[0]), Long.parseLong(given[1]));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
