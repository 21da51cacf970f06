package kadens.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kadens.run.Engine;
import kadens.team.Absence;
import kadens.team.People;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written in bulk is there when it is asked for, and at the end. */
class WriteBehindTest {

    private static final LocalDate DAY = LocalDate.of(2027, 5, 13);

    private static Database database;
    private static long person;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh(Engine.ENTITIES);
        person = database.transact(
                session -> People.nameOrRename(session, "kari@rute.example", "Kari", null, null, Instant.EPOCH)
                        .id());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void what_was_written_is_seen_by_what_is_asked_after_it_and_stays() {
        var seen = database.transactInBulk(session -> {
            Absence.add(session, person, DAY, DAY);
            return days(session);
        });

        assertThat(seen).contains(DAY);
        assertThat(database.transact(WriteBehindTest::days)).contains(DAY);
    }

    @Test
    void what_is_written_last_is_stored_although_nothing_is_asked_after_it() {
        database.transactInBulk(session -> {
            var absence = Absence.add(session, person, DAY.plusYears(1), DAY.plusYears(1));
            session.update(absence);
            return true;
        });

        assertThat(database.transact(WriteBehindTest::days)).contains(DAY.plusYears(1));
    }

    @Test
    void nothing_stays_of_a_transaction_that_fails() {
        assertThatThrownBy(() -> database.transactInBulk(session -> {
                    Absence.add(session, person, DAY.plusYears(2), DAY.plusYears(2));
                    days(session);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(database.transact(WriteBehindTest::days)).doesNotContain(DAY.plusYears(2));
    }

    @Test
    void what_fails_comes_out_as_it_is() {
        assertThatThrownBy(() -> database.transactInBulk(session ->
                        session.createNativeQuery("SELECT nothing", Long.class).getSingleResult()))
                .hasMessageContaining("nothing");
    }

    private static List<LocalDate> days(StatelessSession session) {
        return Absence.of(session, person).stream().map(Absence::firstDay).toList();
    }
}
