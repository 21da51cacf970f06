package kadens.drill;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What one prospect does about the first mail, and what becomes of the answer.
 *
 * @param number the prospect's
 * @param timing when the answer is stored on the server; the other components mean nothing in a silent history
 * @param place the folder in which it is stored
 * @param read whether it is marked as read
 * @param moved when somebody moves it
 * @param target where to
 */
record History(int number, Timing timing, Place place, boolean read, Author author, Moved moved, Place target) {

    /** When the answer is stored, told by the run in which the follow-up is due. */
    enum Timing {
        SILENT,
        /** Half way between the mails; another run lies between. */
        EARLY,
        /** A second before the due time; no run lies between. */
        JUST_BEFORE,
        /** At the run's first IMAP command. */
        RUN_BEGINS,
        /** When the inbox has been read and the other folders have not. */
        WHILE_READING,
        /** At LOGOUT: before anything is claimed. */
        AFTER_READING,
        /** At the RCPT of the follow-up. */
        WHILE_SENDING,
        /** When the run is over. */
        AFTERWARDS
    }

    enum Place {
        INBOX("INBOX"),
        JUNK("Junk"),
        ARCHIVE("Archive"),
        CUSTOMERS("Customers");

        final String folder;

        Place(String folder) {
            this.folder = folder;
        }
    }

    enum Author {
        THEMSELVES_IN_THREAD,
        THEMSELVES_ANEW,
        ALIAS_IN_THREAD,
        COLLEAGUE_ANEW
    }

    enum Moved {
        NEVER,
        BEFORE_THE_RUN,
        AS_THE_RUN_BEGINS,
        WHILE_READING
    }

    /** A quarter is silent: the follow-ups that must come. A quarter answers just before: those that must not. */
    static History of(int number, long seed) {
        var random = new SplittableRandom(31 * seed + number);
        random.nextInt(); // neighbours begin alike
        var timing = switch (random.nextInt(4)) {
            case 0 -> Timing.SILENT;
            case 1 -> Timing.JUST_BEFORE;
            default -> any(random, Timing.values());
        };
        var place = any(random, Place.values());
        var target = Place.values()[
                (place.ordinal() + 1 + random.nextInt(Place.values().length - 1)) % Place.values().length];
        return new History(
                number,
                timing,
                place,
                random.nextBoolean(),
                any(random, Author.values()),
                timing == Timing.JUST_BEFORE ? any(random, Moved.values()) : Moved.NEVER,
                target);
    }

    /** What is counted, so that nobody takes a kind for tried that never occurred. */
    List<String> kinds() {
        return timing == Timing.SILENT
                ? List.of("timing " + timing)
                : List.of(
                        "timing " + timing,
                        "place " + place,
                        read ? "read" : "unread",
                        "author " + author,
                        "moved " + moved + (moved == Moved.NEVER ? "" : " from " + place + " to " + target));
    }

    private static <T> T any(RandomGenerator random, T[] all) {
        return all[random.nextInt(all.length)];
    }
}
