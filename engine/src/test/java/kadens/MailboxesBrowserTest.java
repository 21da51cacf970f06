package kadens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;
import java.util.List;
import kadens.enrollment.CadencePauses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox is connected, drilled, and a cadence paused and let go on, in a real Chromium. Skipped where there is none. */
class MailboxesBrowserTest {

    private static final String NILS = "nils@rute.example";
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private TestBrowser browser;
    private SalesDesk desk;
    private PagesOf pages;

    @BeforeEach
    void open() {
        TestBrowser.assumeThere();
        browser = TestBrowser.open();
        desk = new SalesDesk();
        desk.post.register(NILS, "very-secret");
        desk.enroll("per@fjord.example", "per@fjell.example");
        desk.run();
        pages = new PagesOf(desk);
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            pages.close();
            browser.close();
            desk.close();
        }
    }

    @Test
    void a_mailbox_is_connected_and_a_cadence_paused_on_a_desktop() {
        walk(1280, 900, "desktop", "en");
    }

    @Test
    void the_same_works_on_a_phone_and_nothing_is_wider_than_the_screen() {
        walk(390, 844, "phone", "nb");
    }

    private void walk(int width, int height, String size, String language) {
        var page = browser.page(width, height);
        page.context().addCookies(List.of(cookie(pages.cookie().split("=", 2)), cookie("language", language)));
        visit(page, "/mailboxes", size, "list");
        page.locator("#new").click();
        page.locator("#address").fill("kari@gmail.com");
        page.locator("#name").focus();
        assertThat(page.locator("#smtpHost")).hasValue("smtp.gmail.com");
        shoot(page, size, "new-google");
        page.locator("#preset").selectOption("microsoft");
        assertThat(page.locator("#servers .told")).isVisible();
        shoot(page, size, "new-microsoft");
        page.locator("#preset").selectOption("own");
        assertThat(page.locator("#smtpHost")).hasValue("");
        page.locator("#address").fill(NILS);
        page.locator("#smtpHost").fill("127.0.0.1");
        page.locator("#smtpPort").fill(String.valueOf(desk.post.smtpPort()));
        page.locator("#smtpTls").selectOption("starttls");
        page.locator("#imapHost").fill("127.0.0.1");
        page.locator("#imapPort").fill(String.valueOf(desk.post.imapPort()));
        page.locator("#imapTls").selectOption("starttls");
        page.locator("#rules summary").click();
        shoot(page, size, "new-own");
        page.locator("#password").fill("not-it");
        page.locator("#do-connect").click();
        assertThat(page.locator("#again")).isVisible(PATIENTLY);
        shoot(page, size, "check-failed");
        page.locator("#again").click();
        assertThat(page.locator("#address")).hasValue(NILS);
        page.locator("#password").fill("very-secret");
        page.locator("#do-connect").click();
        assertThat(page.locator(".tried .running, .tried .done").first()).isVisible();
        Axe.findsNothingOn(page, "what is tried");
        shoot(page, size, "check-running");
        assertThat(page.locator("#to-mailbox")).isVisible(PATIENTLY);
        shoot(page, size, "check-done");
        page.locator("#to-mailbox").click();
        shoot(page, size, "mailbox");
        page.locator("#do-drill").click();
        assertThat(page.locator(".now.good")).isVisible(PATIENTLY);
        shoot(page, size, "drill");
        visit(page, "/mailboxes/" + desk.mailbox().id() + "/hand-over", size, "hand-over");
        visit(page, "/mailboxes/" + desk.mailbox().id() + "/rules", size, "rules");
        visit(page, "/mailboxes/" + desk.mailbox().id() + "/servers", size, "servers");

        visit(page, "/cadences", size, "cadences");
        page.locator("#cadence-three").click();
        shoot(page, size, "cadence");
        page.locator("#ask-pause summary").click();
        page.locator("#note").fill("Wrong prices");
        shoot(page, size, "cadence-pause");
        page.locator("#do-pause").click();
        assertThat(page.locator("#ask-resume")).isVisible();
        shoot(page, size, "cadence-paused");
        assertThat(desk.ask(session -> CadencePauses.stands(session, "three")).booleanValue())
                .isTrue();
        page.locator("#ask-resume summary").click();
        page.locator("#do-resume").click();
        assertThat(page.locator("#ask-pause")).isVisible();
        visit(page, "/cadences/three/people?state=active&step=second", size, "people");
        visit(page, "/mailboxes", size, "list-two");
    }

    private void visit(Page page, String path, String size, String name) {
        page.navigate("http://127.0.0.1:" + pages.port() + path);
        shoot(page, size, name);
    }

    private static void shoot(Page page, String size, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setCaret(ScreenshotCaret.INITIAL)
                .setPath(Path.of("target", "mailboxes", size + "-" + name + ".png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(page.viewportSize().width);
    }

    private Cookie cookie(String... nameAndValue) {
        return new Cookie(nameAndValue[0], nameAndValue[1]).setUrl("http://127.0.0.1:" + pages.port());
    }
}
