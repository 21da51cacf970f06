package kadens.drill;

import jakarta.persistence.Tuple;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says at the end, by letter and by person.
 *
 * @param messages its mails
 * @param standings where each person's enrollment stands
 * @param settled the mails that were uncertain and are known to have left
 */
record Ledger(Map<Letter, Entry> messages, Map<String, Standing> standings, Set<Letter> settled) {

    /** One mail. */
    record Entry(String messageId, String state) {

        boolean isUncertain() {
            return state.equals("uncertain");
        }
    }

    /** @param why the stored sentence; null where there is none */
    record Standing(String state, @Nullable String why) {

        /** Nothing more goes out, and a person is told why. */
        boolean isTold() {
            return (state.equals("held") || state.equals("stopped")) && why != null;
        }
    }

    static Ledger read(Database database) {
        return database.transact(session -> new Ledger(messages(session), standings(session), settled(session)));
    }

    Optional<Entry> of(Letter letter) {
        return Optional.ofNullable(messages.get(letter));
    }

    private static Map<Letter, Entry> messages(StatelessSession session) {
        var all = new TreeMap<Letter, Entry>();
        session.createNativeQuery("SELECT recipient, step_key, message_id, state FROM message", Tuple.class)
                .getResultList()
                .forEach(row -> all.put(
                        letter(row), new Entry(row.get("message_id", String.class), row.get("state", String.class))));
        return all;
    }

    private static Map<String, Standing> standings(StatelessSession session) {
        var all = new TreeMap<String, Standing>();
        session.createNativeQuery(
                        "SELECT prospect.email, enrollment.state, enrollment.reason FROM enrollment"
                                + " JOIN prospect ON prospect.id = enrollment.prospect_id",
                        Tuple.class)
                .getResultList()
                .forEach(row -> all.put(
                        row.get("email", String.class),
                        new Standing(row.get("state", String.class), row.get("reason", String.class))));
        return all;
    }

    private static Set<Letter> settled(StatelessSession session) {
        var all = new HashSet<Letter>();
        session.createNativeQuery(
                        "SELECT DISTINCT message.recipient, message.step_key FROM timeline"
                                + " JOIN message ON message.id = timeline.message_id"
                                + " WHERE timeline.sentence LIKE '%\"uncertain.found\"%' AND message.state = 'sent'",
                        Tuple.class)
                .getResultList()
                .forEach(row -> all.add(letter(row)));
        return all;
    }

    private static Letter letter(Tuple row) {
        return new Letter(row.get("recipient", String.class), row.get("step_key", String.class));
    }
}
