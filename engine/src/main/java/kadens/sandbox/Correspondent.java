package kadens.sandbox;

import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Somebody who writes letters: from which address, in which language and time zone, with which mail program. */
record Correspondent(String address, String name, Locale locale, ZoneId zone, MailProgram program) {

    static Correspondent of(Person person) {
        return new Correspondent(
                person.email(),
                person.name(),
                Locale.of(person.language(), person.country()),
                person.timeZone(),
                MailProgram.of(person.email()));
    }

    /** The same person, or one they sit beside, at another address. */
    Correspondent at(String otherAddress, String otherName) {
        return new Correspondent(otherAddress, otherName, locale, zone, MailProgram.of(otherAddress));
    }

    boolean writesNorwegian() {
        return locale.getLanguage().equals("nb");
    }

    /** Text for the language this person writes. */
    String says(String english, String norwegian) {
        return writesNorwegian() ? norwegian : english;
    }

    String formats(Instant time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(time);
    }

    InternetAddress sender() {
        try {
            return name.equals(address)
                    ? new InternetAddress(address, null, "UTF-8")
                    : new InternetAddress(address, name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("every JVM has UTF-8", e);
        }
    }

    /** The part of the address after the @. */
    String host() {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
