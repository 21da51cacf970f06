package kadens.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.DayOff;
import kadens.team.Organization;
import kadens.web.Failure;
import kadens.web.Form;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The rules that hold for everybody, and the days on which the organization is closed. */
final class OrganizationPages {

    private static final int NAME_CHARS_MAX = 100;
    private static final String HERE = "/settings/organization";

    private final Engine engine;
    private final Pages pages;
    private final Anew anew;

    OrganizationPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.anew = new Anew(engine);
    }

    /** @param iso as it stands in addresses */
    record Day(String iso, String words, String name) {}

    /**
     * @param wrong by field what is wrong with it
     * @param day what was typed of a day off; empty where nothing was
     */
    record OrganizationPage(
            List<Tab> tabs,
            @Nullable String said,
            OrganizationForm form,
            List<Option> countries,
            Map<String, String> wrong,
            List<Day> daysOff,
            String day,
            String dayName,
            String today) {}

    void show(Context context) {
        var form = engine.database().transact(session -> OrganizationForm.of(Organization.get(session)));
        show(context, form, Map.of(), "", "");
    }

    void save(Context context) {
        var form = OrganizationForm.typed(context);
        var wrong = form.wrong(Visitor.texts(context));
        if (!wrong.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, form, wrong, "", "");
            return;
        }
        var changed = engine.database().transact(session -> {
            var organization = Organization.get(session);
            var before = OrganizationForm.of(organization);
            organization.set(session, form.rules());
            return note(session, Me.of(context).id(), before, OrganizationForm.of(organization));
        });
        context.redirect(HERE + "?" + (changed ? anew.all() : Said.SAVED), HttpStatus.SEE_OTHER);
    }

    void addDayOff(Context context) {
        var typed = Form.line(context, "day", 10);
        var name = Form.line(context, "name", NAME_CHARS_MAX);
        var day = day(typed);
        var problem = day == null || day.isBefore(today()) ? "day" : name.isEmpty() ? "name" : null;
        if (day == null || problem != null) {
            var form = engine.database().transact(session -> OrganizationForm.of(Organization.get(session)));
            var wrong = Map.of("day", Visitor.texts(context).say("settings.wrong.off-" + problem));
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, form, wrong, typed, name);
            return;
        }
        engine.database().transactAlone(session -> {
            DayOff.add(session, day, name);
            Audit.note(session, Me.of(context).id(), Sentence.of("audit.day-off", day, name), now());
        });
        context.redirect(HERE + "?" + anew.all() + "#days-off", HttpStatus.SEE_OTHER);
    }

    void removeDayOff(Context context) {
        var day = day(context.pathParam("day"));
        var removed = day != null
                && engine.database().transact(session -> {
                    var had = DayOff.remove(session, day);
                    if (had) {
                        Audit.note(session, Me.of(context).id(), Sentence.of("audit.day-on", day), now());
                    }
                    return had;
                });
        if (!removed) {
            throw Failure.notFound();
        }
        context.redirect(HERE + "?" + anew.all() + "#days-off", HttpStatus.SEE_OTHER);
    }

    /** A sentence a rule that is another than before. @return whether there is one */
    private boolean note(StatelessSession session, long by, OrganizationForm before, OrganizationForm after) {
        var old = values(before);
        var changed = values(after).entrySet().stream()
                .filter(rule -> !rule.getValue().equals(old.get(rule.getKey())))
                .toList();
        changed.forEach(rule -> Audit.note(
                session,
                by,
                Sentence.of("audit.rule." + rule.getKey(), spoken(old.get(rule.getKey())), spoken(rule.getValue())),
                now()));
        return !changed.isEmpty();
    }

    private static Object spoken(@Nullable String value) {
        return value == null || value.isEmpty() ? Sentence.of("audit.none") : value;
    }

    private static Map<String, String> values(OrganizationForm form) {
        var values = new TreeMap<String, String>(form.caps());
        values.putAll(form.days());
        values.put("country", form.country());
        values.put("window", form.window());
        return values;
    }

    private void show(
            Context context, OrganizationForm form, Map<String, String> wrong, String day, String dayName) {
        var texts = Visitor.texts(context);
        pages.show(
                context,
                "settings-organization",
                new OrganizationPage(
                        Tab.of(context, Tab.ORGANIZATION),
                        Said.of(context, texts),
                        form,
                        form.countries(texts),
                        wrong,
                        engine.database().transact(session -> daysOff(session, texts)),
                        day,
                        dayName,
                        today().toString()));
    }

    /** Those to come. */
    private List<Day> daysOff(StatelessSession session, Texts texts) {
        var words = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(texts.locale());
        return DayOff.all(session).entrySet().stream()
                .filter(off -> !off.getKey().isBefore(today()))
                .sorted(Map.Entry.comparingByKey())
                .map(off -> new Day(off.getKey().toString(), words.format(off.getKey()), off.getValue()))
                .toList();
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), engine.organizationZone());
    }

    private Instant now() {
        return engine.clock().instant();
    }
}
