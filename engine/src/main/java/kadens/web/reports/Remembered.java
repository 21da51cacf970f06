package kadens.web.reports;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that took long to find, kept for a while in proportion: one that took a second serves for a minute, one that took
 * a moment is found anew. The page says how old what it shows is.
 */
final class Remembered {

    private static final long TIMES_AS_LONG = 60;
    private static final long NANOS_MAX = 5 * 60 * 1_000_000_000L;
    private static final int ANSWERS_MAX = 200;

    private final ConcurrentHashMap<Object, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Object value, long untilNanos) {}

    /** @param question equal for equal questions */
    <T> T answer(Object question, Class<T> type, Supplier<T> find) {
        var known = answers.get(question);
        if (known != null && known.untilNanos - System.nanoTime() > 0) {
            return type.cast(known.value);
        }
        var begun = System.nanoTime();
        var value = find.get();
        var ended = System.nanoTime();
        if (answers.size() >= ANSWERS_MAX) {
            answers.clear();
        }
        answers.put(question, new Answer(value, ended + Math.min(NANOS_MAX, TIMES_AS_LONG * (ended - begun))));
        return value;
    }
}
