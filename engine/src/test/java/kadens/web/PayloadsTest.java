package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What people with ill will are known to send, tried on every address that there is. None of it does what they want. */
@TestMethodOrder(OrderAnnotation.class)
class PayloadsTest {

    /** Each would leave an element, an attribute or an address behind that names {@code xss77}. */
    private static final List<String> SCRIPTS = List.of(
            "<script>xss77()</script>",
            "\"><script>xss77()</script>",
            "'><img src=x onerror=xss77()>",
            "\" onmouseover=\"xss77()\" x=\"",
            "' onfocus='xss77()' autofocus='",
            "</title><svg/onload=xss77()>",
            "</textarea><xss77>",
            "javascript:xss77()",
            "data:text/html,<script>xss77()</script>",
            "<a href=\"javascript:xss77()\">x</a>",
            "{{xss77}}${\"xss\"+\"77\"}<#assign x=1>",
            "<iframe srcdoc=\"<script>xss77()</script>\">",
            "<math><mtext><style><img src=x onerror=xss77()></style>");

    private static final List<String> FORMULAS =
            List.of("=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "\r=1+1");

    private static final List<String> CLIMBS = List.of(
            "../../../../etc/passwd",
            "..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5cetc%5cpasswd",
            "..%252f..%252fetc%252fpasswd",
            "....//....//etc/passwd",
            "%00/etc/passwd",
            "cadence.yaml%00",
            "..%c0%af..%c0%afetc%c0%afpasswd",
            "/etc/passwd");

    private static final List<String> BREAKS = List.of(
            "/x\r\nX-Injected: yes",
            "/x\nSet-Cookie: injected=yes",
            "/x\r\n\r\n<script>xss77()</script>",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/\t/evil.example",
            "javascript:xss77()");

    private static final List<String> QUERY = List.of(
            "q", "state", "page", "period", "from", "to", "by", "sample", "prospect", "step", "form", "letter", "answered", "back",
            "sort", "view", "tab", "filter", "name", "email", "field", "cadence", "rep", "team", "error", "message");

    private static Site site;
    private static EveryPage every;

    @BeforeAll
    static void open() {
        site = Site.withOwnTemplates();
        every = EveryPage.of(site, site.port());
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    @Order(1)
    void what_is_asked_for_in_an_address_comes_back_as_words() {
        for (var address : every.pages()) {
            for (var script : SCRIPTS) {
                for (var but : List.of(Set.<String>of(), Set.of("cadence", "rep", "team", "prospect"))) {
                    var query = QUERY.stream()
                            .filter(name -> !but.contains(name))
                            .map(name -> name + "=" + encoded(script))
                            .collect(Collectors.joining("&"));
                    harmless(address + "?" + query);
                }
            }
        }
    }

    @Test
    @Order(2)
    void what_stands_in_the_path_comes_back_as_words() {
        for (var route : site.routesOf(site.port())) {
            if (route.method().equals("GET") && route.path().contains("{")) {
                for (var script : SCRIPTS) {
                    harmless(route.path().replaceAll("\\{[^}]*}", encoded(script).replace("$", "\\$")));
                }
            }
        }
    }

    @Test
    @Order(3)
    void nobody_climbs_out_of_a_folder() throws IOException {
        for (var route : site.routesOf(site.port())) {
            if (route.method().equals("GET") && route.path().contains("{")) {
                for (var climb : CLIMBS) {
                    var answer = raw("GET " + route.path().replaceAll("\\{[^}]*}", climb) + " HTTP/1.1");
                    assertThat(answer).as(route.path() + " " + climb).doesNotContain("root:", "steps:", "jdbc:");
                    assertThat(status(answer)).as(route.path() + " " + climb).isIn(303, 400, 403, 404);
                }
            }
        }
    }

    @Test
    @Order(4)
    void another_site_posts_nothing() throws IOException {
        for (var address : every.addresses("POST")) {
            if (!address.startsWith("/u/")) {
                assertThat(posted(address)).as(address).isEqualTo(403);
                assertThat(posted(address, "Origin", "https://evil.example")).as(address).isEqualTo(403);
                assertThat(posted(address, "Origin", "null")).as(address).isEqualTo(403);
                assertThat(posted(address, "Sec-Fetch-Site", "cross-site")).as(address).isEqualTo(403);
                assertThat(posted(address, "Sec-Fetch-Site", "same-site")).as(address).isEqualTo(403);
                assertThat(posted(address, "Sec-Fetch-Site", "cross-site", "Origin", "http://127.0.0.1:" + site.port()))
                        .as(address)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    @Order(5)
    void what_somebody_is_called_and_writes_is_shown_as_words() {
        for (var script : SCRIPTS) {
            everywhere(script);
            for (var address : every.addresses("GET")) {
                harmless(address);
            }
        }
    }

    @Test
    @Order(6)
    void a_spreadsheet_finds_no_formula_in_any_file() {
        var files = every.addresses("GET").stream()
                .filter(address -> address.endsWith(".csv"))
                .flatMap(address -> address.contains("funnel")
                        ? List.of("cadence", "step", "variant", "rep", "week").stream()
                                .map(by -> address + "?period=all&by=" + by)
                        : List.of(address, address + "?period=all").stream())
                .toList();
        assertThat(files).hasSizeGreaterThan(5);
        for (var formula : FORMULAS) {
            everywhere(formula);
            for (var file : files) {
                var answer = site.get(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                CsvReader.builder().ofCsvRecord(answer.body()).forEach(record -> record.getFields().forEach(cell -> {
                    if (!cell.matches("-?[0-9.]+")) {
                        assertThat(cell).as(file).doesNotContainPattern("^[=+\\-@\\t\\r]");
                    }
                }));
            }
        }
    }

    @Test
    @Order(7)
    void no_form_writes_a_header_or_leads_to_another_site() throws IOException {
        for (var address : every.addresses("POST")) {
            for (var given : BREAKS) {
                var form = List.of("back", "to", "name", "email", "q", "cadence", "text", "until", "intent", "state", "address").stream()
                        .map(name -> name + "=" + encoded(given))
                        .collect(Collectors.joining("&"));
                var answer = site.post(address, form);
                assertThat(answer.statusCode()).as(address + " " + given).isLessThan(500);
                unbroken(answer, address + " " + given);
            }
        }
        for (var address : every.addresses("GET")) {
            for (var given : BREAKS) {
                unbroken(site.get(address + "?to=" + encoded(given) + "&back=" + encoded(given)), address + " " + given);
            }
        }
    }

    /** Everything that others call themselves or write. */
    private static void everywhere(String words) {
        for (var column : List.of(
                "prospect first_name",
                "prospect last_name",
                "prospect title",
                "prospect phone",
                "account name",
                "message subject",
                "message answer",
                "inbound subject",
                "inbound from_name",
                "inbound new_text",
                "inbound successor_name",
                "person name",
                "person signature",
                "task title",
                "task instructions",
                "mailbox trouble")) {
            var table = column.split(" ")[0];
            var name = column.split(" ")[1];
            site.in(session -> session.createNativeMutationQuery(
                            "UPDATE " + table + " SET " + name + " = LEFT(:words, " + chars(name) + ")")
                    .setParameter("words", words)
                    .executeUpdate());
        }
        var json = words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\r", "\\r");
        for (var table : List.of("prospect", "account")) {
            site.in(session -> session.createNativeMutationQuery("UPDATE " + table + " SET fields = :fields")
                    .setParameter("fields", "{\"note\":\"" + json + "\"}")
                    .executeUpdate());
        }
        site.write("cadences/cold-outreach/cadence.yaml", "title: '" + words.replace("'", "''").strip() + """
                '
                language: en
                steps:
                  - key: intro
                    title: '%s'
                    delay: 0 days
                """.formatted(words.replace("'", "''").strip()));
    }

    private static int chars(String name) {
        return name.equals("phone") ? 50 : name.endsWith("_name") && !name.startsWith("from") ? 100 : 190;
    }

    private static void harmless(String address) {
        var answer = site.get(address);
        assertThat(answer.statusCode()).as(address).isNotEqualTo(500);
        var isPage = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (!isPage) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(address).hasValue("nosniff");
            return;
        }
        var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy).as(address).doesNotContain("script-src 'unsafe", "allow-scripts", "allow-same-origin");
        for (var element : Jsoup.parse(answer.body()).getAllElements()) {
            assertThat(wrong(element)).as(address).isEmpty();
        }
    }

    /** What in an element would run something of a stranger's. */
    private static List<String> wrong(Element element) {
        var wrong = new ArrayList<String>();
        if (element.normalName().startsWith("xss77") || element.normalName().equals("script") && element.data().contains("xss77")) {
            wrong.add(element.outerHtml());
        }
        var addresses = Set.of("href", "src", "action", "formaction", "hx-get", "hx-post", "data-href", "srcdoc", "xlink:href");
        for (var attribute : element.attributes()) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            var value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
            if (name.startsWith("on")
                    || name.equals("style") && value.contains("xss77")
                    || addresses.contains(name) && (value.startsWith("javascript:") || value.startsWith("data:text"))) {
                wrong.add(element.outerHtml());
            }
        }
        return wrong;
    }

    private static void unbroken(HttpResponse<String> answer, String as) {
        var names = new HashSet<String>();
        answer.headers().map().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        assertThat(names).as(as).doesNotContain("x-injected");
        assertThat(answer.headers().allValues("Set-Cookie").toString()).as(as).doesNotContain("injected");
        answer.headers().firstValue("Location").ifPresent(where -> assertThat(where)
                .as(as)
                .satisfiesAnyOf(
                        own -> assertThat(own).matches("/|/[^/\\\\].*"),
                        own -> assertThat(own).startsWith("http://127.0.0.1:" + site.port() + "/")));
    }

    private static int posted(String address, String... headers) {
        return site.send(site.request(address, headers).POST(BodyPublishers.noBody())).statusCode();
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    /** The JDK's client puts paths right. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", site.port())) {
            var all = request + "\r\nHost: 127.0.0.1:" + site.port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
