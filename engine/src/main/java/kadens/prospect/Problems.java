package kadens.prospect;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far: the first thousand are kept, the others counted. */
final class Problems {

    static final int KEPT_MAX = 1000;

    private final List<RowProblem> kept = new ArrayList<>();
    private long count;

    void add(RowProblem problem) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(problem);
        }
    }

    long count() {
        return count;
    }

    List<RowProblem> kept() {
        return List.copyOf(kept);
    }
}
