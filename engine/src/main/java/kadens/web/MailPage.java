package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail as it was sent or received.
 *
 * @param sent whether it is ours
 * @param state what is known of it: its delivery, or its verdict
 * @param facts what else is known, a label and a value each
 * @param madeOf the texts of ours that it was made of, a label and a value each; empty for a received mail
 * @param writtenWith the values that stood in the place of the texts' names, by name; empty where they were not kept
 * @param evidence what the verdict rests on, weightiest first; empty for a mail of ours
 * @param judging what a person may say that it is; null for a mail of ours, and where it is about nobody known
 * @param frame where its HTML is shown; null where it has none
 */
record MailPage(
        boolean sent,
        String subject,
        String who,
        Moment at,
        String state,
        String tone,
        @Nullable Long enrollment,
        @Nullable String enrollmentName,
        List<Fact> facts,
        List<Fact> madeOf,
        List<Fact> writtenWith,
        List<String> evidence,
        @Nullable Judging judging,
        @Nullable String newText,
        String text,
        @Nullable String frame,
        String raw) {

    record Fact(String label, String value) {}
}
