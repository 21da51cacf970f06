package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** No page weighs more than a phone in a tunnel can bear. */
class PageWeightTest {

    private static final int BYTES_MAX = 150_000;

    @Test
    void no_page_with_all_that_it_loads_is_over_150_kilobytes() {
        try (var site = new Site()) {
            for (var address : EveryPage.of(site, site.port()).pages()) {
                var page = site.get(address).body();
                var loaded = Jsoup.parse(page).select("link[href], script[src], img[src], use[href]").stream()
                        .flatMap(each -> List.of(each.attr("href"), each.attr("src")).stream())
                        .filter(path -> path.startsWith("/"))
                        .map(path -> path.replaceFirst("#.*", ""))
                        .distinct()
                        .mapToInt(path -> bytes(site.get(path).body()))
                        .sum();
                assertThat(bytes(page) + loaded).as(address).isLessThan(BYTES_MAX);
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
