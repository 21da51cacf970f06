package kadens.inbox;

import java.util.List;

/**
 * A verdict with what it rests on.
 *
 * @param evidence what decided, weightiest first; never empty
 */
public record Judgement(Verdict verdict, List<Sign> evidence) {

    public Judgement {
        evidence = List.copyOf(evidence);
    }

    static Judgement of(Verdict verdict, Sign... evidence) {
        return new Judgement(verdict, List.of(evidence));
    }
}
