package kadens.cadence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kadens.language.Sentence;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The problems found so far in one file. */
final class Problems {

    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /** A problem of the file as a whole. */
    void add(String what, String mend) {
        add(Optional.empty(), Sentence.of(what), Sentence.of(mend));
    }

    void add(Optional<Mark> mark, Sentence what, Sentence mend) {
        var line = mark.map(Mark::getLine).orElse(-1) + 1;
        var column = mark.map(Mark::getColumn).orElse(-1) + 1;
        found.add(new Problem(file, line, column, what, mend));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted(Problem.IN_ORDER).toList();
    }
}
