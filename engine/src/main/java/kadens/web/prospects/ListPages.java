package kadens.web.prospects;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.Roster;
import kadens.enrollment.Roster.Standing;
import kadens.enrollment.Standings;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.SavedView;
import kadens.team.Sight;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.prospects.ListPage.Filters;
import kadens.web.prospects.ListPage.Row;
import kadens.web.prospects.ListPage.View;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The list of prospects, and the views of it that people have saved. */
final class ListPages {

    private static final int ROWS = 50;

    private final Engine engine;
    private final Pages pages;

    ListPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    void show(Context context) {
        show(context, ListQuery.of(context), null);
    }

    void saveView(Context context) {
        var name = Forms.form(context, "name", SavedView.NAME_CHARS_MAX);
        var query = query(Forms.form(context, "query", SavedView.QUERY_CHARS_MAX));
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, query, "name");
            return;
        }
        var saved = engine.database()
                .transact(session -> SavedView.save(session, Me.of(context).id(), name, query.query()));
        if (!saved) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, query, "too-many");
            return;
        }
        context.redirect(query.href(null), HttpStatus.SEE_OTHER);
    }

    void forgetView(Context context) {
        var id = Paths.id(context);
        var me = Me.of(context).id();
        if (!engine.database().transact(session -> SavedView.forget(session, me, id))) {
            throw Failure.notFound();
        }
        context.redirect(Paths.own(context.formParam("back")), HttpStatus.SEE_OTHER);
    }

    /** A list as the part of its address behind the question mark says it. */
    static ListQuery query(String text) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var part : text.split("&")) {
            var at = part.indexOf('=');
            if (at > 0) {
                values.computeIfAbsent(part.substring(0, at), _ -> new ArrayList<>())
                        .add(decoded(part.substring(at + 1)));
            }
        }
        return ListQuery.of(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private void show(Context context, ListQuery query, @Nullable String wrong) {
        var after = Forms.number(context.queryParam("after"));
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        var page = engine.database()
                .transact(session -> page(session, Seen.by(session, context), me, query, after, texts, wrong));
        if (context.header("HX-Request") != null) {
            context.header("HX-Push-Url", query.href(after));
        }
        pages.show(context, "prospects", page);
    }

    private ListPage page(
            StatelessSession session,
            Sight sight,
            Me me,
            ListQuery query,
            @Nullable Long after,
            Texts texts,
            @Nullable String wrong) {
        var wanted = query.wanted(sight, me.id(), engine.organizationZone());
        var found = Roster.page(session, wanted, after, ROWS);
        var people = People.all(session).stream().collect(Collectors.toMap(Person::id, person -> person));
        var standings = Standings.of(session, found.ids());
        var rows = standings.stream().map(one -> row(one, query, people, texts)).toList();
        var views = SavedView.of(session, me.id()).stream()
                .map(view -> new View(
                        view.id(),
                        view.name(),
                        view.query().isEmpty() ? "/prospects" : "/prospects?" + view.query(),
                        view.query().equals(query.query())))
                .toList();
        return new ListPage(
                query,
                query.href(null),
                query.query(),
                count(found, after, texts),
                found.counted()
                        ? texts.say("prospects.all-matching", found.count())
                        : texts.say("prospects.all-matching-many"),
                !query.filters() && after == null,
                rows,
                found.next() == null ? null : query.href(found.next()),
                after == null ? null : query.href(null),
                filters(session, sight, me, query, people, texts),
                query.fields(),
                offered(query, standings),
                views,
                views.stream().filter(View::current).map(View::name).findFirst().orElse(null),
                wrong);
    }

    private static String count(Roster.Page found, @Nullable Long after, Texts texts) {
        if (found.counted()) {
            return texts.say("prospects.count", found.count());
        }
        if (found.many()) {
            return texts.say("prospects.count-many", Roster.FEW);
        }
        return after == null && found.next() == null
                ? texts.say("prospects.count", (long) found.ids().size())
                : texts.say("prospects.count-unknown");
    }

    private Row row(Standings.Standing one, ListQuery query, Map<Long, Person> people, Texts texts) {
        var prospect = one.prospect();
        var enrollment = one.enrollment();
        var account = one.account();
        var owner = prospect.ownerId() == null ? null : people.get(prospect.ownerId());
        var fields = query.fields().isEmpty() ? Map.<String, String>of() : prospect.fields();
        return new Row(
                prospect.id(),
                prospect.displayName(),
                prospect.email(),
                prospect.title(),
                account == null ? null : account.name() == null ? account.domain() : account.name(),
                enrollment == null ? null : StateView.of(enrollment, texts),
                enrollment == null ? null : title(enrollment.cadence()),
                one.suppressed(),
                owner == null ? null : owner.name(),
                query.fields().stream()
                        .map(name -> fields.getOrDefault(name, ""))
                        .toList(),
                Moment.ago(prospect.createdAt(), engine.organizationZone(), engine.clock().instant(), texts));
    }

    private String title(String cadence) {
        return engine.cadences().find(cadence) instanceof Cadence whole ? whole.title() : cadence;
    }

    private Filters filters(
            StatelessSession session, Sight sight, Me me, ListQuery query, Map<Long, Person> people, Texts texts) {
        var colleagues = people.values().stream()
                .filter(person -> person.id() != me.id() && sight.includes(person.id()) && sells(person))
                .sorted(java.util.Comparator.comparing(Person::name))
                .map(person -> Choice.of(String.valueOf(person.id()), person.name(), query.owner()));
        return new Filters(
                Stream.concat(
                                Stream.of("", "mine", "shared")
                                        .map(word -> Choice.of(
                                                word,
                                                texts.say("prospects.owner-" + (word.isEmpty() ? "all" : word)),
                                                query.owner())),
                                colleagues)
                        .toList(),
                Stream.concat(Stream.of(""), Stream.of(Standing.values()).map(Standing::word))
                        .map(word -> Choice.of(
                                word,
                                texts.say("prospects.state-" + (word.isEmpty() ? "all" : word)),
                                query.state()))
                        .toList(),
                Stream.concat(
                                Stream.of(Choice.of("", texts.say("prospects.cadence-all"), query.cadence())),
                                engine.cadences().names().stream()
                                        .map(name -> Choice.of(name, title(name), query.cadence())))
                        .toList(),
                Stream.concat(
                                Stream.of(Choice.of("", texts.say("prospects.country-all"), query.country())),
                                countries(session, texts, query.country()))
                        .toList(),
                Stream.of("", "no", "yes")
                        .map(word -> Choice.of(
                                word,
                                texts.say("prospects.suppressed-" + (word.isEmpty() ? "all" : word)),
                                query.suppressed()))
                        .toList(),
                Stream.of("", "name")
                        .map(word -> Choice.of(
                                word,
                                texts.say("prospects.sort-" + (word.isEmpty() ? "newest" : word)),
                                query.sort()))
                        .toList());
    }

    private static Stream<Choice> countries(StatelessSession session, Texts texts, String chosen) {
        // Rides prospect_country, from country to country.
        return session
                .createNativeQuery(
                        "SELECT DISTINCT country FROM prospect WHERE country IS NOT NULL LIMIT 250", String.class)
                .getResultStream()
                .map(code -> Choice.of(code, Locale.of("", code).getDisplayCountry(texts.locale()), chosen))
                .sorted(java.util.Comparator.comparing(Choice::label))
                .toList()
                .stream();
    }

    /** Whose prospects somebody's can be. */
    static boolean sells(Person person) {
        return person.leftAt() == null && person.role() != kadens.team.Role.MARKETING;
    }

    private static List<Choice> offered(ListQuery query, List<Standings.Standing> standings) {
        return Stream.concat(
                        query.fields().stream(),
                        standings.stream()
                                .flatMap(one -> one.prospect().fields().keySet().stream())
                                .sorted())
                .distinct()
                .limit(30)
                .map(name -> new Choice(name, name, query.fields().contains(name)))
                .toList();
    }
}
