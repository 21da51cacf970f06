package kadens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kadens.team.Role;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rep's morning in a real Chromium: what needs them, an answer read and written, and the conversation done. */
class ConversationBrowserTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private WebServer web;
    private TestBrowser browser;

    @BeforeEach
    void a_morning_with_something_of_everything() throws Exception {
        TestBrowser.assumeThere();
        desk = new SalesDesk();
        desk.write("cadences/calls/cadence.yaml", """
                title: Calls
                window: always
                steps:
                  - key: ring
                    type: call
                    delay: 0 seconds
                    title: Ring them about the routes
                    instructions: Ask whether the mail came, and who decides.
                """);
        desk.enroll(PER, "per@dal.example", "per@elv.example", "per@vik.example");
        desk.enrollIn("calls", "per@sund.example");
        desk.sql("UPDATE prospect SET phone = '+47 22 33 44 55', first_name = 'Siri', last_name = 'Dahl'"
                + " WHERE email = 'per@sund.example'");
        desk.sql("UPDATE person SET signature = 'Kari Solheim\nRute AS, +47 22 00 00 00'");
        desk.run();
        desk.clock.pass(Duration.ofMinutes(40));
        desk.answer(
                        PER,
                        "Thanks for this. We drive 40 routes a day, what would that cost, and can we try it first?\n\n"
                                + "On Thursday 13 May 2027 Kari Solheim wrote:\n> Hello Per, this is Kari Solheim.\n")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.answer("anne@dal.example", "Per showed me your mail. Could you call me instead?")
                .arrives();
        desk.run();
        desk.clock.pass(Duration.ofMinutes(20));
        desk.enroll("per@holm.example", "per@nes.example");
        desk.clock.pass(Duration.ofSeconds(1));
        web = WebServer.start(desk.engine(), new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
        browser = TestBrowser.open();
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
            web.close();
            desk.close();
        }
    }

    @Test
    void a_rep_reads_an_answer_and_writes_back_on_a_desktop_and_on_a_phone() throws Exception {
        var wide = page(1280, 900, "en");
        walk(wide, "desktop");
        desk.run();
        assertThat(desk.received(PER)).hasSize(2);
        wide.reload();
        assertThat(wide.getByText("goes out in a moment")).hasCount(0);
        shot(wide, "thread-answered");

        desk.clock.pass(Duration.ofMinutes(5));
        desk.answer(PER, "Let us try it from Monday.")
                .to(desk.received(PER).getLast())
                .arrives();
        desk.run();
        walk(page(390, 844, "nb"), "phone");
    }

    private void walk(Page page, String where) {
        page.navigate("http://127.0.0.1:" + web.port() + "/");
        fits(page);
        shot(page, "today-" + where);
        if (page.locator(".menu").isVisible()) {
            page.locator(".menu").click();
        }
        page.locator("#rooms a[href='/conversations']").click();
        fits(page);
        shot(page, "conversations-" + where);
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("#text")).isVisible();
        fits(page);
        page.locator("#text").fill("It is 4 kr a route, and the first month is free.\n\nWhen may I ring you?");
        shot(page, "thread-" + where);
        page.locator("#send").click();
        assertThat(page.locator("#do-open")).isVisible();
        fits(page);
        shot(page, "thread-sent-" + where);
    }

    private Page page(int width, int height, String language) {
        var page = browser.page(width, height);
        BrowserContext context = page.context();
        var signedIn =
                SignedInAs.cookie(desk.engine(), SalesDesk.REP, Role.REP, null).split("=", 2);
        context.addCookies(List.of(
                new Cookie(signedIn[0], signedIn[1]).setUrl("http://127.0.0.1:" + web.port()),
                new Cookie("language", language).setUrl("http://127.0.0.1:" + web.port())));
        return page;
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    private static void fits(Page page) {
        var wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(page.url()).isEqualTo(false);
    }
}
