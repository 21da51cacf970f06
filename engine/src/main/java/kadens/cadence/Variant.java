package kadens.cadence;

import java.util.List;

/**
 * One of several versions of an email step.
 *
 * @param name a letter from a to z, as in the name of its file: {@code intro.b.ftlh}
 * @param weight how many get it, measured against the other variants' weights; with 0 nobody new does
 * @param texts at least one; exactly one of them without a language
 */
public record Variant(String name, int weight, List<Text> texts) {

    /** The variant of a file that names none: {@code intro.ftlh}. */
    public static final String FIRST = "a";

    public Variant {
        texts = List.copyOf(texts);
    }
}
