package kadens.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to what this version of the code was written for. Forward only; several nodes may try at once. */
final class Migrations {

    private Migrations() {}

    static void run(DataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:migrations")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
