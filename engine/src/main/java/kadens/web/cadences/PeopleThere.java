package kadens.web.cadences;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.State;
import kadens.enrollment.StepCounts;
import kadens.enrollment.Worklist;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.web.Failure;
import kadens.web.Line;
import kadens.web.Pages;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Who is where in a cadence, as far as whoever asks may see them. */
final class PeopleThere {

    private static final int LINES_MAX = 100;

    private final Engine engine;
    private final Pages pages;

    PeopleThere(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /** @param step its title; null: wherever they are */
    record TherePage(String name, String title, @Nullable String step, StateView state, List<Line> lines, int max) {}

    void show(Context context) {
        var loaded = CadencesPages.named(engine, context);
        var asked = context.queryParam("state");
        var state = asked == null
                ? State.ACTIVE
                : Arrays.stream(State.values())
                        .filter(each -> each.word().equals(asked))
                        .findFirst()
                        .orElseThrow(Failure::notFound);
        var key = context.queryParam("step");
        var texts = Visitor.texts(context);
        pages.show(context, "cadence-people", engine.database().transact(session -> {
            var keys = key == null
                    ? null
                    : loaded instanceof Cadence cadence && cadence.step(key).isPresent()
                            ? engine.nextSteps().names(session, cadence).of(key)
                            : Set.of(key);
            var rows = StepCounts.people(session, loaded.name(), state, keys, Seen.by(session, context), LINES_MAX);
            var step = key == null
                    ? null
                    : CadencesPages.steps(loaded)
                            .filter(each -> each.key().equals(key))
                            .map(Step::title)
                            .findFirst()
                            .orElse(key);
            return new TherePage(
                    loaded.name(),
                    CadencesPages.title(loaded),
                    step,
                    StateView.of(state, texts),
                    lines(session, rows, texts),
                    LINES_MAX);
        }));
    }

    private List<Line> lines(StatelessSession session, List<Worklist.Line> rows, Texts texts) {
        var writer = Line.Writer.plain(engine, session, texts, engine.clock().instant());
        var mailboxes = new HashMap<Long, Optional<Mailbox>>();
        return rows.stream()
                .map(row -> writer.line(
                        row,
                        mailboxes
                                .computeIfAbsent(
                                        row.enrollment().mailboxId(),
                                        id -> engine.mailboxes().byId(session, id))
                                .orElse(null)))
                .toList();
    }
}
