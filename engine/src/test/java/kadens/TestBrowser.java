package kadens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A real Chromium, without a window. */
public final class TestBrowser implements AutoCloseable {

    private static final List<Path> CHROMIUMS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** In CI a missing browser is a failure; elsewhere the tests are skipped, and say why. */
    public static void assumeThere() {
        if (CHROMIUMS.stream().noneMatch(Files::isExecutable)) {
            var reason = "no Chromium was found on this machine; install it to run the browser tests";
            assertThat(System.getenv("CI")).as(reason).isNull();
            System.out.println("Browser tests are skipped: " + reason);
            abort(reason);
        }
    }

    public static TestBrowser open() {
        assumeThere();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUMS.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new TestBrowser(playwright, browser);
    }

    /** A page that takes an error on its console for a failure. */
    public Page page(int width, int height) {
        return page(width, height, _ -> true);
    }

    /** A page of somebody who is turned away now and then (401, 403, 422), which Chromium notes on its console. */
    public Page pageOfSomebodyTurnedAway(int width, int height) {
        return page(width, height, message -> !message.text().contains("the server responded with a status of 4"));
    }

    private Page page(int width, int height, Predicate<ConsoleMessage> counts) {
        var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
        page.onConsoleMessage(message -> {
            if (counts.test(message)) {
                assertThat(message.type()).as(message.text()).isNotEqualTo("error");
            }
        });
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
