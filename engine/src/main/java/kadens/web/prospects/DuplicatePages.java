package kadens.web.prospects;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Duplicates;
import kadens.enrollment.Duplicates.Likeness;
import kadens.enrollment.Merging;
import kadens.enrollment.Merging.Outcome;
import kadens.enrollment.Owners;
import kadens.enrollment.Standings;
import kadens.enrollment.Standings.Standing;
import kadens.language.Sentence;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Finds prospects who are likely one person, and makes them one where somebody says so. */
final class DuplicatePages {

    private static final int PAIRS = 25;

    private final Engine engine;
    private final Pages pages;

    DuplicatePages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    record DuplicatesPage(
            String likeness,
            List<Choice> kinds,
            List<Pair> pairs,
            @Nullable String next,
            boolean first) {}

    record Pair(Half one, Half other) {}

    record Half(
            long id,
            String name,
            String email,
            @Nullable String company,
            @Nullable String phone,
            @Nullable StateView state) {}

    /**
     * Two prospects side by side.
     *
     * @param blocked whether both are in an ongoing enrollment, one of which has to end first
     */
    record MergePage(Half kept, Half other, List<Value> values, boolean blocked) {}

    /** @param takes whether the other's value is proposed, as the kept one has none */
    record Value(String name, String label, String kept, String other, boolean takes) {}

    void find(Context context) {
        var likeness = Likeness.of(context.queryParam("by"));
        var after = context.queryParam("after");
        var texts = Visitor.texts(context);
        pages.show(context, "duplicates", engine.database().transact(session -> {
            var found = Duplicates.find(session, likeness, Owners.all(Seen.by(session, context)), after, PAIRS);
            var halves = Standings.of(
                            session,
                            found.pairs().stream()
                                    .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                                    .distinct()
                                    .toList())
                    .stream()
                    .map(each -> half(each, texts))
                    .collect(Collectors.toMap(Half::id, Function.identity()));
            return new DuplicatesPage(
                    likeness.word(),
                    Stream.of(Likeness.values())
                            .map(each -> Choice.of(
                                    each.word(), texts.say("prospects.twins-" + each.word()), likeness.word()))
                            .toList(),
                    found.pairs().stream()
                            .map(pair -> new Pair(get(halves, pair.first()), get(halves, pair.second())))
                            .toList(),
                    found.next() == null
                            ? null
                            : "/prospects/duplicates?by=" + likeness.word() + "&after=" + found.next(),
                    after == null);
        }));
    }

    void compare(Context context) {
        var kept = Forms.number(context.queryParam("kept"));
        var other = Forms.number(context.queryParam("other"));
        show(context, kept, other);
    }

    void merge(Context context) {
        var kept = Forms.number(context.formParam("kept"));
        var other = Forms.number(context.formParam("other"));
        if (kept == null || other == null) {
            throw Failure.notFound();
        }
        var taken = context.formParamMap().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("take-"))
                .filter(entry -> entry.getValue().contains("other"))
                .map(entry -> entry.getKey().substring("take-".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        var outcome = engine.database().transact(session -> {
            Seen.prospect(session, context, kept);
            Seen.prospect(session, context, other);
            var gone = Prospects.get(session, other);
            var came = new Merging(engine.enrollments(), engine.clock()).merge(session, kept, other, taken);
            if (came instanceof Outcome.Merged(var prospect)) {
                Audit.note(
                        session,
                        Me.of(context).id(),
                        Sentence.of("audit.merged", gone.email(), prospect.email()),
                        engine.clock().instant());
            }
            return came;
        });
        switch (outcome) {
            case Outcome.Merged(var prospect) ->
                context.redirect(OnePages.href(prospect.id()), HttpStatus.SEE_OTHER);
            case Outcome.Gone _ -> throw Failure.notFound();
            case Outcome.BothOngoing _ -> {
                context.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(context, kept, other);
            }
        }
    }

    private void show(Context context, @Nullable Long kept, @Nullable Long other) {
        if (kept == null || other == null || kept.equals(other)) {
            throw Failure.notFound();
        }
        var texts = Visitor.texts(context);
        pages.show(context, "merge", engine.database().transact(session -> {
            Seen.prospect(session, context, kept);
            Seen.prospect(session, context, other);
            var both = Standings.of(session, List.of(kept, other));
            var one = both.getFirst();
            var two = both.getLast();
            return new MergePage(
                    half(one, texts), half(two, texts), values(session, one, two, texts), ongoing(one) && ongoing(two));
        }));
    }

    private static boolean ongoing(Standing one) {
        return one.enrollment() != null && one.enrollment().state().ongoing();
    }

    /** What differs; what is the same needs no choice. */
    private static List<Value> values(StatelessSession session, Standing kept, Standing other, Texts texts) {
        var rows = new LinkedHashMap<String, Function<Standing, @Nullable String>>();
        rows.put("email", one -> one.prospect().email());
        rows.put("first_name", one -> one.prospect().firstName());
        rows.put("last_name", one -> one.prospect().lastName());
        rows.put("title", one -> one.prospect().title());
        rows.put("company", one -> company(one));
        rows.put("phone", one -> one.prospect().phone());
        rows.put("country", one -> one.prospect().country());
        rows.put("time_zone", one -> Objects.toString(one.prospect().timeZone(), null));
        rows.put("language", one -> one.prospect().language());
        rows.put("owner", one -> owner(session, one.prospect(), texts));
        var values = new ArrayList<Value>();
        rows.forEach((name, value) -> add(
                values,
                name,
                texts.say("prospects.value-" + name.replace('_', '-')),
                value.apply(kept),
                value.apply(other)));
        var names = new TreeSet<>(kept.prospect().fields().keySet());
        names.addAll(other.prospect().fields().keySet());
        names.forEach(name -> add(
                values,
                "fields." + name,
                name,
                kept.prospect().fields().get(name),
                other.prospect().fields().get(name)));
        return values;
    }

    private static void add(
            List<Value> values, String name, String label, @Nullable String kept, @Nullable String other) {
        if (!Objects.equals(kept, other)) {
            values.add(new Value(
                    name, label, Objects.toString(kept, ""), Objects.toString(other, ""), kept == null));
        }
    }

    private static String owner(StatelessSession session, Prospect prospect, Texts texts) {
        return prospect.ownerId() == null
                ? texts.say("prospects.owner-shared")
                : People.get(session, prospect.ownerId()).name();
    }

    private static Half get(Map<Long, Half> halves, long id) {
        return Objects.requireNonNull(halves.get(id));
    }

    private static Half half(Standing one, Texts texts) {
        return new Half(
                one.prospect().id(),
                one.prospect().displayName(),
                one.prospect().email(),
                company(one),
                one.prospect().phone(),
                one.enrollment() == null ? null : StateView.of(one.enrollment(), texts));
    }

    private static @Nullable String company(Standing one) {
        return one.account() == null ? null : CompanyPages.name(one.account());
    }
}
