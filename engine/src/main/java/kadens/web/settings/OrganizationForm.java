package kadens.web.settings;

import io.javalin.http.Context;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.plan.Misread;
import kadens.plan.Window;
import kadens.prospect.Countries;
import kadens.team.Organization;
import kadens.web.Form;
import kadens.web.Moment;
import kadens.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The organization's rules as they stand in the form, right or wrong.
 *
 * @param country empty: none
 * @param window empty: the usual office hours
 * @param caps by field; empty: no cap
 */
record OrganizationForm(String country, String window, Map<String, String> caps, Map<String, String> days) {

    static final List<String> CAPS = List.of("company-cap", "domain-cap", "company-active");
    static final List<String> DAYS = List.of("again-days", "touch-days");

    private static final int DAYS_MAX = 3650;
    private static final int WINDOW_CHARS_MAX = 200;

    static OrganizationForm of(Organization now) {
        return new OrganizationForm(
                Objects.requireNonNullElse(now.country(), ""),
                Objects.requireNonNullElse(now.windowWords(), ""),
                Map.of(
                        "company-cap", words(now.companyCap()),
                        "domain-cap", words(now.domainCap()),
                        "company-active", words(now.companyActiveMax())),
                Map.of("again-days", words(now.againDays()), "touch-days", words(now.touchDays())));
    }

    static OrganizationForm typed(Context context) {
        return new OrganizationForm(
                Form.line(context, "country", 2),
                Form.line(context, "window", WINDOW_CHARS_MAX),
                lines(context, CAPS),
                lines(context, DAYS));
    }

    /** What is wrong with it, by field; empty where it can be saved. */
    Map<String, String> wrong(Texts texts) {
        var wrong = new HashMap<String, String>();
        if (!country.isEmpty() && Countries.code(country).isEmpty()) {
            wrong.put("country", texts.say("settings.wrong.country"));
        }
        try {
            windowOrNull();
        } catch (Misread e) {
            wrong.put("window", Moment.sentence(e.sentence(), texts));
        }
        caps.forEach((field, typed) -> {
            if (!typed.isEmpty() && !isNumber(typed, 1, 1_000_000)) {
                wrong.put(field, texts.say("settings.wrong.cap"));
            }
        });
        days.forEach((field, typed) -> {
            if (!isNumber(typed, 0, DAYS_MAX)) {
                wrong.put(field, texts.say("settings.wrong.days", DAYS_MAX));
            }
        });
        return wrong;
    }

    /** As they are stored. Nothing may be wrong. */
    Organization.Rules rules() {
        return new Organization.Rules(
                country.isEmpty() ? null : Countries.code(country).orElseThrow(),
                windowOrNull(),
                number(caps, "company-cap"),
                number(caps, "domain-cap"),
                number(caps, "company-active"),
                Integer.parseInt(days.getOrDefault("again-days", "0")),
                Integer.parseInt(days.getOrDefault("touch-days", "0")));
    }

    /** All countries by their names, and none first. */
    List<Option> countries(Texts texts) {
        var names = Collator.getInstance(texts.locale());
        var all = Stream.of(Locale.getISOCountries())
                .map(code -> new Option(
                        code, Locale.of("", code).getDisplayCountry(texts.locale()), code.equals(country)))
                .sorted(Comparator.comparing(Option::label, names));
        return Stream.concat(Stream.of(new Option("", texts.say("settings.no-country"), country.isEmpty())), all)
                .toList();
    }

    private @Nullable Window windowOrNull() {
        return window.isEmpty() ? null : Window.parse(window);
    }

    private static Map<String, String> lines(Context context, List<String> fields) {
        var lines = new HashMap<String, String>();
        fields.forEach(field -> lines.put(field, Form.line(context, field, 10)));
        return lines;
    }

    private static boolean isNumber(String typed, int min, int max) {
        return typed.matches("\\d{1,9}") && Integer.parseInt(typed) >= min && Integer.parseInt(typed) <= max;
    }

    private static @Nullable Integer number(Map<String, String> typed, String field) {
        var words = typed.getOrDefault(field, "");
        return words.isEmpty() ? null : Integer.valueOf(words);
    }

    private static String words(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
