package kadens.web.prospects;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.enrollment.Suppressing;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.prospect.Suppression;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.Sight;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Csv;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The suppression list: who must never be written to, and why. It is everybody's: peace is not asked of one rep. */
final class SuppressionPages {

    private static final int ROWS = 50;
    private static final int CSV_ROWS = 2000;
    private static final int LINES_MAX = 5000;
    private static final int CHARS_MAX = 400_000;
    private static final int STOPPED_AT_ONCE = 100;
    private static final int REASON_CHARS_MAX = 300;
    private static final String BY_HAND = "by-hand";

    private final Engine engine;
    private final Pages pages;

    SuppressionPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /**
     * @param typed what stands in the form still, as it was refused
     * @param added what came of adding the last time, in a sentence; null: nothing was added
     */
    record SuppressionsPage(
            String q,
            List<Row> rows,
            @Nullable String next,
            @Nullable String first,
            String typed,
            List<Refused> refused,
            @Nullable String added) {}

    /** @param mail the address of the mail that put it there; null: none did, or it is a colleague's */
    record Row(
            long id,
            String target,
            String reason,
            Moment at,
            @Nullable String mail) {}

    record Refused(String line, String why) {}

    void list(Context context) {
        var added = Forms.number(context.queryParam("added"));
        var texts = Visitor.texts(context);
        show(
                context,
                "",
                List.of(),
                added == null
                        ? null
                        : texts.say(
                                "prospects.suppressions-added",
                                added,
                                Objects.requireNonNullElse(Forms.number(context.queryParam("stopped")), 0L)));
    }

    void add(Context context) {
        var texts = Visitor.texts(context);
        var lines = Forms.form(context, "targets", CHARS_MAX)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(LINES_MAX + 1L)
                .toList();
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            var why = texts.say(
                    lines.isEmpty() ? "prospects.suppress-nothing" : "prospects.suppress-too-many", LINES_MAX);
            show(context, Forms.form(context, "targets", CHARS_MAX), List.of(new Refused("", why)), null);
            return;
        }
        var targets = new LinkedHashSet<String>();
        var refused = new ArrayList<Refused>();
        for (var line : lines) {
            var target = Suppressions.target(line);
            if (target.isEmpty()) {
                refused.add(new Refused(line, texts.say("prospects.suppress-wrong")));
            } else if (!target.get().contains("@") && Prospects.isOpenToEverybody(target.get())) {
                refused.add(new Refused(line, texts.say("prospects.suppress-public")));
            } else {
                targets.add(target.get());
            }
        }
        var stopped = 0L;
        for (var target : targets) {
            stopped += suppress(context, target);
        }
        if (refused.isEmpty()) {
            context.redirect(
                    "/suppressions?added=" + targets.size() + "&stopped=" + stopped, HttpStatus.SEE_OTHER);
            return;
        }
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(
                context,
                refused.stream().map(Refused::line).collect(Collectors.joining("\n")),
                refused,
                targets.isEmpty() ? null : texts.say("prospects.suppressions-added", (long) targets.size(), stopped));
    }

    void remove(Context context) {
        var id = Paths.id(context);
        var why = Forms.form(context, "why", REASON_CHARS_MAX);
        engine.database().transactAlone(session -> {
            var found = Suppressions.byId(session, id).orElseThrow(Failure::notFound);
            if (why.isEmpty()) {
                throw new Failure(422, "no-reason");
            }
            Suppressions.remove(session, found);
            note(session, context, Sentence.of("audit.suppression-removed", found.target(), why));
        });
        context.redirect(Paths.own(Objects.requireNonNullElse(context.formParam("back"), "/suppressions")), HttpStatus.SEE_OTHER);
    }

    void download(Context context) {
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        try (var out = new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("target", "reason", "since");
            Suppression last = null;
            do {
                var after = last;
                var rows = engine.database().transact(session -> Suppressions.page(session, "", after, CSV_ROWS));
                rows.forEach(row -> csv.writeRecord(
                        Csv.inert(row.target()),
                        Csv.inert(row.reason()),
                        row.createdAt().toString()));
                last = rows.size() < CSV_ROWS ? null : rows.getLast();
            } while (last != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the list first; then what is on its way there is stopped, some at a time. */
    private long suppress(Context context, String target) {
        var suppressing = new Suppressing(engine.enrollments(), engine.clock());
        engine.database().transactAlone(session -> {
            if (Suppressions.ofAddress(session, target).isEmpty()) {
                note(session, context, Sentence.of("audit.suppressed", target));
            }
            suppressing.add(session, target, BY_HAND);
        });
        var all = 0L;
        int some;
        do {
            some = engine.database()
                    .transact(session -> suppressing.stopSome(session, target, BY_HAND, STOPPED_AT_ONCE));
            all += some;
        } while (some == STOPPED_AT_ONCE);
        return all;
    }

    private void show(Context context, String typed, List<Refused> refused, @Nullable String added) {
        var q = Forms.query(context, "q", 254);
        var after = Forms.number(context.queryParam("after"));
        var texts = Visitor.texts(context);
        pages.show(context, "suppressions", engine.database().transact(session -> {
            var behind = after == null
                    ? null
                    : Suppressions.byId(session, after).orElse(null);
            var found = Suppressions.page(session, q, behind, ROWS + 1);
            var shown = found.subList(0, Math.min(ROWS, found.size()));
            var mails = mails(session, Seen.by(session, context), shown);
            return new SuppressionsPage(
                    q,
                    shown.stream().map(each -> row(each, mails, texts)).toList(),
                    found.size() > ROWS ? address(q, String.valueOf(shown.getLast().id())) : null,
                    after == null ? null : address(q, ""),
                    typed,
                    refused,
                    added);
        }));
    }

    private Row row(Suppression suppression, Set<Long> mails, Texts texts) {
        var mail = suppression.inboundId();
        return new Row(
                suppression.id(),
                suppression.target(),
                texts.sayCode("prospects.reason-", suppression.reason()),
                Moment.ago(suppression.createdAt(), engine.organizationZone(), engine.clock().instant(), texts),
                mail != null && mails.contains(mail) ? "/inbound/" + mail : null);
    }

    /** Those of the mails that somebody may open. */
    private static Set<Long> mails(StatelessSession session, Sight sight, List<Suppression> rows) {
        var ids = rows.stream()
                .map(Suppression::inboundId)
                .filter(Objects::nonNull)
                .toList();
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(session.createNativeQuery(
                                "SELECT i.id FROM inbound i JOIN mailbox m ON m.id = i.mailbox_id WHERE i.id IN (:ids)"
                                        + " AND " + sight.condition("m.owner_id"),
                                Long.class)
                        .setParameterList("ids", ids)
                        .getResultList());
    }

    private static String address(String q, String after) {
        var values = new LinkedHashMap<String, String>();
        values.put("q", q);
        values.put("after", after);
        return Forms.address("/suppressions", values);
    }

    private void note(StatelessSession session, Context context, Sentence what) {
        Audit.note(session, Me.of(context).id(), what, engine.clock().instant());
    }
}
