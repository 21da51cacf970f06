package kadens.web;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kadens.prospect.Prospects;
import kadens.prospect.Uploads;
import kadens.sandbox.Letter;
import kadens.team.OneTimeLinks;
import kadens.team.People;

/**
 * Real addresses for every route of a server: what stands in braces becomes something that is there. A new room's pages are
 * among them by themselves, where an id is that of a row in the table that the address is called after.
 */
final class EveryPage {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** Of addresses that are not called after their table. */
    private static final Map<String, String> TABLES = Map.of(
            "inbound", "inbound",
            "mailboxes", "mailbox",
            "companies", "account",
            "people", "person",
            "views", "saved_view",
            "imports", "upload",
            "enroll", "selection");

    /** There only in the middle of some work, for which ImportingTest and EnrollingTest go there. */
    private static final Set<String> MIDWAY = Set.of(
            "/enroll/{id}/forecast", "/enroll/{id}/mail", "/enroll/{id}/result.csv", "/imports/{id}/refused.csv");

    private final Site site;
    private final int port;
    private final String person;
    private final Letter letter;
    private final Map<String, Optional<Long>> ids = new HashMap<>();

    private EveryPage(Site site, int port, String person, Letter letter) {
        this.site = site;
        this.port = port;
        this.person = person;
        this.letter = letter;
    }

    /** After the sample people have got mail, and one of them has answered. */
    static EveryPage of(Site site, int port) {
        site.run();
        var person = site.world.people().all().stream()
                .filter(each -> each.behaviour().keepsLetters()
                        && letter(site, each.email()).isPresent())
                .findFirst()
                .orElseThrow();
        var letter = letter(site, person.email()).orElseThrow();
        site.world.people().answer(person.email(), letter.uid(), "Yes, please call me tomorrow.");
        site.run();
        site.post("/enroll/choose", "addresses=" + person.email());
        site.in(session -> Uploads.add(
                session,
                People.all(session).getFirst().id(),
                "list.csv",
                new ByteArrayInputStream(
                        "email,first_name\nnew@there.example,Nina\nwrong,Per\n".getBytes(StandardCharsets.UTF_8)),
                site.engine.clock().instant()));
        return new EveryPage(site, port, person.email(), letter);
    }

    private static Optional<Letter> letter(Site site, String email) {
        return site.world.postOffice().letters(email).stream()
                .filter(letter -> !letter.outgoing() && letter.html() != null)
                .findFirst();
    }

    /** The addresses of the routes of one method, in the order in which they were added. */
    List<String> addresses(String method) {
        var all = new ArrayList<String>();
        for (var route : site.routesOf(port)) {
            if (route.method().equals(method) && !MIDWAY.contains(route.path())) {
                real(route.path())
                        .map(address -> address + asking(address, method))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    /** Those that answer with a page in our own words, and not with a file, a redirect or the mail of somebody. */
    List<String> pages() {
        var missing = new ArrayList<String>();
        var pages = addresses("GET").stream()
                .filter(address -> {
                    var answer = site.send(site.request(port, address));
                    if (answer.statusCode() >= 400) {
                        missing.add(address + " answers " + answer.statusCode());
                    }
                    return answer.statusCode() == 200
                            && answer.headers()
                                    .firstValue("Content-Type")
                                    .orElse("")
                                    .startsWith("text/html")
                            && !answer.headers()
                                    .firstValue("Content-Security-Policy")
                                    .orElse("")
                                    .startsWith("sandbox");
                })
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missing + ": is what stands for their braces there? See EveryPage.");
        }
        return pages;
    }

    /** What has to be asked for with an address, so that there is something to show. */
    private String asking(String address, String method) {
        return switch (method + " " + address) {
            case "GET /prospects/acted" -> "?act=pause&done=2";
            case "GET /prospects/merge" ->
                site.in(session -> session.createNativeQuery(
                                "SELECT CONCAT('?kept=', MIN(id), '&other=', MAX(id)) FROM prospect", String.class)
                        .getSingleResult());
            default -> "";
        };
    }

    /** Empty where nothing is there yet that the address could be of. */
    private Optional<String> real(String path) {
        if (path.equals("/assets/{version}/{file}")) {
            return Optional.ofNullable(new Assets().paths().get("kadens.css"));
        }
        var real = new StringBuilder();
        var matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            var value = value(path, matcher.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(real, URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
        }
        return Optional.of(matcher.appendTail(real).toString());
    }

    private Optional<String> value(String path, String parameter) {
        return switch (parameter) {
            case "cadence", "name" -> Optional.of("cold-outreach");
            case "step" -> Optional.of("intro");
            case "email" -> Optional.of(person);
            case "uid" -> Optional.of(String.valueOf(letter.uid()));
            case "language" -> Optional.of("en");
            case "theme" -> Optional.of("system");
            case "token" -> Optional.of(path.startsWith("/u/") ? unsubscribeToken() : welcomeToken());
            case "id" ->
                (path.startsWith("/conversations/")
                                ? conversation()
                                : id(path.replaceAll("/\\{id}.*", "").replaceAll(".*/", "")))
                        .map(String::valueOf);
            default -> Optional.empty();
        };
    }

    private String unsubscribeToken() {
        return site.in(session -> {
            var prospect = Prospects.byEmail(session, person).orElseThrow();
            return session.createNativeQuery(
                            "SELECT unsubscribe_token FROM enrollment WHERE prospect_id = :id LIMIT 1", String.class)
                    .setParameter("id", prospect.id())
                    .getSingleResult();
        });
    }

    /** It has the id of its enrollment. */
    private Optional<Long> conversation() {
        return site.in(session ->
                Optional.ofNullable(session.createNativeQuery("SELECT MAX(enrollment_id) FROM conversation", Long.class)
                        .getSingleResultOrNull()));
    }

    private String welcomeToken() {
        return site.in(
                session -> OneTimeLinks.forTheFirst(session, site.engine.clock().instant()));
    }

    /** The last: where an answer is needed, there is one. */
    private Optional<Long> id(String called) {
        return ids.computeIfAbsent(called, _ -> {
            var table = TABLES.getOrDefault(
                            called, called.replaceFirst("s$", "").replace('-', '_'))
                    .toLowerCase(Locale.ROOT);
            return site.in(session -> session.createNativeQuery(
                                            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND"
                                                    + " table_name = '" + table + "'",
                                            Long.class)
                                    .getSingleResult()
                            == 0
                    ? Optional.<Long>empty()
                    : Optional.ofNullable(session.createNativeQuery("SELECT MAX(id) FROM " + table, Long.class)
                            .getSingleResultOrNull()));
        });
    }
}
