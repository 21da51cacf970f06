package kadens.template;

import java.util.List;
import java.util.Locale;
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
     * @param attachments in the order of the step
     * @param version changes when a file changes that it was made of
     * @param variant the name of the variant that it was made of
     * @param language of the text
     */
    record Rendered(
            @Nullable String subject,
            @Nullable String preheader,
            String html,
            String text,
            List<Attachment> attachments,
            String version,
            String variant,
            Locale language)
            implements Rendering {}

    /** Nothing to send, and why. */
    record Unrenderable(Problem problem) implements Rendering {}
}
