package kadens.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;
import kadens.TestBrowser;
import kadens.prospect.Prospects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a rep does with prospects, in a real Chromium. Skipped where there is none. */
class ProspectBrowserTest {

    private static @Nullable Site site;
    private static @Nullable TestBrowser browser;

    @BeforeAll
    static void open() {
        TestBrowser.assumeThere();
        site = new Site();
        site.run();
        browser = TestBrowser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_rep_finds_somebody_checks_them_and_pauses_them() {
        walk(1280, 900, "desktop");
    }

    @Test
    void the_same_works_on_a_phone_and_nothing_is_wider_than_the_screen() {
        walk(390, 844, "phone");
    }

    @Test
    void the_pages_stand_in_norwegian_too() {
        var page = page(1280, 900);
        at(page, "/prospects");
        page.locator("button[lang=nb]").click();
        picture(page, "nb-list");
        at(page, "/prospects/" + somebody());
        picture(page, "nb-one");
        at(page, "/suppressions");
        picture(page, "nb-suppressions");
        page.locator("button[lang=en]").click(); // the sandbox's visitor keeps the language
        page.close();
    }

    private static void walk(int width, int height, String name) {
        var page = page(width, height);
        at(page, "/prospects");
        assertThat(page.locator("h1")).containsText("prospects");
        fits(page);
        picture(page, name + "-list");

        page.locator("#q").fill("fjellheis");
        assertThat(page.locator(".roster tbody tr").first()).containsText("Fjellheis");
        page.waitForURL(url -> url.contains("q=fjellheis"));
        page.locator("input[name=prospect]").first().check();
        assertThat(page.locator("#bulk")).isVisible();
        fits(page);
        picture(page, name + "-checked");
        page.locator("#bulk button[value=pause]").click();
        assertThat(page.locator("h1")).containsText("Pause 1 person?");
        fits(page);
        picture(page, name + "-sure");
        page.locator("#do").click();
        assertThat(page.locator("h1")).containsText("paused");
        picture(page, name + "-done");
        page.locator("#back").click();
        page.waitForURL(url -> url.contains("q=fjellheis"));

        page.locator(".roster tbody tr th a").first().click();
        assertThat(page.locator(".timeline").first()).isVisible();
        fits(page);
        picture(page, name + "-one");
        page.locator("#edit").click();
        fits(page);
        picture(page, name + "-edit");
        at(page, "/companies");
        fits(page);
        picture(page, name + "-companies");
        page.locator(".firms tbody th a").first().click();
        fits(page);
        picture(page, name + "-company");
        at(page, "/prospects/duplicates");
        fits(page);
        picture(page, name + "-duplicates");
        at(page, "/prospects/merge?kept=" + somebody() + "&other=" + (somebody() - 1));
        fits(page);
        picture(page, name + "-merge");
        at(page, "/suppressions");
        page.locator(".add-suppressions summary").click();
        page.locator("#targets").fill("nobody@nowhere" + width + ".example");
        page.locator(".add-suppressions button").click();
        assertThat(page.locator(".said")).containsText("1 line is on the list");
        fits(page);
        picture(page, name + "-suppressions");
        page.close();
    }

    private static long somebody() {
        return site().in(session -> Prospects.newest(session, 1)).getFirst().id();
    }

    private static Page page(int width, int height) {
        if (browser == null) {
            throw new IllegalStateException();
        }
        return browser.page(width, height);
    }

    private static Site site() {
        if (site == null) {
            throw new IllegalStateException();
        }
        return site;
    }

    private static void at(Page page, String path) {
        page.navigate("http://127.0.0.1:" + site().port() + path);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(!name.startsWith("phone-list"))
                .setCaret(ScreenshotCaret.INITIAL)
                .setPath(Path.of("target", "prospects", name + ".png")));
    }

    private static void fits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(page.url())
                .isNotPositive();
    }
}
