package kadens.prospect;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far: the first thousand are kept, the others counted. */
final class Problems {

    static final int KEPT_MAX = 1000;

    private final List<RowProblem> kept = new ArrayList<>();
    private List<RowProblem> fresh = new ArrayList<>();
    private long count;

    void add(RowProblem problem) {
        count++;
        fresh.add(problem);
        if (kept.size() < KEPT_MAX) {
            kept.add(problem);
        }
    }

    long count() {
        return count;
    }

    /** All that were added since this was asked last. */
    List<RowProblem> takeFresh() {
        var taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }

    /** How many {@link #takeFresh} would answer. */
    int freshCount() {
        return fresh.size();
    }

    List<RowProblem> kept() {
        return List.copyOf(kept);
    }
}
