package kadens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a first-time visitor does in the sandbox, in a real Chromium. Skipped where there is none. */
class VisitorBrowserTest {

    private static final Closing CLOSING = new Closing();

    private static @Nullable TestBrowser browser;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException {
        TestBrowser.assumeThere();
        var environment = Map.of(
                "KADENS_HOME", TestHome.PATH.toString(), "KADENS_TEMPLATES", "../templates", "KADENS_PORT", freePort());
        var settings = Settings.read(environment, ZoneOffset.UTC);
        var kadens = new Kadens(environment, Clock.systemUTC());
        var web = kadens.startSandbox(1800, settings, CLOSING);
        address = "http://localhost:" + web.port();
        browser = CLOSING.add(TestBrowser.open());
    }

    @AfterAll
    static void end() {
        CLOSING.close();
    }

    @Test
    void a_visitors_answer_stops_the_enrollment_before_their_eyes() {
        answerSomebody(page(1280, 800));
    }

    @Test
    void the_same_works_on_a_phone_and_nothing_is_wider_than_the_screen() {
        answerSomebody(page(390, 844));
    }

    private static void answerSomebody(Page page) {
        page.onConsoleMessage(
                message -> assertThat(message.type()).as(message.text()).isNotEqualTo("error"));
        page.navigate(address);
        assertThat(page.getByText("No mail leaves this machine").first()).isVisible();

        var invitation = page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Answer one of these mails")));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (namesSomebody(invitation)) {
                return true;
            }
            page.reload();
            return false;
        });
        fitsTheScreen(page);
        invitation.first().click();

        page.locator("textarea[name=text]").fill("Thank you, this is interesting. Can we talk on Thursday?");
        fitsTheScreen(page);
        page.locator("form#answer button").click();

        assertThat(page.getByText(Pattern.compile("stopped", Pattern.CASE_INSENSITIVE))
                        .first())
                .isVisible();
        fitsTheScreen(page);
        page.close();
    }

    /** Before the first mail is out, the invitation leads to everybody. */
    private static boolean namesSomebody(Locator invitation) {
        return invitation.count() > 0
                && String.valueOf(invitation.first().getAttribute("href")).startsWith("/people/");
    }

    private static Page page(int width, int height) {
        return Objects.requireNonNull(browser).page(width, height);
    }

    private static void fitsTheScreen(Page page) {
        var wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(page.url()).isEqualTo(false);
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
