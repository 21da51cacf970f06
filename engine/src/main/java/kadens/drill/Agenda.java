package kadens.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What is to happen at a number of a mail; each thing once, at the first moment that fits. */
final class Agenda<T> {

    private final List<T> open;
    private final ToIntFunction<T> number;

    /** @param all by rising number */
    Agenda(List<T> all, ToIntFunction<T> number) {
        this.open = new ArrayList<>(all);
        this.number = number;
    }

    /** The first thing whose number has come and that fits; it is off the agenda. */
    synchronized Optional<T> take(long mail, Predicate<T> fits) {
        for (int i = 0; i < open.size() && number.applyAsInt(open.get(i)) <= mail; i++) {
            if (fits.test(open.get(i))) {
                return Optional.of(open.remove(i));
            }
        }
        return Optional.empty();
    }

    synchronized int open() {
        return open.size();
    }

    /** How many things are behind: their number has come. */
    synchronized long behind(long mail) {
        return open.stream().filter(each -> number.applyAsInt(each) <= mail).count();
    }
}
