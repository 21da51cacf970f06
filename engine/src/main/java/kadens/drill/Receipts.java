package kadens.drill;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The receiving side's record: each mail that was taken, as often as it was. */
final class Receipts {

    private final Queue<Taken> all = new ConcurrentLinkedQueue<>();

    void add(Taken mail) {
        all.add(mail);
    }

    /** How many mails were taken, doubles included. */
    int count() {
        return all.size();
    }

    List<Taken> all() {
        return List.copyOf(all);
    }

    /** By letter; more than one mail of a letter is a double. */
    Map<Letter, List<Taken>> byLetter() {
        return all.stream().collect(Collectors.groupingBy(Taken::letter, TreeMap::new, Collectors.toList()));
    }
}
