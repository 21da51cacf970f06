package kadens.drill;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The figures that every drill ends with.
 *
 * @param due letters that had to come
 * @param sent those that came, by the receiving side's record
 * @param doubled those that came more than once
 * @param lost those that neither came nor are told of as uncertain
 * @param uncertain mails that the engine lists as uncertain at the end
 * @param settled mails that were uncertain and of which a sign was found
 * @param late follow-ups that came though an answer lay in the mailbox when its run began
 * @param seed gives the same decisions again
 */
public record Tally(long due, long sent, long doubled, long lost, long uncertain, long settled, long late, long seed) {

    public boolean isClean() {
        return doubled == 0 && lost == 0 && late == 0;
    }

    /** For programs. */
    public SequencedMap<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("due", due);
        values.put("sent", sent);
        values.put("doubled", doubled);
        values.put("lost", lost);
        values.put("uncertain", uncertain);
        values.put("settled", settled);
        values.put("late", late);
        values.put("seed", seed);
        return values;
    }
}
