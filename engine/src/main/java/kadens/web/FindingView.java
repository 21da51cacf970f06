package kadens.web;

import java.util.List;
import java.util.regex.Pattern;
import kadens.cadence.Problem;
import kadens.template.lint.Finding;
import kadens.template.lint.Severity;

/**
 * Something that is wrong in a file, as it is shown at its line.
 *
 * @param word its severity as a word, beside icon and tone
 * @param line from 1; 0 where the whole file is meant
 * @param anchor where its line stands in the page that shows the file
 */
record FindingView(
        String word, String icon, String tone, String place, int line, String what, String mend, String anchor) {

    private static final Pattern CODE_FIRST = Pattern.compile("\\S+\\.\\S");

    static FindingView of(Finding finding, Texts texts) {
        return of(finding.severity(), finding.problem(), texts);
    }

    /** What keeps a mail from being written. */
    static FindingView of(Problem problem, Texts texts) {
        return of(Severity.ERROR, problem, texts);
    }

    private static FindingView of(Severity severity, Problem problem, Texts texts) {
        return new FindingView(
                texts.say("severity." + severity.word()),
                switch (severity) {
                    case ERROR -> "bounced";
                    case WARNING -> "held";
                    case HINT -> "note";
                },
                switch (severity) {
                    case ERROR -> "harm";
                    case WARNING -> "needs-you";
                    case HINT -> "quiet";
                },
                problem.place(),
                problem.line(),
                what(problem, texts) + ".",
                problem.mend().in(texts.locale()),
                SourceView.anchor(problem.file(), problem.line()));
    }

    /** As the beginning of a line; the name of a value stays as it is written. */
    static String what(Problem problem, Texts texts) {
        var words = problem.what().in(texts.locale());
        return CODE_FIRST.matcher(words).lookingAt() ? words : Moment.capitalized(words, texts.locale());
    }

    /** How many there are of each kind, in a few words; empty where there are none. */
    static String counted(List<Finding> findings, Texts texts) {
        return texts.say(
                        "studio.findings",
                        count(findings, Severity.ERROR),
                        count(findings, Severity.WARNING),
                        count(findings, Severity.HINT))
                .replaceFirst(",\\s*$", "");
    }

    static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
