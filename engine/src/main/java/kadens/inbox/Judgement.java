package kadens.inbox;

import java.util.List;

/**
 * A verdict with what it rests on.
 *
 * @param evidence what decided, weightiest first, each a plain string such as {@code Auto-Submitted: auto-replied};
 *     never empty, and each cut to some 200 characters
 */
public record Judgement(Verdict verdict, List<String> evidence) {

    private static final int MAX_EVIDENCE_CHARS = 200;

    public Judgement {
        evidence = evidence.stream().map(Judgement::clip).toList();
    }

    static Judgement of(Verdict verdict, String... evidence) {
        return new Judgement(verdict, List.of(evidence));
    }

    private static String clip(String evidence) {
        return evidence.length() <= MAX_EVIDENCE_CHARS ? evidence : evidence.substring(0, MAX_EVIDENCE_CHARS) + "…";
    }
}
