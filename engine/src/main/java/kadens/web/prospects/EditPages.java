package kadens.web.prospects;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kadens.enrollment.Companies;
import kadens.enrollment.Owners;
import kadens.language.Sentence;
import kadens.prospect.Account;
import kadens.prospect.Editing;
import kadens.prospect.Editing.Outcome;
import kadens.prospect.Editing.Typed;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The forms in which a prospect or a company is changed, checked as an import checks its rows. */
final class EditPages {

    private static final int BLANK_FIELDS = 3;
    private static final int FIELDS_MAX = 200;
    private static final int CHARS_MAX = 3000;

    private final Engine engine;
    private final Pages pages;

    EditPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /**
     * What can be changed, as it is or as it was typed.
     *
     * @param up the page that it is about, and where saving leads
     * @param wrong whether something is wrong, so that nothing was saved
     * @param fieldsWrong what is wrong with all custom fields together; null: nothing
     */
    record EditPage(
            String up,
            String name,
            List<Input> inputs,
            List<FieldInput> fields,
            boolean wrong,
            @Nullable String fieldsWrong) {}

    /** @param wrong what is wrong with the value and how to mend it; null: nothing */
    record Input(
            String name,
            String label,
            String value,
            String hint,
            @Nullable String wrong) {}

    record FieldInput(
            String name, String value, @Nullable String wrong) {}

    /** What stands in a form. */
    private record Form(String up, String name, Map<String, String> values, List<Typed> fields) {}

    void prospect(Context context) {
        var id = Paths.id(context);
        show(context, engine.database().transact(session -> {
            Seen.prospect(session, context, id);
            return stored(session, id);
        }), Map.of());
    }

    void saveProspect(Context context) {
        var id = Paths.id(context);
        var values = new LinkedHashMap<String, String>();
        Editing.VALUES.forEach(name -> values.put(name, Forms.form(context, name, CHARS_MAX)));
        var fields = fields(context);
        var now = engine.clock().instant();
        save(context, OnePages.href(id), values, fields, session -> {
            Seen.prospect(session, context, id);
            var outcome = Editing.prospect(session, id, values, fields, now);
            if (outcome instanceof Outcome.Saved(var changed) && changed) {
                var prospect = Prospects.get(session, id);
                note(session, context, Sentence.of("audit.prospect-edited", prospect.email()));
            }
            return outcome;
        });
    }

    void company(Context context) {
        var id = Paths.id(context);
        show(context, engine.database().transact(session -> {
            var account = seen(session, context, id);
            var values = new LinkedHashMap<String, String>();
            values.put("company", Objects.toString(account.name(), ""));
            values.put("domain", Objects.toString(account.domain(), ""));
            return new Form(CompanyPages.href(id), CompanyPages.name(account), values, typed(account.fields()));
        }), Map.of());
    }

    void saveCompany(Context context) {
        var id = Paths.id(context);
        var values = new LinkedHashMap<String, String>();
        List.of("company", "domain").forEach(name -> values.put(name, Forms.form(context, name, CHARS_MAX)));
        var fields = fields(context);
        save(context, CompanyPages.href(id), values, fields, session -> {
            var before = seen(session, context, id);
            var outcome = Editing.company(
                    session, id, values.getOrDefault("company", ""), values.getOrDefault("domain", ""), fields);
            if (outcome instanceof Outcome.Saved(var changed) && changed) {
                note(session, context, Sentence.of("audit.company-edited", CompanyPages.name(before)));
            }
            return outcome;
        });
    }

    static Account seen(StatelessSession session, Context context, long id) {
        var account = session.get(Account.class, id);
        if (account == null || !Companies.sees(session, Owners.all(Seen.by(session, context)), id)) {
            throw Failure.notFound();
        }
        return account;
    }

    private interface Saving {
        Outcome save(StatelessSession session);
    }

    private void save(
            Context context, String up, Map<String, String> values, List<Typed> fields, Saving saving) {
        switch (engine.database().transact(saving::save)) {
            case Outcome.Saved _ -> context.redirect(up, HttpStatus.SEE_OTHER);
            case Outcome.Refused(var wrong) -> {
                context.status(HttpStatus.UNPROCESSABLE_CONTENT);
                var name = values.getOrDefault("email", values.getOrDefault("company", ""));
                show(context, new Form(up, name, values, fields), wrong);
            }
        }
    }

    private Form stored(StatelessSession session, long id) {
        var prospect = Prospects.get(session, id);
        var account = Prospects.accountOf(session, prospect);
        var values = new LinkedHashMap<String, String>();
        for (var name : Editing.VALUES) {
            values.put(
                    name,
                    Objects.toString(
                            switch (name) {
                                case "email" -> prospect.email();
                                case "first_name" -> prospect.firstName();
                                case "last_name" -> prospect.lastName();
                                case "title" -> prospect.title();
                                case "company" -> account == null ? null : account.name();
                                case "phone" -> prospect.phone();
                                case "country" -> prospect.country();
                                case "time_zone" -> prospect.timeZone();
                                default -> prospect.language();
                            },
                            ""));
        }
        return new Form(OnePages.href(id), prospect.displayName(), values, typed(prospect.fields()));
    }

    private void show(Context context, Form form, Map<String, String> wrong) {
        var texts = Visitor.texts(context);
        var inputs = form.values().entrySet().stream()
                .map(value -> {
                    var word = value.getKey().replace('_', '-');
                    return new Input(
                            value.getKey(),
                            texts.say("prospects.value-" + word),
                            value.getValue(),
                            texts.sayCode("prospects.hint-", word).equals(word)
                                    ? ""
                                    : texts.say("prospects.hint-" + word),
                            wrong(texts, word, wrong.get(value.getKey())));
                })
                .toList();
        var fields = new ArrayList<FieldInput>();
        for (int i = 0; i < form.fields().size(); i++) {
            var field = form.fields().get(i);
            fields.add(new FieldInput(field.name(), field.value(), wrong(texts, "field", wrong.get("fields." + i))));
        }
        for (int i = 0; i < BLANK_FIELDS; i++) {
            fields.add(new FieldInput("", "", null));
        }
        pages.show(
                context,
                "prospects-edit",
                new EditPage(
                        form.up(),
                        form.name(),
                        inputs,
                        fields,
                        !wrong.isEmpty(),
                        wrong(texts, "fields", wrong.get("fields"))));
    }

    private static @Nullable String wrong(Texts texts, String name, @Nullable String code) {
        return code == null
                ? null
                : texts.say("prospects.wrong-" + name + (code.equals("wrong") ? "" : "-" + code));
    }

    private static List<Typed> typed(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> new Typed(field.getKey(), field.getValue()))
                .toList();
    }

    private static List<Typed> fields(Context context) {
        var names = context.formParams("field-name");
        var values = context.formParams("field-value");
        var fields = new ArrayList<Typed>();
        for (int i = 0; i < Math.min(FIELDS_MAX, Math.min(names.size(), values.size())); i++) {
            if (!names.get(i).isBlank() || !values.get(i).isBlank()) {
                fields.add(new Typed(names.get(i), values.get(i)));
            }
        }
        return fields;
    }

    private void note(StatelessSession session, Context context, Sentence what) {
        Audit.note(session, Me.of(context).id(), what, engine.clock().instant());
    }
}
