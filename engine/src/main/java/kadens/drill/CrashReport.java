package kadens.drill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a crash drill found: the receiving side's record, held against what had to come and what the engine tells.
 *
 * @param doubled each letter that came twice, with the mails
 * @param lost each letter that did not come, with what the engine says of it
 * @param uncertain each mail that the engine lists as uncertain, and whether it came
 * @param kept letters of people whose enrollment was held or stopped, with the reason that a person is told
 * @param doubts why clean figures would prove nothing
 */
public record CrashReport(
        Tally tally,
        List<String> doubled,
        List<String> lost,
        List<String> uncertain,
        List<String> kept,
        List<String> doubts,
        Course course) {

    private static final String NEVER_CAME = "it did not come";

    /** What was done to the engine. */
    public record Course(int killsPlanned, int kills, int freezes, int faults, int ownEnds, long seconds) {}

    /** Whether nothing was doubled or lost, and enough was done to the engine to say so. */
    public boolean isClean() {
        return tally.isClean() && doubts.isEmpty();
    }

    static CrashReport of(List<Letter> letters, Receipts receipts, Ledger ledger, Course course, long seed) {
        var came = receipts.byLetter();
        var doubled = new ArrayList<String>();
        came.forEach((letter, mails) -> {
            if (mails.size() > 1) {
                doubled.add(letter + ": "
                        + mails.stream().sorted(Comparator.comparing(Taken::at)).toList());
            }
        });
        var lost = new ArrayList<String>();
        var kept = new ArrayList<String>();
        for (var letter : letters) {
            if (!came.containsKey(letter) && !isListed(ledger, letter)) {
                (isKept(ledger, letter) ? kept : lost).add(letter + ": " + said(ledger, letter));
            }
        }
        var uncertain = uncertain(ledger, came);
        var tally = new Tally(
                letters.size() - kept.size(),
                came.size(),
                doubled.size(),
                lost.size(),
                uncertain.size(),
                ledger.settled().size(),
                0,
                seed);
        var missing =
                uncertain.stream().filter(each -> each.endsWith(NEVER_CAME)).count();
        return new CrashReport(tally, doubled, lost, uncertain, kept, doubts(missing, kept.size(), course), course);
    }

    /** Each blow and fault leaves one mail open at most, and each of those holds its enrollment's next one back. */
    private static List<String> doubts(long missing, int kept, Course course) {
        var doubts = new ArrayList<String>();
        if (course.kills() < course.killsPlanned()) {
            doubts.add("only %d of %d kills".formatted(course.kills(), course.killsPlanned()));
        }
        var blows = course.kills() + course.freezes() + course.faults();
        if (missing > blows) {
            doubts.add("%d mails did not come and are uncertain, after %d blows and faults".formatted(missing, blows));
        }
        if (kept > missing) {
            doubts.add("%d mails were kept back, which %d uncertain ones do not explain".formatted(kept, missing));
        }
        return doubts;
    }

    /** Nobody knows whether it left, and a person can see that. */
    private static boolean isListed(Ledger ledger, Letter letter) {
        return ledger.of(letter).filter(Ledger.Entry::isUncertain).isPresent();
    }

    /** It was never handed over, and a person can see why it will not be. */
    private static boolean isKept(Ledger ledger, Letter letter) {
        var standing = ledger.standings().get(letter.recipient());
        var sent =
                ledger.of(letter).filter(entry -> entry.state().equals("sent")).isPresent();
        return !sent && standing != null && standing.isTold();
    }

    private static String said(Ledger ledger, Letter letter) {
        return ledger.of(letter).map(Object::toString).orElse("no message") + ", "
                + ledger.standings().get(letter.recipient());
    }

    private static List<String> uncertain(Ledger ledger, Map<Letter, List<Taken>> came) {
        return ledger.messages().entrySet().stream()
                .filter(entry -> entry.getValue().isUncertain())
                .map(entry -> "%s <%s>: %s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().messageId(),
                                came.containsKey(entry.getKey()) ? "it came" : NEVER_CAME))
                .toList();
    }
}
