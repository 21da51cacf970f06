package kadens.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import kadens.language.Refusal;
import kadens.plan.Misread;
import kadens.plan.Window;
import kadens.prospect.Countries;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads what is typed; what can't be read is refused with the option it was given for. */
final class Typed {

    /** What a column of the database holds. */
    private static final int WINDOW_CHARACTERS_MAX = 200;

    private Typed() {}

    /** A window; null for the word that leaves it to somebody else, such as {@code default}. */
    static @Nullable Window window(@Nullable String words, String nobody) {
        if (words == null || words.strip().equalsIgnoreCase(nobody)) {
            return null;
        }
        if (words.length() > WINDOW_CHARACTERS_MAX) {
            throw new Refusal("--window is longer than " + WINDOW_CHARACTERS_MAX
                    + " characters. Put days with the same hours together, like mon-fri 09:00-12:00");
        }
        try {
            return Window.parse(words);
        } catch (Misread e) {
            throw new Refusal("--window: " + e.sentence(), e);
        }
    }

    /** A folder that is given as the one with the cadences. */
    static Path templates(Path folder) {
        if (!Files.isDirectory(folder.resolve("cadences"))) {
            throw new Refusal(folder + " is no templates folder: there is no folder 'cadences' in it.");
        }
        return folder;
    }

    /** A number, or {@code off} as null. */
    static @Nullable Integer limit(String option, String words) {
        if (words.strip().equalsIgnoreCase("off")) {
            return null;
        }
        try {
            return Integer.valueOf(words.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(option + " is '" + words + "', which is no whole number. Give one from 1 up, or off.", e);
        }
    }

    /** @throws Refusal for a number that is not in this range */
    static void between(String option, int given, int min, int max) {
        if (given < min || given > max) {
            throw new Refusal("%s is %d. Give a number from %d to %d.".formatted(option, given, min, max));
        }
    }

    /** A country's code, or {@code none} as null. */
    static @Nullable String country(String words) {
        return words.strip().equalsIgnoreCase("none")
                ? null
                : Countries.code(words)
                        .orElseThrow(() -> new Refusal("--country: there is no country '" + words
                                + "'. Write its code of two letters, such as NO, or none."));
    }

    static LocalDate day(String words) {
        try {
            return LocalDate.parse(words);
        } catch (DateTimeException e) {
            throw new Refusal("'" + words + "' is not a day. Write year, month and day, like 2027-05-17", e);
        }
    }

    static Person person(StatelessSession session, String email) {
        return People.byEmail(session, email)
                .orElseThrow(() -> new Refusal(
                        "There is nobody here with the address " + email + ". 'kadens person list' shows who is."));
    }

    /** Today where the organization is. */
    static LocalDate today(Engine engine) {
        return LocalDate.ofInstant(engine.clock().instant(), engine.organizationZone());
    }
}
