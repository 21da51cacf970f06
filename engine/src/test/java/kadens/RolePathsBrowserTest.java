package kadens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import kadens.enrollment.StopReason;
import kadens.team.OneTimeLinks;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One story, told in order, in a real Chromium over the running engine: an admin readies an empty installation, a rep works
 * in it, marketing mends a text, a manager reads what came of it all. Everybody signs in; everything is clicked or typed.
 */
@TestMethodOrder(OrderAnnotation.class)
class RolePathsBrowserTest {

    private static final String ADMIN = "berit@rute.example";
    private static final String NILS = "nils@rute.example";
    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@dal.example";

    private static final String PASSWORD = "three calm fjords at dawn";
    private static final String NEW_PASSWORD = "four quiet lakes at noon";

    /** Longer than a page takes to find out by itself what has changed, on a machine with much else to do. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static final LocatorAssertions.HasTextOptions PATIENTLY =
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);

    private static final Map<String, String> LINKS = new HashMap<>();

    private static int chaptersTold;
    private static TestBrowser browser;
    private static SalesDesk desk;
    private static WebServer web;
    private static String address;

    @BeforeAll
    static void an_installation_that_nobody_has_signed_in_to() throws Exception {
        TestBrowser.assumeThere();
        browser = TestBrowser.open();
        desk = new SalesDesk();
        desk.sql("DELETE FROM mailbox");
        desk.sql("DELETE FROM person");
        desk.post.register(NILS, "mailbox of Nils");
        desk.opensMailbox(PER);
        desk.opensMailbox(OLA);
        desk.write("samples/helen.yaml", """
                prospect:
                  email: helen@harlow.example
                  firstName: Helen
                account:
                  name: Harlow Lifts
                """);
        var port = freePort(); // links that are given to people name it
        address = "http://localhost:" + port;
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", port, URI.create(address)), null);
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            web.close();
            desk.close();
            browser.close();
        }
    }

    @Test
    @Order(1)
    void an_admin_comes_by_the_first_link_and_readies_all_for_the_others() {
        follows(0);
        var page = browser.pageOfSomebodyTurnedAway(1280, 900);
        page.navigate(
                address + "/welcome/" + desk.ask(session -> OneTimeLinks.forTheFirst(session, desk.clock.instant())));
        page.getByLabel("Your name").fill("Berit Aas");
        page.getByLabel("Email address").fill(ADMIN);
        setPassword(page, PASSWORD);
        assertThat(heading(page)).hasText("Nothing is sent from you yet");
        assertThat(link(page, "Connect a mailbox")).isVisible();

        room(page, "Settings");
        assertThat(button(page, "Menu")).isHidden();
        link(page, "Teams").click();
        page.getByLabel("A new team").fill("Oslo");
        page.keyboard().press("Enter");
        assertThat(page.locator(".teams")).containsText("Nobody leads it");

        link(page, "People").click();
        invite(page, "Nils Berg", NILS, "rep", "Oslo");
        invite(page, "Anna Moe", "anna@rute.example", "manager", "Oslo");
        invite(page, "Mari Lie", "mari@rute.example", "marketing", "No team");
        link(page, "People").click();
        assertThat(page.locator("tr", having("Nils Berg"))).containsText("no password yet");

        room(page, "Settings");
        page.getByLabel("Hours in which mail leaves").fill("mon-fri 25:00");
        button(page, "Save and plan anew").click();
        assertThat(page.locator("#problem-window")).isVisible();
        page.getByLabel("Hours in which mail leaves").fill("mon-fri 08:00-16:00");
        button(page, "Save and plan anew").click();
        assertThat(page.locator(".said")).containsText("Saved");
        assertThat(page.getByLabel("Hours in which mail leaves")).hasValue("mon-fri 08:00-16:00");

        connectMailbox(page);
        page.close();
        chaptersTold = 1;
    }

    /** Somebody else's: its owner keeps the own name. */
    private static void connectMailbox(Page page) {
        room(page, "Mailboxes");
        link(page, "Connect a mailbox").click();
        page.getByLabel("Email address").fill(NILS);
        page.getByLabel("Whose mailbox it is").selectOption(new SelectOption().setLabel("Nils Berg · " + NILS));
        page.locator("#smtpHost").fill("127.0.0.1");
        page.locator("#smtpPort").fill(String.valueOf(desk.post.smtpPort()));
        page.locator("#smtpTls").selectOption("starttls");
        page.locator("#imapHost").fill("127.0.0.1");
        page.locator("#imapPort").fill(String.valueOf(desk.post.imapPort()));
        page.locator("#imapTls").selectOption("starttls");
        page.getByLabel("Password").fill("mailbox of Nils");
        page.keyboard().press("Enter");
        assertThat(page.locator(".tried li").first()).containsText("Reach the server for outgoing mail");
        assertThat(page.locator(".now.good"))
                .containsText(
                        NILS + " is connected",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".tried li:not(.done)")).hasCount(0);
        page.locator("#to-mailbox").click();
        assertThat(heading(page)).hasText(NILS);
        assertThat(page.locator("main")).containsText("Nils Berg");
    }

    @Test
    @Order(2)
    void a_rep_imports_enrolls_sees_an_answer_stop_the_cadence_and_answers_it() throws Exception {
        follows(1);
        var page = browser.pageOfSomebodyTurnedAway(1280, 900);
        begin(page, NILS, "Welcome, Nils Berg");
        button(page, "Sign out").click();

        signIn(page, NILS, "something else");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not belong together");
        assertThat(page.getByLabel("Email address")).hasValue(NILS);
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading(page)).hasText("Nothing needs you now");

        importTwoPeople(page);
        enrollInThreeClicks(page);

        desk.run(NILS);
        desk.clock.pass(Duration.ofMinutes(20));
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.received(OLA)).hasSize(1);

        room(page, "Enrollments");
        page.locator("tbody").getByRole(AriaRole.LINK, named("Per Dahl")).click();
        assertThat(page.locator(".now .state")).hasText("active");
        page.evaluate("window.sameDocument = true");
        answers(PER, "Sounds good. What does it cost for 40 routes a day?");
        desk.run(NILS);
        assertThat(page.locator(".now .state")).hasText("stopped · replied", PATIENTLY);
        assertThat(page.evaluate("window.sameDocument")).as("without a reload").isEqualTo(true);
        assertThat(page.locator(".timeline")).containsText("What does it cost");

        answerPer(page);
        correctOla(page);

        page.navigate(address + "/settings");
        assertThat(heading(page)).hasText("This page is not for your role");
        page.navigate(address + "/settings/people");
        assertThat(heading(page)).hasText("This page is not for your role");
        page.close();
        chaptersTold = 2;
    }

    private static void importTwoPeople(Page page) {
        room(page, "Prospects");
        link(page, "Imports").click();
        var list = """
                E-mail;First name;Surname;Company;Depot
                %s;Per;Dahl;Fjord Service AS;Bergen
                %s;Ola;Holm;Dal Heis AS;
                nobody;Eva;;;
                """.formatted(PER, OLA);
        page.locator("#file")
                .setInputFiles(new FilePayload("fair.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
        assertThat(heading(page)).hasText("What are the columns of fair.csv?");
        assertThat(page.getByLabel("Surname").locator("option:checked")).hasText("Last name");
        button(page, "Check the whole list").click();
        assertThat(heading(page)).hasText("2 people are new, none would be updated, 1 row refused", PATIENTLY);
        assertThat(page.locator(".refusals")).containsText("nobody");
        button(page, "Import 2 people").click();
        assertThat(heading(page)).hasText("2 people are new, none was updated, 1 row was refused", PATIENTLY);
    }

    /** The list, the cadence, and the button that says what it does; the mailbox is the rep's own by itself. */
    private static void enrollInThreeClicks(Page page) {
        button(page, "Enroll both").click();
        page.getByLabel("Three").check();
        assertThat(heading(page)).hasText("2 of 2 can be enrolled");
        assertThat(page.locator("#forecast")).containsText("The first mail leaves");
        assertThat(page.frameLocator("iframe.letter").getByText("this is Nils Berg"))
                .isVisible();
        button(page, "Enroll 2 people").click();
        assertThat(heading(page)).hasText("2 people are enrolled in Three", PATIENTLY);
    }

    private static void answerPer(Page page) {
        room(page, "Today");
        assertThat(heading(page)).hasText("One thing needs you");
        assertThat(page.locator(".cards .said")).containsText("What does it cost for 40 routes a day?");
        link(page, "Read and answer").click();
        page.getByLabel("Your answer").fill("4 kr a route. When may I ring you?");
        button(page, "Send to Per Dahl").click();
        assertThat(page.locator("#live")).containsText("goes out in a moment");
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(2);
        page.reload();
        assertThat(page.locator("#newest")).containsText("4 kr a route");
        assertThat(page.getByText("goes out in a moment")).hasCount(0);
        room(page, "Today");
        assertThat(heading(page)).hasText("Nothing needs you now");
    }

    /** What a machine wrote was taken for a person's answer. */
    private static void correctOla(Page page) throws MessagingException {
        answers(OLA, "Case 4711 is open now. Somebody will be with you on Monday.");
        desk.run(NILS);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        room(page, "Today");
        assertThat(heading(page)).hasText("One thing needs you");
        link(page, "Read and answer").click();
        assertThat(page.locator("aside")).containsText("Taken for: a person answered");
        button(page, "Automatic").click();
        assertThat(page.locator(".now .state")).hasText("active");
        assertThat(page.locator(".timeline")).containsText("Case 4711");
    }

    @Test
    @Order(3)
    void marketing_edits_a_text_and_sees_the_preview_change_by_itself() {
        follows(2);
        var page = browser.page(1280, 900);
        begin(page, "mari@rute.example", "Welcome, Mari Lie");
        link(page, "Open the studio").click();
        page.locator("main").getByRole(AriaRole.LINK, named("Three")).click();
        page.locator(".faces a", having("Helen")).first().click();
        var mail = page.frameLocator("figure.desktop iframe");
        assertThat(mail.getByText("Hello Helen, this is")).isVisible();
        page.evaluate("window.sameDocument = true");

        desk.write("cadences/three/intro.ftlh", """
                Subject: Fewer miles for ${account.name}

                <p>Dear ${prospect.firstName}, may I show you something?</p>
                """);
        assertThat(mail.getByText("Dear Helen, may I show you something?")).isVisible();
        assertThat(page.locator("figure.desktop .row")).containsText("Fewer miles for Harlow Lifts");

        desk.write("cadences/three/intro.ftlh", "Subject: Fewer miles\n\n<p>Dear ${prospect.fristName}</p>\n");
        assertThat(page.locator(".cannot")).containsText("can't be written for Helen");
        assertThat(page.locator(".cannot")).containsText("firstName");
        assertThat(page.evaluate("window.sameDocument")).as("without a reload").isEqualTo(true);
        page.close();
        chaptersTold = 3;
    }

    @Test
    @Order(4)
    void a_manager_reads_what_came_of_it_and_sees_the_teams_prospects() {
        follows(3);
        var page = browser.page(1280, 900);
        begin(page, "anna@rute.example", "Welcome, Anna Moe");
        room(page, "Reports");
        var line = page.locator("tbody tr", having("Three"));
        assertThat(line.locator("td").nth(0)).containsText("2");
        assertThat(line.locator("td").nth(1)).containsText("2");
        assertThat(line.locator("td").nth(2)).containsText("2");
        assertThat(line.locator("td").nth(3)).containsText("1");
        assertThat(line.locator("td").nth(3)).containsText("50");

        room(page, "Prospects");
        assertThat(heading(page)).containsText("2 prospects");
        var per = page.locator("tbody tr", having("Per Dahl"));
        assertThat(per).containsText("stopped · replied");
        assertThat(per).containsText("Nils Berg");

        room(page, "Settings");
        assertThat(page.locator("main")).containsText("Nils Berg");
        assertThat(page.locator("main").getByText("Mari Lie")).hasCount(0);
        page.close();
        chaptersTold = 4;
    }

    @Test
    @Order(5)
    void a_rep_who_forgot_the_password_comes_back_on_a_phone_in_bokmal() throws Exception {
        follows(4);
        var page = browser.page(390, 844);
        page.setExtraHTTPHeaders(Map.of("Accept-Language", "nb"));
        page.navigate(address + "/conversations");
        assertThat(heading(page)).hasText("Logg inn");
        fits(page);
        link(page, "Glemt passordet?").click();
        page.getByLabel("E-postadresse").fill(NILS);
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("er en lenke på vei dit");
        fits(page);
        page.navigate(linkMailed());
        assertThat(heading(page)).hasText("Velkommen, Nils Berg");
        fits(page);
        setPassword(page, NEW_PASSWORD);
        assertThat(heading(page)).hasText("Ingenting trenger deg nå");
        fits(page);

        goByTheMenu(page);
        aboutOneself(page);
        page.close();
        chaptersTold = 5;
    }

    /** By the keyboard, as on any menu: it opens, closes with Escape, and leads to a room. */
    private static void goByTheMenu(Page page) {
        var menu = button(page, "Meny");
        assertThat(page.locator("#rooms")).isHidden();
        menu.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#rooms")).isVisible();
        fits(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#rooms")).isHidden();
        page.keyboard().press("Enter");
        room(page, "Samtaler");
        assertThat(heading(page)).hasText("Ingen svar venter");
        fits(page);
    }

    private static void aboutOneself(Page page) {
        page.locator("a[href='/me']").click();
        assertThat(heading(page)).hasText("Deg");
        fits(page);
        page.locator("form[action='/theme/dark'] button").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("#language").selectOption("en");
        page.locator("main form[action='/me'] button").click();
        assertThat(heading(page)).hasText("You");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.getByLabel("Language of the pages")).hasValue("en");
        fits(page);
    }

    /** What broke in a chapter is told there alone. */
    private static void follows(int chapter) {
        assumeThat(chaptersTold).isGreaterThanOrEqualTo(chapter);
    }

    private static void setPassword(Page page, String password) {
        page.locator("#password").fill(password);
        page.locator("#again").fill(password);
        page.keyboard().press("Enter");
    }

    private static void signIn(Page page, String email, String password) {
        page.getByLabel("Email address").fill(email);
        page.keyboard().press("Tab");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
    }

    private static void invite(Page page, String name, String email, String role, String team) {
        link(page, "People").click();
        page.getByText("Invite somebody").click();
        page.locator("#name").fill(name);
        page.getByLabel("Email address").fill(email);
        page.locator("#role").selectOption(role);
        page.locator("#team").selectOption(new SelectOption().setLabel(team));
        button(page, "Invite and make a link").click();
        assertThat(page.getByText("A link for " + name)).isVisible();
        LINKS.put(email, page.locator("#link").inputValue());
        assertThat(button(page, "Copy the link")).isVisible();
        link(page, "People").click();
    }

    /** The first time somebody comes, by the link that the admin gave them. */
    private static void begin(Page page, String email, String welcome) {
        page.navigate(LINKS.get(email));
        assertThat(heading(page)).hasText(welcome);
        setPassword(page, PASSWORD);
        assertThat(page.locator("#rooms")).isVisible();
    }

    private static String linkMailed() {
        var link = Pattern.compile(address + "/welcome/\\S+");
        return Awaitility.await()
                .until(
                        () -> desk.post.letters(NILS).stream()
                                .flatMap(letter -> link.matcher(letter.text()).results())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .group();
    }

    /** As their mail program does it: by SMTP, in the thread of what they got. */
    private static void answers(String from, String text) throws MessagingException {
        var ours = desk.received(from).getFirst();
        var properties = new Properties();
        properties.put("mail.smtp.host", desk.post.host());
        properties.put("mail.smtp.port", String.valueOf(desk.post.smtpPort()));
        var answer = new MimeMessage(Session.getInstance(properties));
        answer.setFrom(new InternetAddress(from));
        answer.setRecipients(Message.RecipientType.TO, NILS);
        answer.setSubject("Re: " + ours.getSubject());
        answer.setHeader("In-Reply-To", ours.getMessageID());
        answer.setHeader("References", ours.getMessageID());
        answer.setText(text, "UTF-8");
        Transport.send(answer);
    }

    private static void room(Page page, String name) {
        page.locator("#rooms").getByRole(AriaRole.LINK, named(name)).click();
    }

    private static Locator link(Page page, String name) {
        return page.locator("body").getByRole(AriaRole.LINK, named(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    private static void fits(Page page) {
        var wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(page.url()).isEqualTo(false);
        Axe.findsNothingOn(page, page.url());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
