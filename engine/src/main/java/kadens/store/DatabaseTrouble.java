package kadens.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import kadens.language.Refusal;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a database can't be used, and how to mend it. Never shows the password in the URL. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    static Refusal refusal(String url, RuntimeException cause) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        return new Refusal("The database at " + place(url) + " " + why(cause), cause);
    }

    /** The trouble behind a failure, where it is of the kind that passes. */
    static Optional<PassingTrouble> passing(Throwable failure) {
        return Optional.ofNullable(sqlCause(failure)).flatMap(PassingTrouble::of);
    }

    /** The URL up to its parameters, which hold the password. */
    static String place(String url) {
        return url.replaceFirst("^jdbc:mariadb:(//)?", "")
                .replaceFirst("[?].*$", "")
                .replaceFirst("//[^/@]*@", "//");
    }

    private static String why(Throwable cause) {
        var sql = sqlCause(cause);
        if (sql != null) {
            var state = String.valueOf(sql.getSQLState());
            var words = String.valueOf(sql.getMessage());
            if (state.startsWith("28") || words.contains("Access denied")) {
                return "refused the user or password. Check user and password in KADENS_DATABASE_URL.";
            }
            if (words.contains("Unknown database")) {
                return "does not exist there. Create it, or correct its name in KADENS_DATABASE_URL.";
            }
            if (state.startsWith("08") || sql instanceof java.sql.SQLTransientConnectionException) {
                return "can't be reached. Check that the server runs and the host and port in KADENS_DATABASE_URL"
                        + " (" + firstLine(deepest(cause)) + "). Until it answers nothing is sent, and nothing is lost:"
                        + " a running Kadens goes on by itself.";
            }
        }
        if (cause instanceof FlywayException) {
            return "could not be brought to this version's schema: " + firstLine(cause);
        }
        return "can't be used (" + firstLine(deepest(cause))
                + "). Write KADENS_DATABASE_URL like jdbc:mariadb://host:3306/kadens?user=kadens&password=secret";
    }

    private static @Nullable SQLException sqlCause(Throwable cause) {
        SQLException found = null;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }

    private static Throwable deepest(Throwable cause) {
        var at = cause;
        while (at.getCause() instanceof Throwable next) {
            at = next;
        }
        return at;
    }

    private static String firstLine(Throwable cause) {
        var words = String.valueOf(cause.getMessage()).strip();
        if (words.contains("password") || words.contains("@")) {
            return "the driver's words are left out, for they may hold the password";
        }
        return words.lines().findFirst().orElse(cause.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
