package kadens.template.lint;

import java.util.Comparator;
import kadens.cadence.Problem;

/** Something that a rule found. */
public record Finding(Rule rule, Problem problem) {

    static final Comparator<Finding> IN_ORDER = Comparator.comparing(
                    (Finding finding) -> finding.problem().file())
            .thenComparing(finding -> finding.problem().line())
            .thenComparing(finding -> finding.problem().column())
            .thenComparing(Finding::rule);

    public Severity severity() {
        return rule.severity();
    }
}
