package kadens.store;

import org.flywaydb.core.Flyway;

/** Brings the schema to what this version of the code was written for. Forward only; several nodes may try at once. */
final class Migrations {

    private Migrations() {}

    /** By connections of its own: changing a large table may take longer than any transaction of ours. */
    static void run(String url) {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:migrations")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
