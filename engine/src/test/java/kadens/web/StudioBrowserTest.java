package kadens.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import kadens.TestBrowser;
import kadens.sandbox.SamplePeople;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody of marketing does in the studio, in a real Chromium, at two widths. Skipped where there is none. */
class StudioBrowserTest {

    private static final String INTRO = "cadences/cold-outreach/intro.ftlh";
    private static final String FRESH = "Subject: %s\n\n<p>%s, ${prospect.firstName!\"you\"}. ${unsubscribeUrl}</p>\n";

    private static TestBrowser browser;
    private static Site site;

    @BeforeAll
    static void start() {
        TestBrowser.assumeThere();
        browser = TestBrowser.open();
        site = Site.withOwnTemplates();
    }

    @BeforeEach
    void restore() {
        site.restoreTemplates();
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
            browser.close();
        }
    }

    @Test
    void a_file_is_edited_broken_mended_and_tried_on_a_desktop() {
        walk(browser.page(1280, 800), "desktop");
    }

    @Test
    void the_same_works_on_a_phone_and_nothing_is_wider_than_the_screen() {
        walk(browser.page(390, 844), "phone");
    }

    @Test
    void steps_are_gone_through_by_keys() {
        var page = browser.page(1280, 800);
        page.navigate(address("/studio/cold-outreach"));
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("#step-follow-up")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("step=follow-up"));
        assertThat(page.locator("#step-follow-up")).hasAttribute("aria-current", "step");
        page.goBack();
        assertThat(page.locator("#step-intro")).hasAttribute("aria-current", "step");
        page.close();
    }

    @Test
    void a_refresh_that_a_click_overtakes_comes_to_nothing() {
        var page = browser.page(1280, 800);
        page.navigate(address("/studio/cold-outreach"));
        var refreshes = new ArrayList<Route>();
        page.route(url -> url.contains("seen="), refreshes::add); // they wait
        page.waitForCondition(() -> !refreshes.isEmpty());
        page.locator("#step-follow-up").click();
        assertThat(page.locator("#step-follow-up")).hasAttribute("aria-current", "step");

        refreshes.getFirst().resume();
        assertThat(refreshes.getFirst().request().response().text()).contains("hx-swap-oob");
        page.waitForCondition(() -> refreshes.size() > 1); // the page goes on asking
        assertThat(page.locator("#step-follow-up")).hasAttribute("aria-current", "step");
        page.close();
    }

    @Test
    void it_is_shown_in_bokmal_and_in_the_dark_and_to_wide_screens() {
        var page = browser.page(1720, 1000);
        page.navigate(address("/studio/cold-outreach-nb?sample=norwegian"));
        page.locator("form[action='/language/nb'] button").click();
        page.locator("form[action='/theme/dark'] button").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.getByText("Til hvem")).isVisible();
        look(page, "wide-dark");
        page.navigate(address("/studio/inbound-inquiry?step=call"));
        look(page, "call-dark");
        page.close();
    }

    private static void walk(Page page, String name) {
        page.navigate(address("/studio"));
        fitsTheScreen(page);
        look(page, name + "-list");
        page.locator("#cadence-cold-outreach").click();

        page.locator(".faces a:not([id^='sample-'])").first().click();
        assertThat(page).hasURL(Pattern.compile("prospect=\\d+"));
        page.evaluate("window.sameDocument = true");
        assertThat(mail(page, name).getByText("Kari Solheim").first()).isVisible();
        fitsTheScreen(page);
        look(page, name + "-preview");
        page.locator("figure." + name)
                .screenshot(new Locator.ScreenshotOptions()
                        .setCaret(ScreenshotCaret.INITIAL)
                        .setPath(Path.of("target", "studio", name + "-figure.png")));

        site.write(INTRO, FRESH.formatted("Freshly saved", "Hello"));
        assertThat(mail(page, name).getByText(Pattern.compile("Hello, "))).isVisible();
        assertThat(page.locator("figure." + name + " .row")).containsText("Freshly saved");

        site.write(INTRO, FRESH.formatted("Broken", "Hello ${prospect.fristName}"));
        assertThat(page.locator(".cannot .found .finding")).containsText("firstName");
        fitsTheScreen(page);
        look(page, name + "-broken");
        assertThat(page.evaluate("window.sameDocument")).as("without a reload").isEqualTo(true);
        page.locator("#to-file").click();
        assertThat(page.locator(".source .found .finding").first()).isVisible();
        fitsTheScreen(page);
        look(page, name + "-files");
        page.goBack();

        site.write(INTRO, FRESH.formatted("Mended on " + name, "Hello again"));
        assertThat(mail(page, name).getByText(Pattern.compile("Hello again, "))).isVisible();

        page.locator("#send-test").click();
        assertThat(page.locator(".told.good")).isVisible();
        assertThat(mail(page, name).getByText("Hello again")).isVisible();
        fitsTheScreen(page);
        look(page, name + "-tested");
        Awaitility.await()
                .until(() -> SamplePeople.sellers().stream()
                        .flatMap(seller -> site.world.postOffice().letters(seller.address()).stream())
                        .anyMatch(letter -> letter.subject().equals("Mended on " + name)));
        page.close();
    }

    private static FrameLocator mail(Page page, String figure) {
        return page.frameLocator("figure." + figure + " iframe");
    }

    private static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL) // hiding it takes a style that our policy refuses
                .setPath(Path.of("target", "studio", name + ".png"))
                .setFullPage(true));
    }

    private static void fitsTheScreen(Page page) {
        var wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(page.url()).isEqualTo(false);
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + site.port() + path;
    }
}
