package kadens.prospect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that every prospect can have, the headers they go by (English, Norwegian), and what they must look like. */
enum Field {
    EMAIL(254, EmailAddress::check, "email address", "mail", "mail address", "work email", "epost", "epostadresse"),
    FIRST_NAME(100, TextCheck::line, "given name", "forename", "fornavn"),
    LAST_NAME(100, TextCheck::line, "surname", "family name", "etternavn"),
    COMPANY(
            200,
            TextCheck::line,
            "company name",
            "account",
            "account name",
            "organization",
            "organisation",
            "bedrift",
            "bedriftsnavn",
            "firma",
            "firmanavn",
            "selskap",
            "organisasjon"),
    DOMAIN(
            253,
            DomainName::check,
            "account domain",
            "company domain",
            "company domain name",
            "website",
            "website url",
            "web site",
            "domene",
            "nettside",
            "nettsted",
            "hjemmeside"),
    TITLE(200, TextCheck::line, "job title", "position", "stilling", "tittel"),
    PHONE(50, TextCheck::phone, "phone number", "telephone", "mobile", "mobile phone", "telefon", "mobil"),
    TIME_ZONE(50, TimeZones::check, "timezone", "tidssone"),
    COUNTRY(2, Countries::check, "country code", "country/region", "land", "landkode"),
    LANGUAGE(20, Languages::check, "preferred language", "språk", "spraak");

    private static final Map<String, Field> BY_HEADER = Arrays.stream(values())
            .flatMap(field -> field.headers().map(header -> Map.entry(Folded.word(header), field)))
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final int charsMax;
    private final Function<String, Checked> check;
    private final List<String> otherHeaders;

    Field(int charsMax, Function<String, Checked> check, String... otherHeaders) {
        this.charsMax = charsMax;
        this.check = check;
        this.otherHeaders = List.of(otherHeaders);
    }

    /** The field that a header means, whatever its case, spaces and hyphens. */
    static Optional<Field> named(String header) {
        return Optional.ofNullable(BY_HEADER.get(Folded.word(header)));
    }

    /** As in the design and in templates of CSV files: {@code first_name}. */
    String csvName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Checked check(String value) {
        return switch (check.apply(value)) {
            case Checked.Good(var kept)
            when kept.codePointCount(0, kept.length()) > charsMax -> Checked.bad("too-long", String.valueOf(charsMax));
            case Checked checked -> checked;
        };
    }

    private Stream<String> headers() {
        return Stream.concat(Stream.of(csvName()), otherHeaders.stream());
    }
}
