package kadens.web.prospects;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import kadens.enrollment.Companies;
import kadens.enrollment.Owners;
import kadens.enrollment.Standings;
import kadens.prospect.Account;
import kadens.run.Engine;
import kadens.team.People;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.prospects.OnePage.Fact;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The companies that prospects belong to, and who is there. */
final class CompanyPages {

    private static final int ROWS = 50;

    private final Engine engine;
    private final Pages pages;

    CompanyPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    static String href(long id) {
        return "/companies/" + id;
    }

    static String name(Account account) {
        return Objects.requireNonNullElse(account.name(), Objects.toString(account.domain(), "–"));
    }

    record CompaniesPage(
            String q,
            List<Row> rows,
            @Nullable String next,
            @Nullable String first) {}

    record Row(long id, String name, @Nullable String domain, long people) {}

    /** A company: whom do we know there, and when were they last written to? */
    record CompanyPage(
            long id,
            String name,
            @Nullable String domain,
            List<Fact> fields,
            List<Colleague> people) {}

    /** @param touched when the last step was sent or done; null: never */
    record Colleague(
            long id,
            String name,
            String email,
            @Nullable String title,
            @Nullable StateView state,
            boolean suppressed,
            @Nullable String owner,
            @Nullable Moment touched) {}

    void list(Context context) {
        var typed = Forms.query(context, "q", 100);
        var after = Forms.number(context.queryParam("after"));
        var page = engine.database().transact(session -> {
            var seen = Owners.all(Seen.by(session, context));
            var found = Companies.page(session, typed, seen, after, ROWS);
            var people = Companies.people(session, seen, found.companies());
            return new CompaniesPage(
                    typed,
                    found.companies().stream()
                            .map(each -> new Row(
                                    each.id(),
                                    name(each),
                                    each.name() == null ? null : each.domain(),
                                    people.getOrDefault(each.id(), 0L)))
                            .toList(),
                    found.next() == null ? null : address(typed, String.valueOf(found.next())),
                    after == null ? null : address(typed, ""));
        });
        if (context.header("HX-Request") != null) {
            context.header("HX-Push-Url", address(typed, Objects.toString(after, "")));
        }
        pages.show(context, "companies", page);
    }

    void one(Context context) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        pages.show(context, "company", engine.database().transact(session -> {
            var account = EditPages.seen(session, context, id);
            var people = Companies.peopleOf(session, Owners.all(Seen.by(session, context)), id);
            return new CompanyPage(
                    id,
                    name(account),
                    account.domain(),
                    account.fields().entrySet().stream()
                            .map(field -> new Fact(field.getKey(), field.getValue()))
                            .toList(),
                    Standings.of(session, people).stream()
                            .map(each -> colleague(session, each, texts))
                            .toList());
        }));
    }

    private Colleague colleague(StatelessSession session, Standings.Standing one, Texts texts) {
        var prospect = one.prospect();
        var enrollment = one.enrollment();
        var touched = enrollment == null ? null : enrollment.lastStepAt();
        return new Colleague(
                prospect.id(),
                prospect.displayName(),
                prospect.email(),
                prospect.title(),
                enrollment == null ? null : StateView.of(enrollment, texts),
                one.suppressed(),
                prospect.ownerId() == null
                        ? null
                        : People.get(session, prospect.ownerId()).name(),
                touched == null
                        ? null
                        : Moment.ago(touched, engine.organizationZone(), engine.clock().instant(), texts));
    }

    private static String address(String typed, String after) {
        var values = new LinkedHashMap<String, String>();
        values.put("q", typed);
        values.put("after", after);
        return Forms.address("/companies", values);
    }
}
