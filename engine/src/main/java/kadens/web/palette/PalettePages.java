package kadens.web.palette;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.prospect.QuickFind;
import kadens.prospect.QuickFind.Found;
import kadens.run.Engine;
import kadens.team.Sight;
import kadens.web.Access;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Room;
import kadens.web.Routes;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;

/** Leads by a few letters to pages, people, companies and cadences, to those alone that whoever asks may see. */
public final class PalettePages {

    private static final int TYPED_MAX = 100;
    private static final int OF_EACH = 6;

    private final Engine engine;
    private final Pages pages;
    private final boolean sandbox;

    public PalettePages(Engine engine, Pages pages, boolean sandbox) {
        this.engine = engine;
        this.pages = pages;
        this.sandbox = sandbox;
    }

    /** @param kind what it is, in a word */
    record Hit(String label, String note, String kind, String href) {}

    record PalettePage(String typed, List<Hit> hits) {}

    public void routes(Routes routes) {
        routes.get("/palette", Access.PEOPLE, context -> show(context, routes));
    }

    private void show(Context context, Routes routes) {
        var given = Objects.requireNonNullElse(context.queryParam("q"), "").strip();
        var typed = given.substring(0, Math.min(given.length(), TYPED_MAX));
        var me = Me.of(context);
        var texts = Visitor.texts(context);
        var hits = new ArrayList<>(rooms(me, typed, texts));
        if (!typed.isEmpty()) {
            hits.addAll(cadences(me, typed, routes, texts));
            if (me.may(Access.SALES)) {
                hits.addAll(engine.database().transact(session -> {
                    var sight = me.sight(session);
                    return people(session, sight, typed, routes, texts);
                }));
            }
        }
        pages.show(context, "palette", new PalettePage(typed, hits));
    }

    private List<Hit> rooms(Me me, String typed, Texts texts) {
        return Room.of(me, sandbox).stream()
                .map(room -> new Hit(texts.say("frame." + room.name()), "", texts.say("palette.page"), room.href()))
                .filter(hit -> fits(hit.label, typed))
                .toList();
    }

    private List<Hit> cadences(Me me, String typed, Routes routes, Texts texts) {
        return engine.cadences().names().stream()
                .map(name -> engine.cadences().find(name) instanceof Cadence cadence
                        ? new Found(0, cadence.title(), name)
                        : new Found(0, name, name))
                .filter(each -> fits(each.name(), typed) || fits(each.note(), typed))
                .limit(OF_EACH)
                .map(each -> new Hit(
                        each.name(),
                        each.note(),
                        texts.say("palette.cadence"),
                        first(me, routes, "/cadences/{", "/studio/{").orElse("/reports?by=step&cadence=")
                                + encoded(each.note())))
                .toList();
    }

    private List<Hit> people(StatelessSession session, Sight sight, String typed, Routes routes, Texts texts) {
        var hits = new ArrayList<Hit>();
        for (var one : QuickFind.prospects(session, sight, typed, OF_EACH)) {
            href(session, one, routes)
                    .ifPresent(
                            href -> hits.add(new Hit(one.name(), one.note(), texts.say("palette.prospect"), href)));
        }
        for (var one : QuickFind.accounts(session, sight, typed, OF_EACH)) {
            var page = first(routes, "/companies/{").or(() -> first(routes, "/accounts/{"));
            var href = page.map(prefix -> prefix + one.id())
                    .orElse((has(routes, "/prospects") ? "/prospects" : "/") + "?q=" + encoded(one.name()));
            hits.add(new Hit(one.name(), one.note(), texts.say("palette.account"), href));
        }
        return hits;
    }

    /** The page of a prospect; where there is none, of their last enrollment. */
    private Optional<String> href(StatelessSession session, Found prospect, Routes routes) {
        return first(routes, "/prospects/{").map(prefix -> prefix + prospect.id()).or(() -> engine
                .enrollments()
                .ofProspect(session, prospect.id())
                .reversed()
                .stream()
                .findFirst()
                .map(enrollment -> "/enrollments/" + enrollment.id()));
    }

    /** The beginning of a page's address, before its name or id, where there is one that somebody may go to. */
    private static Optional<String> first(Me me, Routes routes, String... prefixes) {
        return List.of(prefixes).stream()
                .filter(prefix -> routes.all().stream()
                        .anyMatch(route -> isPage(route, prefix) && me.may(route.access())))
                .findFirst()
                .map(prefix -> prefix.substring(0, prefix.length() - 1));
    }

    private static Optional<String> first(Routes routes, String prefix) {
        return routes.all().stream()
                .filter(route -> isPage(route, prefix))
                .findFirst()
                .map(_ -> prefix.substring(0, prefix.length() - 1));
    }

    private static boolean has(Routes routes, String path) {
        return routes.all().stream()
                .anyMatch(route -> route.method().equals("GET") && route.path().equals(path));
    }

    private static boolean isPage(Routes.Route route, String prefix) {
        return route.method().equals("GET")
                && route.path().startsWith(prefix)
                && route.path().indexOf('}') == route.path().length() - 1;
    }

    /** Whether a word of the label begins so. */
    private static boolean fits(String label, String typed) {
        var low = typed.toLowerCase(Locale.ROOT);
        var words = label.toLowerCase(Locale.ROOT);
        return words.startsWith(low) || words.contains(" " + low) || words.contains("-" + low);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
