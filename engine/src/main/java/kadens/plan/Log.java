package kadens.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sendings kept in memory, in the order in which they left. */
final class Log implements Sendings {

    private final List<Instant> times;

    Log(Collection<Instant> times) {
        this.times = new ArrayList<>(times);
    }

    /** A clock that was set back does not shake the order. */
    void add(Instant at) {
        int place = times.size();
        while (place > 0 && times.get(place - 1).isAfter(at)) {
            place--;
        }
        times.add(place, at);
    }

    @Override
    public int countAfter(Instant instant) {
        int count = 0;
        for (int i = times.size() - 1; i >= 0 && times.get(i).isAfter(instant); i--) {
            count++;
        }
        return count;
    }

    @Override
    public Instant newest(int n) {
        return times.get(times.size() - n);
    }
}
