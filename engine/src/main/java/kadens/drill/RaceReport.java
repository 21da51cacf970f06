package kadens.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reply race found, by the receiving side's record.
 *
 * @param late each follow-up that came in a run that began when the answer lay in the mailbox
 * @param lost each mail that had to come and did not
 * @param doubled each mail that came twice
 * @param during follow-ups that came though an answer did, but only while the run went on
 * @param followUps follow-ups to people who never answered: all must come
 * @param kinds how often each kind of history occurred
 * @param runs of all mailboxes
 */
public record RaceReport(
        Tally tally,
        List<String> late,
        List<String> lost,
        List<String> doubled,
        int during,
        int followUps,
        Map<String, Integer> kinds,
        int runs,
        long seconds) {

    /** Judges history by history. */
    static final class Judging {

        private final RaceScript script;
        private final Answers answers;
        private final List<String> late = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final Map<String, Integer> kinds = new TreeMap<>();
        private int due;
        private int during;
        private int followUps;

        Judging(RaceScript script, Answers answers) {
            this.script = script;
            this.answers = answers;
        }

        void judge(History history, Weather weather) {
            history.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            kinds.merge("imap " + weather.kind(), 1, Integer::sum);
            var to = Crowd.prospect(history.number());
            due++;
            if (script.run(new Letter(to, "intro")).isEmpty()) {
                lost.add("intro to " + to);
            }
            var sentIn = script.run(new Letter(to, "follow-up"));
            var storedAt = answers.storedAt(history);
            if (storedAt.isEmpty()) {
                due++;
                followUps += sentIn.isPresent() ? 1 : 0;
                if (sentIn.isEmpty()) {
                    lost.add("follow-up to " + to + " " + history + " " + weather);
                }
            } else if (sentIn.isPresent() && storedAt.getAsInt() < sentIn.getAsInt()) {
                late.add("follow-up to %s in run %d, answered after run %d had begun: %s %s"
                        .formatted(to, sentIn.getAsInt(), storedAt.getAsInt(), history, weather));
            } else if (sentIn.isPresent() && history.timing() != History.Timing.AFTERWARDS) {
                during++;
            }
        }

        RaceReport report(Receipts receipts, int runs, long seconds, long seed) {
            var letters = receipts.byLetter();
            var doubled = letters.entrySet().stream()
                    .filter(entry -> entry.getValue().size() > 1)
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .toList();
            var tally = new Tally(due, letters.size(), doubled.size(), lost.size(), 0, 0, late.size(), seed);
            return new RaceReport(tally, late, lost, doubled, during, followUps, kinds, runs, seconds);
        }
    }
}
