package kadens.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.Cadences;
import kadens.template.Templates;
import kadens.template.lint.Finding;
import kadens.template.lint.Lint;

/** What is wrong with each cadence; looked for again when a file has changed. */
public final class Findings {

    private final Cadences cadences;
    private final Templates templates;
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    public Findings(Cadences cadences, Templates templates) {
        this.cadences = cadences;
        this.templates = templates;
    }

    private record Checked(String stamp, List<Finding> findings) {}

    /** @param stamp of the templates folder as it is now */
    public List<Finding> of(String cadence, String stamp) {
        var last = checked.get(cadence);
        if (last != null && last.stamp().equals(stamp)) {
            return last.findings();
        }
        var findings = new Lint(templates.folder(), cadences, templates).of(cadence);
        checked.put(cadence, new Checked(stamp, findings));
        return findings;
    }
}
