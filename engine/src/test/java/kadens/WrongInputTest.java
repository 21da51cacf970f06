package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.cli.Commands;
import kadens.store.TestDatabase;
import kadens.store.TestFolders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed or set wrongly is answered with one line that says what, where and how to mend it. */
class WrongInputTest {

    private static final String SMTP = "smtp://kari%40rute.example:secret@127.0.0.1:1";
    private static final String IMAP = "imap://kari%40rute.example:secret@127.0.0.1:1";
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();
    private static Path folder = Path.of("");
    private static String taken = "";

    @Nullable
    private static ServerSocket occupant;

    /** One way of using it wrongly: what is set and typed, the exit code, and the words that the answer must have. */
    private record Wrong(Map<String, String> settings, List<String> typed, int code, List<String> words) {

        static Wrong typed(String line) {
            return new Wrong(
                    Map.of(), line.isEmpty() ? List.of() : List.of(line.split(" +")), Commands.USAGE, List.of());
        }

        Wrong set(String name, String value) {
            return new Wrong(Map.of(name, value), typed, code, words);
        }

        /** The command ran, and refused. */
        Wrong refused(String... words) {
            return new Wrong(settings, typed, Commands.WRONG, List.of(words));
        }

        /** The command line itself is wrong. */
        Wrong misused(String... words) {
            return new Wrong(settings, typed, Commands.USAGE, List.of(words));
        }

        @Override
        public String toString() {
            return settings + " kadens " + String.join(" ", typed);
        }
    }

    @BeforeAll
    static void prepare() throws IOException {
        folder = Files.createTempDirectory("wrong");
        occupant = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken = Integer.toString(occupant.getLocalPort());
        var templates = folder.resolve("templates");
        write("templates/cadences/good/cadence.yaml", """
                title: Good
                steps:
                  - key: intro
                    type: email
                    delay: 0 days
                """);
        write("templates/cadences/good/intro.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.firstName}</p>\n");
        write("templates/cadences/broken/cadence.yaml", "title: Broken\nsteps:\n  - key: intro\n    type: letter\n");
        write("templates/cadences/untidy/cadence.yaml", """
                title: Untidy
                steps:
                  - key: intro
                    type: email
                    delay: 0 days
                """);
        write("templates/cadences/untidy/intro.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.</p>\n");
        write("good.csv", "email,first_name\nper@fjord.example,Per\nola@fjell.example,\n");
        write("empty.csv", "");
        write("headless.csv", "per@fjord.example,Per\n");
        write("rows.csv", "email,first_name\nnobody,Per\nliv@fjord.example,Liv\n");
        write("twice.csv", "email,email\na@b.example,b@b.example\n");
        write("notes.txt", "KADENS_PORT=1");
        write("unknown.properties", "KADENS_PROT=8081\n");
        write("file-as-home", "");
        write("odd-home/installation", "production\n");
        SETTINGS.put("KADENS_DATABASE_URL", TestDatabase.url());
        SETTINGS.put("KADENS_HOME", folder.resolve("home").toString());
        SETTINGS.put("KADENS_TEMPLATES", templates.toString());
        SETTINGS.put("KADENS_TIME_ZONE", "Europe/Oslo");
        done("mailbox", "add", "kari@rute.example", "--name", "Kari", "--smtp", SMTP, "--imap", IMAP, "--no-check");
        done("import", folder.resolve("good.csv").toString());
    }

    @AfterAll
    static void clear() throws IOException {
        Objects.requireNonNull(occupant).close();
        TestFolders.delete(folder);
    }

    static Stream<Wrong> wrong() {
        var add = "mailbox add liv@rute.example --name Liv --smtp " + SMTP + " --imap " + IMAP + " --no-check";
        return Stream.of(
                Wrong.typed("").misused("no command", "--help"),
                Wrong.typed("frobnicate").misused("no command 'frobnicate'", "--help"),
                Wrong.typed("enrol good").misused("no command 'enrol'", "Did you mean 'enroll'?"),
                Wrong.typed("status --colour").misused("--colour", "kadens status --help"),
                Wrong.typed("mailbox").misused("add, list, test, disconnect or connect"),
                Wrong.typed("mailbox disconnect").misused("ADDRESS"),
                Wrong.typed("mailbox disconnect no@rute.example").refused("no mailbox no@rute.example", "mailbox list"),
                Wrong.typed("mailbox connect no@rute.example").refused("no mailbox no@rute.example"),
                Wrong.typed("hand-over kari@rute.example").misused("TO"),
                Wrong.typed("hand-over kari@rute.example Kari@rute.example").refused("to itself"),
                Wrong.typed("hand-over kari@rute.example no@rute.example").refused("no mailbox no@rute.example"),
                Wrong.typed("organization set").misused("Say which rule to change", "--country"),
                Wrong.typed("organization frobnicate").misused("no command 'frobnicate'"),
                Wrong.typed("organization set --country Oz").refused("no country 'Oz'", "such as NO"),
                Wrong.typed("organization set --window soon").refused("--window", "'soon' is not a range", "mon-fri"),
                Wrong.typed("organization set --window " + "mon09:00-10:00,".repeat(20))
                        .refused("longer than 200 characters"),
                Wrong.typed("organization set --company-cap 0").refused("--company-cap 0", "or off"),
                Wrong.typed("organization set --domain-cap some").refused("--domain-cap is 'some'", "or off"),
                Wrong.typed("organization set --company-active -1").refused("--company-active -1"),
                Wrong.typed("organization set --again-days -1").refused("--again-days is -1", "0 (no rule)"),
                Wrong.typed("organization set --touch-days 99999").refused("--touch-days is 99999", "3650"),
                Wrong.typed("organization set --again-days few").misused("--again-days", "few"),
                Wrong.typed("installation").misused("show or confirm"),
                Wrong.typed("installation move").misused("no command 'move'"),
                Wrong.typed("installation confirm --pause --send").misused("--pause", "--send"),
                Wrong.typed("installation confirm --yes").misused("--yes"),
                Wrong.typed("day-off").misused("add, list or remove"),
                Wrong.typed("day-off add").misused("DATE", "NAME"),
                Wrong.typed("day-off add 17.5.2027 Party").refused("'17.5.2027' is not a day", "2027-05-17"),
                Wrong.typed("day-off add 2027-02-29 Party").refused("'2027-02-29' is not a day"),
                Wrong.typed("day-off add 2001-05-17 Party").refused("2001-05-17 is over"),
                Wrong.typed("day-off add 2101-05-17 " + "x".repeat(101)).refused("1 to 100 characters"),
                Wrong.typed("day-off remove 2101-05-17").refused("no day off", "day-off list"),
                Wrong.typed("uncertain").misused("list, sent or resend"),
                Wrong.typed("uncertain sent").misused("EMAIL"),
                Wrong.typed("uncertain sent nobody@fjord.example").refused("nobody@fjord.example", "ever enrolled"),
                Wrong.typed("uncertain resend per@fjord.example").refused("ever enrolled"),
                Wrong.typed("person").misused("list, invite, link, away, here, left, back or approver"),
                Wrong.typed("person away kari@rute.example").misused("FIRST"),
                Wrong.typed("person away no@rute.example 2101-05-17").refused("nobody here", "person list"),
                Wrong.typed("person away kari@rute.example tomorrow").refused("'tomorrow' is not a day"),
                Wrong.typed("person away kari@rute.example 2101-05-17 2101-05-16")
                        .refused("before it begins"),
                Wrong.typed("person away kari@rute.example 2001-05-17 2001-05-20")
                        .refused("over on 2001-05-20"),
                Wrong.typed("person away kari@rute.example 2101-05-17 2105-05-17")
                        .refused("longer than two years", "person left"),
                Wrong.typed("person here no@rute.example").refused("nobody here"),
                Wrong.typed("person left no@rute.example").refused("nobody here"),
                Wrong.typed("person back no@rute.example").refused("nobody here"),
                Wrong.typed("mailbox remove kari@rute.example").misused("no command 'remove'", "kadens mailbox --help"),
                Wrong.typed("mailbox add liv@rute.example").misused("--name", "--smtp", "--imap"),
                Wrong.typed("import").misused("FILE"),
                Wrong.typed("enroll").misused("CADENCE"),
                Wrong.typed("explain").misused("EMAIL"),
                Wrong.typed("classify").misused("FILE"),
                Wrong.typed("serve --port many").misused("--port", "many"),
                Wrong.typed("import F/nothing.csv").refused("nothing.csv"),
                Wrong.typed("import F").refused("not a file"),
                Wrong.typed("import F/empty.csv").refused("empty"),
                Wrong.typed("import F/headless.csv").refused("line 1", "no rows"),
                Wrong.typed("import F/twice.csv").refused("email"),
                Wrong.typed("import F/good.csv --map nothing=title").refused("nothing"),
                Wrong.typed("import F/good.csv --map first_name").misused("--map"),
                Wrong.typed("enroll gone per@fjord.example").refused("no cadence 'gone'"),
                Wrong.typed("enroll goood per@fjord.example").refused("Did you mean 'good'?"),
                Wrong.typed("enroll broken per@fjord.example")
                        .refused("cadences/broken/cadence.yaml:3:5", "'delay' is missing"),
                Wrong.typed("enroll ../templates per@fjord.example").refused("no cadence '../templates'"),
                Wrong.typed("enroll good").refused("Nobody to enroll"),
                Wrong.typed("enroll good --csv F/nothing.csv").refused("nothing.csv"),
                Wrong.typed("enroll good per@fjord.example --mailbox no@rute.example")
                        .refused("no mailbox no@rute.example", "mailbox list"),
                Wrong.typed("explain nobody@fjord.example").refused("no prospect nobody@fjord.example"),
                Wrong.typed("classify F/nothing.eml").refused("nothing.eml"),
                Wrong.typed("classify F").refused("can't be read"),
                Wrong.typed("mailbox test no@rute.example").refused("no mailbox no@rute.example"),
                Wrong.typed(add.replace("liv@", "kari@")).refused("there already", "--replace"),
                Wrong.typed(add.replace("liv@rute.example", "liv")).refused("'liv' is not an email address"),
                Wrong.typed(add.replace(" --no-check", "")).refused("127.0.0.1:1", "Nothing was saved"),
                Wrong.typed(add + " --gap soon").refused("'soon' is not a gap", "5m..10m"),
                Wrong.typed(add + " --gap 10m..5m").refused("ends before it begins"),
                Wrong.typed(add + " --gap 999999h").refused("longer than a day"),
                Wrong.typed(add + " --ramp up").refused("'up' is not a ramp-up", "10+5"),
                Wrong.typed(add + " --daily-cap 0").refused("daily cap of 0"),
                Wrong.typed(add + " --daily-cap lots").misused("--daily-cap", "lots"),
                Wrong.typed(add + " --window mon-fry").refused("--window", "'mon-fry' is not a range", "mon-fri"),
                Wrong.typed(add + " --window mon-fri").refused("--window", "mon-fri 09:00-17:00"),
                Wrong.typed(add + " --sent-copy perhaps")
                        .refused("--sent-copy cannot be 'perhaps'", "auto, always, never"),
                Wrong.typed(add + " --uncertain retry").refused("--uncertain cannot be 'retry'", "assume-sent, resend"),
                Wrong.typed(add + " --per-minute 0").refused("0 a minute", "--per-minute 1"),
                Wrong.typed(add + " --per-minute quick").refused("--per-minute is 'quick'", "or off"),
                Wrong.typed(add + " --new-per-day 0").refused("--new-per-day 1"),
                Wrong.typed(add + " --freshness 0").refused("freshness of 0"),
                Wrong.typed(add + " --time-zone Oslo").refused("'Oslo' is not a time zone", "Europe/Oslo"),
                Wrong.typed(add.replace("smtp://", "http://")).refused("does not start with smtp://", "smtp://user"),
                Wrong.typed(add.replace("127.0.0.1:1 --imap", "127.0.0.1:99999 --imap"))
                        .refused("host and port"),
                Wrong.typed(add.replace(":secret@127.0.0.1:1 --imap", ":100%@127.0.0.1:1 --imap"))
                        .refused("%25"),
                Wrong.typed("serve --port 70000").refused("--port is '70000'", "no port"),
                Wrong.typed("serve --port TAKEN").refused("TAKEN", "taken?", "--port"),
                Wrong.typed("sandbox --speed 0").refused("speed of 0"),
                Wrong.typed("status").set("KADENS_PROT", "8080").refused("KADENS_PROT", "Did you mean KADENS_PORT?"),
                Wrong.typed("status").set("KADENS_PORT", "99999").refused("KADENS_PORT", "no port"),
                Wrong.typed("status").set("KADENS_PORT", "0x50").refused("KADENS_PORT", "no port"),
                Wrong.typed("status").set("KADENS_RUN_INTERVAL", "often").refused("KADENS_RUN_INTERVAL", "60 seconds"),
                Wrong.typed("status").set("KADENS_TIME_ZONE", "Oslo").refused("KADENS_TIME_ZONE", "Europe/Oslo"),
                Wrong.typed("status").set("KADENS_PUBLIC_URL", "kadens").refused("KADENS_PUBLIC_URL", "https://"),
                Wrong.typed("status").set("KADENS_CONFIG", "F/none.properties").refused("KADENS_CONFIG", "none.prop"),
                Wrong.typed("status").set("KADENS_CONFIG", "F/notes.txt").refused("KADENS_CONFIG", "notes.txt"),
                Wrong.typed("status")
                        .set("KADENS_CONFIG", "F/unknown.properties")
                        .refused("KADENS_PROT", "KADENS_PORT"),
                Wrong.typed("status")
                        .set("KADENS_TEMPLATES", "F/none")
                        .refused("no templates folder", "KADENS_TEMPLATES"),
                Wrong.typed("status").set("KADENS_SECRET_KEY", "secret").refused("KADENS_SECRET_KEY", "keyset"),
                Wrong.typed("status")
                        .set("KADENS_INSTALLATION", "production")
                        .refused("KADENS_INSTALLATION", "no UUID", "installation show"),
                Wrong.typed("status").set("KADENS_HOME", "F/odd-home").refused("installation", "UUID", "confirm"),
                Wrong.typed("status").set("KADENS_HOME", "F/file-as-home").refused("file-as-home", "KADENS_HOME"),
                Wrong.typed("status").set("KADENS_DATABASE_URL", "mysql://x").refused("jdbc:mariadb:"),
                Wrong.typed("status")
                        .set("KADENS_DATABASE_URL", "jdbc:mariadb:nonsense")
                        .refused("KADENS_DATABASE_URL"),
                Wrong.typed("status")
                        .set("KADENS_DATABASE_URL", "jdbc:mariadb://127.0.0.1:1/kadens?user=a&password=geheim")
                        .refused("127.0.0.1:1/kadens", "can't be reached"),
                Wrong.typed("status")
                        .set("KADENS_DATABASE_URL", "WRONG PASSWORD")
                        .refused("refused the user or password"),
                Wrong.typed("status").set("KADENS_DATABASE_URL", "UNKNOWN").refused("does not exist there"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong wrong) {
        var answer = run(wrong.settings(), wrong.typed());
        assertThat(answer.err().strip().lines()).as(answer.err()).hasSize(1);
        assertThat(answer.err()).startsWith("kadens: ").doesNotContain("Exception", "geheim", "secret@");
        assertThat(answer.err())
                .contains(wrong.words().stream().map(WrongInputTest::filled).toList());
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).isEqualTo(wrong.code());
    }

    @Test
    void a_bad_row_is_named_with_its_line_and_column_and_the_good_rows_are_kept() {
        var answer = run(Map.of(), List.of("import", "F/rows.csv"));
        assertThat(answer.out()).contains("line 2, email \"nobody\"", "1 created", "1 refused");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isEqualTo(Commands.WRONG);
    }

    @Test
    void a_broken_template_enrolls_nobody_and_is_named_once_for_all() {
        var answer = run(Map.of(), List.of("enroll", "untidy", "per@fjord.example", "ola@fjell.example"));
        assertThat(answer.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("per@fjord.example, ola@fjell.example", "cadences/untidy/intro.ftlh:3"),
                        line -> assertThat(line).contains("0 enrolled", "2 not"));
        assertThat(answer.code()).isEqualTo(Commands.WRONG);
    }

    @Test
    void a_value_that_a_prospect_lacks_is_named_before_anything_is_queued() {
        var answer = run(Map.of(), List.of("enroll", "good", "ola@fjell.example"));
        assertThat(answer.out()).contains("ola@fjell.example: not enrolled", "prospect.firstName", "0 enrolled");
        assertThat(answer.code()).isEqualTo(Commands.WRONG);
    }

    private record Answer(int code, String out, String err) {}

    private static void done(String... typed) {
        var answer = run(Map.of(), List.of(typed));
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isEqualTo(Commands.OK);
    }

    private static Answer run(Map<String, String> more, List<String> typed) {
        var settings = new LinkedHashMap<>(SETTINGS);
        more.forEach((name, value) -> settings.put(name, filled(value)));
        var words = new ArrayList<String>();
        typed.forEach(word -> words.add(filled(word)));
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Commands.run(
                words.toArray(String[]::new),
                new Kadens(settings, InstantSource.system()),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return new Answer(code, out.toString(), err.toString());
    }

    /** Names that are known only while the test runs. */
    private static String filled(String text) {
        var database = SETTINGS.getOrDefault("KADENS_DATABASE_URL", "");
        return switch (text) {
            case "WRONG PASSWORD" -> database.replaceFirst("password=[^&]*", "password=geheim");
            case "UNKNOWN" -> database.replaceFirst("/test_", "/none_").replace("createDatabaseIfNotExist=true", "");
            default -> text.replaceFirst("^F(?=/|$)", folder.toString()).replace("TAKEN", taken);
        };
    }

    private static void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
