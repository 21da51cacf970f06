package kadens.inbox;

import java.util.List;

/**
 * A verdict with what it rests on.
 *
 * @param evidence what decided, weightiest first, each a plain string such as {@code Auto-Submitted: auto-replied};
 *     never empty
 */
public record Judgement(Verdict verdict, List<String> evidence) {

    public Judgement {
        evidence = List.copyOf(evidence);
    }

    static Judgement of(Verdict verdict, String... evidence) {
        return new Judgement(verdict, List.of(evidence));
    }
}
