package kadens.web.enrolling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import kadens.cadence.Cadence;
import kadens.enrollment.Selection;
import kadens.enrollment.Selection.Phase;
import kadens.enrollment.Selections;
import kadens.run.Engine;
import kadens.web.Moment;
import kadens.web.Texts;
import kadens.web.enrolling.EnrollPage.Group;
import kadens.web.enrolling.EnrollPage.Named;
import kadens.web.enrolling.EnrollPage.Result;
import org.hibernate.StatelessSession;

/** How far the enrolling of a selection has come, and why some were not enrolled. */
record ResultView(Engine engine, StatelessSession session, Selection selection, Texts texts) {

    private static final int REASONS_MAX = 2_000;

    Result of(Selections.Counts counts) {
        var now = engine.clock().instant();
        var name = String.valueOf(selection.cadence());
        var endedAt = selection.endedAt();
        return new Result(
                engine.cadences().find(name) instanceof Cadence cadence ? cadence.title() : name,
                endedAt == null ? null : Moment.ago(endedAt, engine.organizationZone(), now, texts),
                counts.done(),
                counts.enrolled(),
                counts.done() - counts.enrolled(),
                counts.held(),
                selection.phase() == Phase.ENROLLING ? 0 : counts.untouched(),
                selection.phase() == Phase.ENROLLING ? List.of() : reasons());
    }

    private List<Group> reasons() {
        var groups = new LinkedHashMap<String, List<Selections.Result>>();
        Selections.results(session, selection.id(), false, 0, REASONS_MAX)
                .forEach(result -> groups.computeIfAbsent(key(result), _ -> new ArrayList<>())
                        .add(result));
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .map(entry -> new Group(
                        texts.say(entry.getKey(), entry.getValue().size()),
                        entry.getValue().stream()
                                .limit(EnrollView.NAMED_MAX)
                                .map(result -> new Named(
                                        result.prospect().id(),
                                        result.prospect().displayName(),
                                        Moment.sentence(Objects.requireNonNull(result.reason()), texts)))
                                .toList(),
                        Math.max(0, entry.getValue().size() - EnrollView.NAMED_MAX)))
                .toList();
    }

    private static String key(Selections.Result result) {
        var reason = Objects.requireNonNull(result.reason()).key();
        return result.enrollmentId() != null
                ? "enrolling.held"
                : "enrolling.cannot." + reason.substring(reason.indexOf('.') + 1);
    }
}
