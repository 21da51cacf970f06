package kadens.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import kadens.language.Sentence;

/** What may be wrong with a database for a while: it goes on by itself, or when somebody has seen to the database. */
public enum PassingTrouble {

    /** Two transactions wanted the same rows: the very next attempt may go well. */
    COLLISION("collision"),
    /** It restarts, is out of reach, or takes no more connections. */
    AWAY("away"),
    READ_ONLY("read-only"),
    FULL("full");

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /**
     * ER_CON_COUNT, ER_SERVER_SHUTDOWN, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED, ER_QUERY_INTERRUPTED,
     * ER_CONNECTION_KILLED, ER_STATEMENT_TIMEOUT; gone, lost.
     */
    private static final Set<Integer> AWAY_CODES = Set.of(1040, 1053, 1203, 1226, 1317, 1927, 1969, 2006, 2013);

    /** ER_OPTION_PREVENTS_STATEMENT, ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1792, 1836);

    /** EE_WRITE, ER_DISK_FULL, ER_ERROR_ON_WRITE, ER_RECORD_FILE_FULL, ER_ERROR_DURING_COMMIT. */
    private static final Set<Integer> FULL_CODES = Set.of(3, 1021, 1026, 1114, 1180);

    /** Got error %d from the storage engine; the message holds the operating system's: 27 too large, 28 no space. */
    private static final int ENGINE_ERROR = 1030;

    private final String word;

    PassingTrouble(String word) {
        this.word = word;
    }

    /** As programs are told. */
    public String word() {
        return word;
    }

    /** What is wrong, and what Kadens does meanwhile. */
    public Sentence sentence() {
        return Sentence.of("database." + word);
    }

    static Optional<PassingTrouble> of(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        var code = failure.getErrorCode();
        if (state.startsWith("40") || code == LOCK_WAIT_TIMEOUT) {
            return Optional.of(COLLISION);
        }
        if (READ_ONLY_CODES.contains(code)) {
            return Optional.of(READ_ONLY);
        }
        if (FULL_CODES.contains(code) || isFull(failure)) {
            return Optional.of(FULL);
        }
        if (state.startsWith("08") || AWAY_CODES.contains(code) || failure instanceof SQLTransientException) {
            return Optional.of(AWAY);
        }
        return Optional.empty();
    }

    private static boolean isFull(SQLException failure) {
        return failure.getErrorCode() == ENGINE_ERROR
                && String.valueOf(failure.getMessage()).matches("(?s).*error (27|28)\\b.*");
    }
}
