package kadens.prospect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * New prospects and accounts, many in one statement: an import's own way, for Hibernate sends one for each, and the
 * server takes twice as long for them.
 */
final class Inserting {

    private static final List<String> ACCOUNT = List.of("id", "name", "domain", "fields", "created_at");

    private static final List<String> PROSPECT = List.of(
            "id",
            "account_id",
            "email",
            "first_name",
            "last_name",
            "title",
            "phone",
            "time_zone",
            "country",
            "language",
            "owner_id",
            "fields",
            "created_at",
            "changed_at");

    private Inserting() {}

    static void accounts(StatelessSession session, List<Account> accounts) {
        var ids = new Ids(session, Account.class);
        insert(session, "account", ACCOUNT, accounts, account -> {
            account.id = ids.next();
            return new @Nullable Object[] {
                account.id, account.name, account.domain, account.fields, at(account.createdAt)
            };
        });
    }

    static void prospects(StatelessSession session, List<Prospect> prospects) {
        var ids = new Ids(session, Prospect.class);
        insert(session, "prospect", PROSPECT, prospects, prospect -> {
            prospect.id = ids.next();
            return new @Nullable Object[] {
                prospect.id,
                prospect.accountId,
                prospect.email,
                prospect.firstName,
                prospect.lastName,
                prospect.title,
                prospect.phone,
                prospect.timeZone,
                prospect.country,
                prospect.language,
                prospect.ownerId,
                prospect.fields,
                at(prospect.createdAt),
                at(prospect.changedAt)
            };
        });
    }

    @FunctionalInterface
    private interface Values<T> {

        @Nullable
        Object[] of(T row);
    }

    private static <T> void insert(
            StatelessSession session, String table, List<String> columns, List<T> rows, Values<T> values) {
        var taken = rows.stream().map(values::of).toList();
        var one = "(" + String.join(",", Collections.nCopies(columns.size(), "?")) + ")";
        var sql = "INSERT INTO " + table + " (" + String.join(",", columns) + ") VALUES "
                + String.join(",", Collections.nCopies(rows.size(), one));
        session.doWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                set(statement, taken);
                statement.executeUpdate();
            }
        });
    }

    private static void set(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        var parameter = 0;
        for (var row : rows) {
            for (var value : row) {
                statement.setObject(++parameter, value);
            }
        }
    }

    /** As {@link kadens.store.Database} keeps it. */
    private static LocalDateTime at(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Those that Hibernate would give: of blocks of the table's sequence. */
    private static final class Ids {

        private final SharedSessionContractImplementor session;
        private final BeforeExecutionGenerator generator;

        Ids(StatelessSession session, Class<?> entity) {
            this.session = (SharedSessionContractImplementor) session;
            this.generator = (BeforeExecutionGenerator) this.session
                    .getFactory()
                    .getMappingMetamodel()
                    .getEntityDescriptor(entity)
                    .getGenerator();
        }

        long next() {
            return (Long) generator.generate(session, this, null, EventType.INSERT);
        }
    }
}
