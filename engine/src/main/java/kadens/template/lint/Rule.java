package kadens.template.lint;

import java.nio.file.Path;
import java.util.Locale;
import kadens.cadence.Problem;
import kadens.language.Sentence;

/**
 * What is looked for. Its sentences are {@code lint.ID} and {@code lint.mend.ID}, save for the first two, whose
 * problems bring their own.
 */
public enum Rule {
    /** A cadence.yaml that can't be used. */
    CADENCE(Severity.ERROR),
    /** A step that can't be read, or not be rendered even with every value filled in. */
    TEMPLATE(Severity.ERROR),
    MISSING_FALLBACK(Severity.WARNING),
    /** 15 U.S.C. 7704(a)(3) and markedsføringsloven § 15 ask for a way out in every mail. */
    NO_UNSUBSCRIBE(Severity.ERROR),
    UNUSED_FILE(Severity.WARNING),
    UNUSED_SNIPPET(Severity.HINT),
    /** Its own day or time lies outside its window. */
    OUTSIDE_WINDOW(Severity.WARNING),
    LONG_SUBJECT(Severity.WARNING),
    /** SpamAssassin's SUBJ_ALL_CAPS. */
    LOUD_SUBJECT(Severity.WARNING),
    /** A reply to nothing: a deceptive subject by 15 U.S.C. 7704(a)(2). */
    FAKE_REPLY(Severity.ERROR),
    BAD_LINK(Severity.ERROR),
    INSECURE_LINK(Severity.WARNING),
    /** Others share its reputation, and nobody sees where it leads. */
    SHORTENED_LINK(Severity.WARNING),
    BAD_IMAGE(Severity.ERROR),
    /** WCAG 1.1.1; many inboxes show no images at first. */
    NO_ALT(Severity.WARNING),
    /** SpamAssassin's HTML_IMAGE_ONLY rules. */
    IMAGE_ONLY(Severity.WARNING),
    /** RFC 2046, 5.1.4: the alternatives say the same. */
    TEXT_DIFFERS(Severity.WARNING);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** As it is written in reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    Finding at(Path file, int line, int column, Object... values) {
        return of(new Problem(
                file, line, column, Sentence.of("lint." + id(), values), Sentence.of("lint.mend." + id(), values)));
    }

    Finding of(Problem problem) {
        return new Finding(this, problem);
    }
}
