package kadens.template;

import kadens.cadence.Problem;
import org.jspecify.annotations.Nullable;

/** What came of rendering a step for one prospect. */
public sealed interface Rendering {

    /**
     * A finished email.
     *
     * @param subject null continues the thread of the step before
     * @param preheader what an inbox shows after the subject; null for none
     * @param html a whole document
     * @param text the same as plain text, lines ending in {@code \n}
     * @param version changes when the step's file or a snippet changes
     */
    record Rendered(@Nullable String subject, @Nullable String preheader, String html, String text, String version)
            implements Rendering {}

    /** Nothing to send, and why. */
    record Unrenderable(Problem problem) implements Rendering {}
}
