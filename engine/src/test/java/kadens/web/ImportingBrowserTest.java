package kadens.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import kadens.Axe;
import kadens.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list on its way from a file to people who are enrolled, in a real Chromium, at two widths. */
class ImportingBrowserTest {

    private static final String LIST = """
            Email;First name;Surname;Firma;Branch of trade;Note
            anna@%1$s.example;Anna;Berg;Fjord Service AS;plumbing;met at the fair
            %1$s-b@lake.example;Bartholomew Maximilian;Featherstonehaugh-Cholmondeley;The Exceedingly Long Company Name of Lakeside Ltd;roofing;
            %1$s-c@kyiv.example;Олена;Шевченко;Київ Сервіс;;
            no address;Dag;Dahl;Dahl AS;;forgot it
            %1$s-d@lake.example;;;;;
            anna@%1$s.example;Anna;Twice;;;
            """;

    private static TestBrowser browser;
    private static Site site;

    @BeforeAll
    static void start() {
        TestBrowser.assumeThere();
        browser = TestBrowser.open();
        site = new Site();
    }

    @BeforeEach
    void inEnglish() {
        site.post("/language/en", "back=%2F");
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
            browser.close();
        }
    }

    @Test
    void a_list_is_uploaded_mapped_imported_enrolled_and_undone_on_a_desktop() {
        walk(browser.page(1280, 900), "desktop");
    }

    @Test
    void the_same_works_on_a_phone_and_nothing_is_wider_than_the_screen() {
        walk(browser.page(390, 844), "phone");
    }

    @Test
    void it_is_shown_in_bokmal_and_in_the_dark() {
        var page = browser.page(1280, 900);
        page.navigate(address("/imports"));
        page.locator("form[action='/language/nb'] button").click();
        page.locator("form[action='/theme/dark'] button").click();
        upload(page, "norsk");
        look(page, "norsk-mapping");
        page.locator("#check").click();
        assertThat(page.locator("#start")).isVisible();
        look(page, "norsk-checked");
        page.locator("#start").click();
        page.locator("#enroll").click();
        page.locator("#cadence-cold-outreach-nb").check();
        page.locator("input[name='mailbox']").first().check();
        assertThat(page.locator("table.days")).isVisible();
        look(page, "norsk-enroll");
        page.navigate(address("/imports"));
        look(page, "norsk-list");
        page.close();
    }

    private static void walk(Page page, String name) {
        page.navigate(address("/imports"));
        fits(page, name + "-empty");
        upload(page, name);
        assertThat(page.locator("h1")).containsText("What are the columns");
        assertThat(page.locator(".preview .bad")).hasCount(2);
        fits(page, name + "-mapping");

        page.locator("#column-6").selectOption("title");
        page.locator("#column-5").selectOption("title");
        assertThat(page.locator("#wrong")).containsText("Two columns become the same");
        fits(page, name + "-wrong");
        page.locator("#column-6").selectOption("-");
        assertThat(page.locator("#wrong")).hasCount(0);
        page.locator("#check").click();
        assertThat(page.locator("h1")).containsText("4 people are new");
        assertThat(page.locator(".refusals li")).hasCount(2);
        fits(page, name + "-checked");
        page.locator("#start").click();
        assertThat(page.locator("#refused-file")).isVisible();
        fits(page, name + "-imported");
        var place = page.url();

        page.locator("#enroll").click();
        assertThat(page.locator("h1")).containsText("4 people are chosen");
        page.locator("#cadence-cold-outreach").check();
        fits(page, name + "-cadence");
        page.locator("input[name='mailbox']").first().check();
        assertThat(page.locator("h1")).containsText("4 of 4 can be enrolled");
        assertThat(page).hasURL(Pattern.compile("cadence=cold-outreach"));
        assertThat(page.locator("table.days")).isVisible();
        assertThat(page.frameLocator("iframe.letter").getByText("Rute").first()).isVisible();
        fits(page, name + "-enroll");
        page.locator("#worst-1").click();
        assertThat(page.locator("#worst-1")).hasAttribute("aria-current", "true");
        page.locator("#enroll").click();
        assertThat(page.locator("h1")).containsText("4 people are enrolled");
        fits(page, name + "-enrolled");

        page.navigate(place);
        page.locator("#ask-undo summary").click();
        fits(page, name + "-sure");
        page.locator("#undo").click();
        assertThat(page.locator(".outcomes")).containsText("been enrolled since");
        fits(page, name + "-undone");
        page.navigate(address("/imports"));
        fits(page, name + "-list");
        page.navigate(address("/enroll"));
        fits(page, name + "-typed");
        page.close();
    }

    private static void upload(Page page, String name) {
        page.locator("#file")
                .setInputFiles(new FilePayload(
                        "fair-" + name + ".csv",
                        "text/csv",
                        LIST.formatted(name).getBytes(StandardCharsets.UTF_8)));
        assertThat(page).hasURL(Pattern.compile("/imports/\\d+$"));
    }

    private static void fits(Page page, String name) {
        look(page, name);
        var wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(page.url()).isEqualTo(false);
        Axe.findsNothingOn(page, name);
    }

    private static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL) // hiding it takes a style that our policy refuses
                .setPath(Path.of("target", "importing", name + ".png"))
                .setFullPage(true));
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + site.port() + path;
    }
}
