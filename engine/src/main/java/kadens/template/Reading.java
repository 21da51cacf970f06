package kadens.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kadens.cadence.Problem;

/** What came of reading a step's file, before it is rendered for anybody. */
public sealed interface Reading {

    /**
     * A file that compiles.
     *
     * @param file relative to the templates folder
     * @param source all of it, headers too
     * @param uses in the file and in the snippets that it includes
     * @param snippets relative to the templates folder
     */
    record Text(Path file, String source, List<Use> uses, Set<Path> snippets) implements Reading {}

    /** A file that does not, and why. */
    record Unreadable(Problem problem) implements Reading {}
}
