package kadens.drill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many runs of each mailbox have begun, counted before the engine is called. */
final class Runs {

    private final Map<String, Integer> begun = new ConcurrentHashMap<>();

    void begin(String mailbox) {
        begun.merge(mailbox, 1, Integer::sum);
    }

    int begun(String mailbox) {
        return begun.getOrDefault(mailbox, 0);
    }
}
