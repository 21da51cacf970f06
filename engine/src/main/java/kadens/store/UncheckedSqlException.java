package kadens.store;

import java.sql.SQLException;

/** What the database said to a statement. */
public final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UncheckedSqlException(SQLException cause) {
        super(cause);
    }
}
