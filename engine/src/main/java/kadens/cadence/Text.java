package kadens.cadence;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file with the words of an email step.
 *
 * @param language for prospects of this language; null for everybody for whom there is no text of their own
 * @param file in the cadence's folder
 */
public record Text(@Nullable Locale language, Path file) {

    /** Whether it is written in HTML; else it is plain text. */
    public boolean isHtml() {
        return file.toString().endsWith(StepFiles.HTML);
    }
}
