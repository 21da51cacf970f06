package kadens.template.lint;

import java.util.Locale;

/** How bad a finding is; the worst first. */
public enum Severity {
    /** A mail that nobody should get, or that can't be sent. */
    ERROR,
    /** A mail that some will not get, or will not like. */
    WARNING,
    /** Worth knowing. */
    HINT;

    /** As it is written for people and programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
