package kadens.prospect;

import java.sql.SQLException;
import java.util.Set;

/** Whether a transaction failed only because another one was at the same rows, so that it can simply run again. */
final class Collision {

    /** MariaDB's duplicate key, foreign row gone, deadlock, and waited too long for a lock. */
    private static final Set<Integer> CODES = Set.of(1062, 1452, 1213, 1205);

    private Collision() {}

    static boolean caused(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && CODES.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }
}
