package kadens.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What MariaDB counts of its work, and what it answers with a number. */
record DatabaseWork(Map<String, Long> counts) {

    private static final String COUNTED = "'Com_select', 'Com_insert', 'Com_update', 'Com_delete', 'Com_commit', 'Com_rollback',"
            + " 'Com_set_option', 'Com_stmt_execute', 'Questions', 'Innodb_os_log_fsyncs'";

    /** All that was done so far. */
    static DatabaseWork by(Connection watch) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var sql = watch.createStatement();
                var rows = sql.executeQuery("SHOW GLOBAL STATUS WHERE Variable_name IN (" + COUNTED + ")")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return new DatabaseWork(counts);
    }

    /** What was done since, for each of so many times. */
    Map<String, Double> since(DatabaseWork before, long times) {
        var each = new LinkedHashMap<String, Double>();
        counts.forEach((name, count) -> each.put(
                name, Math.round(10.0 * (count - before.counts.get(name)) / times) / 10.0));
        return each;
    }

    static long number(Connection watch, String query) throws SQLException {
        try (var sql = watch.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
