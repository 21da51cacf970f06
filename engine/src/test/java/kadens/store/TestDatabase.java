package kadens.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import kadens.TestHome;

/** A real MariaDB shared by the tests of a run: one server a test JVM, one schema a test class. */
public final class TestDatabase {

    private static final String PREFIX = "test_" + ProcessHandle.current().pid() + "_";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Database> OPEN = new ConcurrentHashMap<>();
    private static final Set<String> LENT = ConcurrentHashMap.newKeySet();
    private static final Set<String> LENT_TO_EMPTY = ConcurrentHashMap.newKeySet();
    private static final Queue<String> EMPTIED = new ConcurrentLinkedQueue<>();

    private TestDatabase() {}

    /** A database of the caller's own, migrated and empty. Its schema is dropped some time after it was closed. */
    public static Database fresh(List<Class<?>> entities) {
        dropClosed();
        var name = PREFIX + COUNT.incrementAndGet();
        var database = Database.open(Server.RUNNING.url(name), entities);
        OPEN.put(name, database);
        return database;
    }

    /** A schema of the caller's own that is still empty, for opening it more than once; dropped when the tests are over. */
    public static String url() {
        var name = PREFIX + COUNT.incrementAndGet();
        LENT.add(name);
        return Server.RUNNING.url(name);
    }

    /**
     * A schema without rows, be it new or given back by another: making all tables anew is most of what a test costs. To
     * be {@link #giveBack given back}.
     */
    public static String lend() {
        var again = EMPTIED.poll();
        if (again != null) {
            return Server.RUNNING.url(again);
        }
        var url = url();
        LENT_TO_EMPTY.add(name(url));
        return url;
    }

    /** Empties a schema that {@link #lend} gave, beside the next test; drops any other. */
    public static void giveBack(String url) {
        var name = name(url);
        Thread.startVirtualThread(() -> {
            if (LENT_TO_EMPTY.contains(name)) {
                empty(url);
                EMPTIED.add(name);
            } else if (LENT.remove(name)) {
                drop(Server.RUNNING, name);
            }
        });
    }

    /** As the migrations leave it, but for the birthmark, which is from when they ran. */
    private static void empty(String url) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            for (var table : column(
                    statement,
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type <>"
                            + " 'SEQUENCE' AND table_name NOT IN ('flyway_schema_history', 'birthmark')")) {
                statement.execute("DELETE FROM " + table);
            }
            for (var sequence : column(
                    statement,
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type ="
                            + " 'SEQUENCE'")) {
                statement.execute("ALTER SEQUENCE " + sequence + " RESTART");
            }
            statement.execute("INSERT INTO organization (id) VALUES (1)");
        } catch (SQLException e) {
            throw new IllegalStateException("The schema could not be emptied", e);
        }
    }

    private static String name(String url) {
        return url.replaceFirst(".*/(\\w+)[?].*", "$1");
    }

    /**
     * The same tables and rows in another schema of the server, as a dump makes them that is loaded there; dropped when
     * the tests are over.
     */
    public static String copyOf(String url) {
        var copy = url();
        try (var connection = DriverManager.getConnection(copy);
                var statement = connection.createStatement()) {
            var from = name(url);
            for (var table : column(
                    statement,
                    "SELECT table_name FROM information_schema.tables WHERE table_type"
                            + " <> 'SEQUENCE' AND table_schema = '" + from + "'")) {
                statement.execute("CREATE TABLE " + table + " LIKE " + from + "." + table);
                var columns = String.join(
                        ", ",
                        column(
                                statement,
                                "SELECT column_name FROM information_schema.columns"
                                        + " WHERE table_schema = '" + from + "' AND table_name = '" + table
                                        + "' AND generation_expression IS NULL"));
                statement.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + from
                        + "." + table);
            }
            for (var sequence : column(
                    statement,
                    "SELECT table_name FROM information_schema.tables WHERE table_type"
                            + " = 'SEQUENCE' AND table_schema = '" + from + "'")) {
                statement.execute(column(statement, "SHOW CREATE SEQUENCE " + from + "." + sequence, 2)
                        .getFirst());
                var next = column(statement, "SELECT next_not_cached_value FROM " + from + "." + sequence)
                        .getFirst();
                statement.execute("DO SETVAL(" + sequence + ", " + next + ", 0)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The schema could not be copied", e);
        }
        return copy;
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        return column(statement, query, 1);
    }

    private static List<String> column(Statement statement, String query, int index) throws SQLException {
        var values = new ArrayList<String>();
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(index));
            }
        }
        return values;
    }

    private static void dropClosed() {
        for (Iterator<Map.Entry<String, Database>> each = OPEN.entrySet().iterator(); each.hasNext(); ) {
            var entry = each.next();
            if (!entry.getValue().isOpen()) {
                drop(Server.RUNNING, entry.getKey());
                each.remove();
            }
        }
    }

    private static void drop(EmbeddedMariaDb server, String schema) {
        try (var connection = DriverManager.getConnection(server.url("mysql"));
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema " + schema + " could not be dropped", e);
        }
    }

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Server {

        static final EmbeddedMariaDb RUNNING = start();

        private static EmbeddedMariaDb start() {
            var server = EmbeddedMariaDb.open(TestHome.PATH);
            if (server.owner()) {
                leftovers(server).forEach(schema -> drop(server, schema));
            }
            dontWaitForTheDisk(server);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        }

        /** Tests kill our own processes, never the power: what the server has taken is safe with the operating system. */
        private static void dontWaitForTheDisk(EmbeddedMariaDb server) {
            try (var connection = DriverManager.getConnection(server.url("mysql"));
                    var statement = connection.createStatement()) {
                statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            } catch (SQLException e) {
                throw new IllegalStateException("The server could not be told to flush less often", e);
            }
        }

        private static void stop(EmbeddedMariaDb server) {
            OPEN.values().forEach(Database::close);
            OPEN.keySet().forEach(schema -> drop(server, schema));
            LENT.forEach(schema -> drop(server, schema));
            server.close();
            try {
                TestHome.leave();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What killed runs left behind: nobody else can be at work while the server starts. */
        private static List<String> leftovers(EmbeddedMariaDb server) {
            var names = new ArrayList<String>();
            try (var connection = DriverManager.getConnection(server.url("mysql"));
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW DATABASES LIKE 'test\\_%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The schemas of earlier runs could not be found", e);
            }
            return names;
        }
    }
}
