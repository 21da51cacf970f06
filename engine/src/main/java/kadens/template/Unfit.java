package kadens.template;

import java.nio.file.Path;
import kadens.cadence.Problem;
import kadens.language.Sentence;

/** Carries a problem out of the depths of FreeMarker; never leaves this package. */
final class Unfit extends RuntimeException {

    private final transient Problem problem;

    Unfit(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Unfit(Path file, int line, int column, Sentence what, Sentence mend) {
        this(new Problem(file, line, column, what, mend));
    }

    /** A problem whose two sentences belong together: {@code template.x} and {@code template.mend.x}. */
    static Unfit of(Path file, int line, int column, String key, Object... values) {
        return new Unfit(
                file,
                line,
                column,
                Sentence.of("template." + key, values),
                Sentence.of("template.mend." + key, values));
    }

    Problem problem() {
        return problem;
    }
}
