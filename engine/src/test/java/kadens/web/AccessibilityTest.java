package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import kadens.Axe;
import kadens.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What axe-core says of every page (WCAG 2.2 A and AA, and its advice), in both languages, themes and widths. */
class AccessibilityTest {

    private static TestBrowser browser;
    private static Site site;
    private static List<String> pages;

    @BeforeAll
    static void start() {
        TestBrowser.assumeThere();
        browser = TestBrowser.open();
        site = new Site();
        pages = EveryPage.of(site, site.port()).pages();
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
            browser.close();
        }
    }

    @Test
    void every_page_is_fit_for_everybody_in_english_light_on_a_desktop() {
        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(found(1280, 900, "light", "en")).isEmpty();
    }

    @Test
    void every_page_is_fit_for_everybody_in_bokmal_dark_on_a_phone() {
        assertThat(found(390, 844, "dark", "nb")).isEmpty();
    }

    @Test
    void the_palette_and_the_keys_are_fit_for_everybody() {
        var page = page(1280, 900, "dark", "en");
        page.navigate(address("/"));
        page.keyboard().press("Control+k");
        page.locator("#palette-q").fill("co");
        page.locator("#palette-found [role=option]").first().waitFor();
        assertThat(Axe.violations(page, "the palette")).isEmpty();
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(page.locator("#palette")).not().isVisible();
        page.keyboard().press("?");
        page.locator("#keys").waitFor();
        assertThat(Axe.violations(page, "the keys")).isEmpty();
        page.close();
    }

    @Test
    void so_is_what_says_that_something_is_not_there_or_not_ones_own() {
        var page = browser.pageOfSomebodyTurnedAway(390, 844);
        for (var path : List.of("/nowhere", "/prospects/999999", "/welcome/nonsense", "/u/nonsense")) {
            page.navigate(address(path));
            assertThat(Axe.violations(page, path)).isEmpty();
        }
        page.close();
    }

    private static List<String> found(int width, int height, String theme, String language) {
        var page = page(width, height, theme, language);
        var found = new ArrayList<String>();
        for (var address : pages) {
            page.navigate(address(address));
            found.addAll(Axe.violations(page, address));
            if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                found.add(address + " is wider than the screen");
            }
        }
        page.close();
        return found;
    }

    private static Page page(int width, int height, String theme, String language) {
        var page = browser.page(width, height);
        page.context()
                .addCookies(List.of(
                        new Cookie("theme", theme).setUrl(address("/")),
                        new Cookie("language", language).setUrl(address("/"))));
        return page;
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + site.port() + path;
    }
}
