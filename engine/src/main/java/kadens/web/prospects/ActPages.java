package kadens.web.prospects;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Handling;
import kadens.enrollment.Handling.Act;
import kadens.enrollment.Handling.Came;
import kadens.enrollment.Roster;
import kadens.language.Sentence;
import kadens.prospect.Prospect;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Does one thing to many prospects: asks first with their number, then does it batch by batch, and tells what came of it. */
final class ActPages {

    private static final int BATCH = 100;
    private static final int ATTEMPTS_MAX = 3;
    private static final int NAMES_SHOWN = 5;
    private static final int IN_AN_ADDRESS_MAX = 500;

    private final Engine engine;
    private final Pages pages;

    ActPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /**
     * What is about to be done.
     *
     * @param act one of {@link Act}, or {@code enroll}
     * @param ids all of them, with commas between
     * @param names some of them
     * @param people to whom they may be given; empty for other acts
     */
    record ActPage(
            String act,
            long count,
            String ids,
            String names,
            List<Choice> people,
            String back) {}

    /**
     * What was done.
     *
     * @param not why nothing was changed for the others, in sentences with their numbers
     */
    record ActedPage(String act, long done, List<String> not, String back) {}

    void ask(Context context) {
        var act = Forms.form(context, "act", 20);
        if (!act.equals("enroll") && Act.of(act).isEmpty()) {
            throw new Failure(400, "bad-request");
        }
        var query = ListPages.query(Forms.form(context, "query", 2000));
        var me = Me.of(context);
        var texts = Visitor.texts(context);
        var page = engine.database().transact(session -> {
            var sight = Seen.by(session, context);
            var ids = context.formParam("all") != null
                    ? Roster.all(
                            session, query.wanted(sight, me.id(), engine.organizationZone()), Roster.FEW + 1)
                    : seen(session, context, checked(context));
            if (ids.isEmpty()) {
                throw new Failure(422, "nobody-chosen");
            }
            if (ids.size() > Roster.FEW) {
                throw new Failure(422, "too-many-chosen", Roster.FEW);
            }
            return new ActPage(
                    act,
                    ids.size(),
                    ids.stream().map(String::valueOf).collect(Collectors.joining(",")),
                    names(session, ids, texts),
                    act.equals("assign") ? people(session, texts) : List.of(),
                    query.href(null));
        });
        if (act.equals("enroll") && page.count() <= IN_AN_ADDRESS_MAX) {
            context.redirect("/enroll?prospects=" + page.ids(), HttpStatus.SEE_OTHER);
            return;
        }
        pages.show(context, "prospects-act", page);
    }

    void act(Context context) {
        var act = Act.of(context.formParam("act")).orElseThrow(() -> new Failure(400, "bad-request"));
        var ids = Forms.numbers(context.formParam("prospects"));
        if (ids.isEmpty()) {
            throw new Failure(422, "nobody-chosen");
        }
        if (ids.size() > Roster.FEW) {
            throw new Failure(422, "too-many-chosen", Roster.FEW);
        }
        var owner = act == Act.ASSIGN ? owner(context) : null;
        var came = act(context, act, ids, owner);
        var values = new LinkedHashMap<String, String>();
        values.put("act", act.word());
        values.put("done", String.valueOf(came.getOrDefault(Came.DONE, 0L)));
        var gone = ids.size() - came.values().stream().mapToLong(Long::longValue).sum();
        values.put("gone", gone == 0 ? "" : String.valueOf(gone));
        came.forEach((what, count) -> {
            if (what != Came.DONE) {
                values.put(what.word(), String.valueOf(count));
            }
        });
        values.put("back", Paths.own(context.formParam("back")));
        context.redirect(Forms.address("/prospects/acted", values), HttpStatus.SEE_OTHER);
    }

    void acted(Context context) {
        var act = Act.of(context.queryParam("act")).orElseThrow(Failure::notFound);
        var texts = Visitor.texts(context);
        var not = Stream.concat(Stream.of("gone"), Stream.of(Came.values()).map(Came::word))
                .filter(word -> !word.equals("done"))
                .flatMap(word -> Stream.ofNullable(Forms.number(context.queryParam(word)))
                        .map(count -> texts.say("prospects.not-" + word, count)))
                .toList();
        pages.show(
                context,
                "prospects-acted",
                new ActedPage(
                        act.word(),
                        Objects.requireNonNullElse(Forms.number(context.queryParam("done")), 0L),
                        not,
                        Paths.own(context.queryParam("back"))));
    }

    /** How often each thing came of it; of those that whoever asks does not see, nothing did. */
    Map<Came, Long> act(Context context, Act act, List<Long> ids, @Nullable Long owner) {
        var came = new EnumMap<Came, Long>(Came.class);
        var sorted = ids.stream().sorted().toList();
        for (int at = 0; at < sorted.size(); at += BATCH) {
            var batch = sorted.subList(at, Math.min(sorted.size(), at + BATCH));
            attempt(context, act, batch, owner, 1).forEach((what, count) -> came.merge(what, count, Long::sum));
        }
        return came;
    }

    /** To whom the form gives them; null: to everybody. @throws Failure 422 where that is nobody who sells */
    @Nullable
    Long owner(Context context) {
        var given = Forms.form(context, "owner", 20);
        if (given.equals("shared")) {
            return null;
        }
        var id = Forms.number(given);
        return engine.database()
                .transact(session -> People.all(session).stream()
                        .filter(person -> id != null && person.id() == id && ListPages.sells(person))
                        .findFirst())
                .orElseThrow(() -> new Failure(422, "no-such-owner"))
                .id();
    }

    static List<Choice> people(StatelessSession session, Texts texts) {
        return Stream.concat(
                        Stream.of(new Choice("shared", texts.say("prospects.owner-shared"), false)),
                        People.all(session).stream()
                                .filter(ListPages::sells)
                                .map(person -> new Choice(String.valueOf(person.id()), person.name(), false)))
                .toList();
    }

    private Map<Came, Long> attempt(Context context, Act act, List<Long> batch, @Nullable Long owner, int number) {
        try {
            return engine.database().transact(session -> batch(session, context, act, batch, owner));
        } catch (RuntimeException e) {
            if (number == ATTEMPTS_MAX || !Database.isPassing(e)) {
                throw e;
            }
        }
        return attempt(context, act, batch, owner, number + 1);
    }

    private Map<Came, Long> batch(
            StatelessSession session, Context context, Act act, List<Long> batch, @Nullable Long owner) {
        var handling = new Handling(engine.enrollments(), engine.clock());
        var done = new ArrayList<Prospect>();
        var came = new EnumMap<Came, Long>(Came.class);
        for (var prospect : prospects(session, seen(session, context, batch))) {
            var what = handling.handle(session, act, prospect, owner);
            came.merge(what, 1L, Long::sum);
            if (what == Came.DONE) {
                done.add(prospect);
            }
        }
        if (!done.isEmpty()) {
            Audit.note(session, Me.of(context).id(), said(session, act, done, owner), engine.clock()
                    .instant());
        }
        return came;
    }

    private static Sentence said(StatelessSession session, Act act, List<Prospect> done, @Nullable Long owner) {
        var names = done.stream().limit(NAMES_SHOWN).map(Prospect::email).collect(Collectors.joining(", "))
                + (done.size() > NAMES_SHOWN ? " …" : "");
        if (act != Act.ASSIGN) {
            return Sentence.of("audit.prospects-" + act.word(), done.size(), names);
        }
        return owner == null
                ? Sentence.of("audit.prospects-share", done.size(), names)
                : Sentence.of(
                        "audit.prospects-assign",
                        done.size(),
                        names,
                        People.get(session, owner).name());
    }

    private static List<Long> checked(Context context) {
        return context.formParams("prospect").stream()
                .map(Forms::number)
                .filter(Objects::nonNull)
                .distinct()
                .limit(Roster.FEW)
                .toList();
    }

    private static List<Long> seen(StatelessSession session, Context context, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : session.createNativeQuery(
                                "SELECT p.id FROM prospect p WHERE p.id IN (:ids) AND "
                                        + Seen.by(session, context).condition("p.owner_id") + " ORDER BY p.id",
                                Long.class)
                        .setParameterList("ids", ids)
                        .getResultList();
    }

    private static List<Prospect> prospects(StatelessSession session, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : session.createSelectionQuery("from Prospect where id in :ids order by id", Prospect.class)
                        .setParameterList("ids", ids)
                        .getResultList();
    }

    private static String names(StatelessSession session, List<Long> ids, Texts texts) {
        var names = prospects(session, ids.subList(0, Math.min(NAMES_SHOWN, ids.size()))).stream()
                .map(Prospect::displayName)
                .collect(Collectors.joining(", "));
        return ids.size() <= NAMES_SHOWN
                ? names
                : texts.say("prospects.and-more", names, ids.size() - NAMES_SHOWN);
    }
}
