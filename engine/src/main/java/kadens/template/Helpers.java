package kadens.template;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.TrailingZeroDisplay;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a template may call, in the language of the mail. Days are texts such as {@code 2026-12-01}.
 *
 * <p>A value that is not what it is taken for, such as a number that says "about ten", is shown as it is.
 */
final class Helpers {

    /** Their names, and {@code today}. */
    static final Set<String> NAMES = Set.of(
            "today",
            "inDays",
            "inWorkdays",
            "date",
            "weekday",
            "number",
            "money",
            "properName",
            "initials",
            "possessive");

    private static final int DAYS_MAX = 366;
    private static final int DECIMALS_MAX = 6;

    private final Locale language;
    private final LocalDate today;

    private Helpers(Locale language, LocalDate today) {
        this.language = language;
        this.today = today;
    }

    /** What is put beside the values. */
    static Map<String, Object> of(Locale language, LocalDate today) {
        var helpers = new Helpers(language, today);
        var all = new LinkedHashMap<String, Object>();
        all.put("today", today.toString());
        all.put("inDays", new Call("inDays(3)", 1, 1, values -> helpers.inDays(values.getFirst())));
        all.put("inWorkdays", new Call("inWorkdays(2)", 1, 1, values -> helpers.inWorkdays(values.getFirst())));
        all.put("date", new Call("date(today)", 1, 2, helpers::date));
        all.put("weekday", new Call("weekday(inWorkdays(2))", 1, 1, values -> helpers.weekday(values.getFirst())));
        all.put("number", new Call("number(\"1200\")", 1, 1, values -> helpers.number(values.getFirst())));
        all.put("money", new Call("money(\"1200\", \"NOK\")", 2, 2, helpers::money));
        all.put("properName", new Call("properName(x)", 1, 1, values -> helpers.properName(values.getFirst())));
        all.put("initials", new Call("initials(x)", 1, 1, values -> initials(values.getFirst())));
        all.put("possessive", new Call("possessive(x)", 1, 1, values -> helpers.possessive(values.getFirst())));
        return all;
    }

    /** One of them, as FreeMarker calls it; its example says how it is meant. */
    private record Call(String example, int least, int most, Helping helping) implements TemplateMethodModelEx {

        private interface Helping {
            String help(List<String> values) throws TemplateModelException;
        }

        @Override
        @SuppressWarnings("rawtypes") // FreeMarker's own signature
        public Object exec(List arguments) throws TemplateModelException {
            if (arguments.size() < least || arguments.size() > most) {
                throw new TemplateModelException("write it as " + example);
            }
            var values = new String[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (arguments.get(i)) {
                    case TemplateScalarModel text -> text.getAsString();
                    case TemplateNumberModel number -> number.getAsNumber().toString();
                    case null, default -> throw new TemplateModelException("write it as " + example);
                };
            }
            return helping.help(List.of(values));
        }
    }

    private String inDays(String days) throws TemplateModelException {
        return today.plusDays(count(days)).toString();
    }

    /** Monday to Friday; holidays differ from one prospect to the next, and a mail should not. */
    private String inWorkdays(String days) throws TemplateModelException {
        var day = today;
        for (int left = count(days); left > 0; ) {
            day = day.plusDays(1);
            left -= day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 1 : 0;
        }
        return day.toString();
    }

    private static int count(String days) throws TemplateModelException {
        var count = plainNumber(days).map(BigDecimal::intValue).orElse(-1);
        if (count < 0 || count > DAYS_MAX) {
            throw new TemplateModelException("'" + days + "' is no number of days from 0 to " + DAYS_MAX);
        }
        return count;
    }

    /** "24 November"; with "long" its weekday and year, too. */
    private String date(List<String> values) throws TemplateModelException {
        var style = values.size() > 1 ? values.get(1) : "short";
        var format = switch (style) {
            case "short" -> DateTimeFormatter.ofLocalizedPattern("MMMMd");
            case "long" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
            default -> throw new TemplateModelException("a date is \"short\" or \"long\", not \"" + style + "\"");
        };
        var text = values.getFirst();
        return day(text).map(format.withLocale(language)::format).orElse(text);
    }

    private String weekday(String text) throws TemplateModelException {
        return day(text)
                .map(day -> day.getDayOfWeek().getDisplayName(TextStyle.FULL, language))
                .orElseThrow(() -> new TemplateModelException("'" + text + "' is no day such as 2026-12-01"));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private String number(String text) {
        return plainNumber(text)
                .map(number -> NumberFormatter.withLocale(language)
                        .precision(Precision.maxFraction(DECIMALS_MAX))
                        .format(number)
                        .toString())
                .orElse(text);
    }

    private String money(List<String> values) throws TemplateModelException {
        var currency = currency(values.get(1));
        var text = values.getFirst();
        return plainNumber(text)
                .map(amount -> NumberFormatter.withLocale(language)
                        .unit(currency)
                        .precision(Precision.currency(Currency.CurrencyUsage.STANDARD)
                                .trailingZeroDisplay(TrailingZeroDisplay.HIDE_IF_WHOLE))
                        .format(amount)
                        .toString())
                .orElse(text);
    }

    private static Currency currency(String code) throws TemplateModelException {
        if (!Currency.isAvailable(code, null, null)) {
            throw new TemplateModelException("'" + code + "' is no currency such as NOK or EUR (ISO 4217)");
        }
        return Currency.getInstance(code);
    }

    private static Optional<BigDecimal> plainNumber(String text) {
        var digits = text.replaceAll("[\\s\\u00a0\\u202f]", "");
        return digits.matches("-?\\d{1,15}(\\.\\d{1," + DECIMALS_MAX + "})?")
                ? Optional.of(new BigDecimal(digits))
                : Optional.empty();
    }

    /** A name that somebody typed in capitals or without any; one with both is its owner's. */
    private String properName(String name) {
        var hasBoth = name.codePoints().anyMatch(Character::isUpperCase)
                && name.codePoints().anyMatch(Character::isLowerCase);
        return hasBoth ? name : UCharacter.toTitleCase(language, name, null);
    }

    private static String initials(String name) {
        var initials = new StringBuilder();
        for (var part : name.strip().split("[\\s-]+")) {
            part.codePoints().filter(Character::isLetter).limit(1).forEach(initials::appendCodePoint);
        }
        return initials.toString();
    }

    /** "Reed's", "Jones'" in English; in Scandinavian languages and German without an apostrophe, save after s, x and z. */
    private String possessive(String name) throws TemplateModelException {
        var endsHissing = name.matches("(?i).*[sxzß]");
        return switch (language.getLanguage()) {
            case "en" -> name + (name.matches("(?i).*s") ? "’" : "’s");
            case "nb", "nn", "no", "da", "sv", "de" -> name + (endsHissing ? "’" : "s");
            default -> throw new TemplateModelException("possessive is not known in '" + language.getLanguage() + "'");
        };
    }
}
