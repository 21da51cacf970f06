package kadens.cli;

import kadens.enrollment.Replanning;
import kadens.run.Engine;

/** Plans anew after a rule has changed, and tells what came of it. */
final class PlannedAnew {

    private long moved;
    private long held;

    /** Of all mailboxes. */
    static PlannedAnew all(Engine engine) {
        var all = new PlannedAnew();
        all.add(engine.replanning().run(null));
        return all;
    }

    /** Of these mailboxes. */
    static PlannedAnew of(Engine engine, Iterable<Long> mailboxIds) {
        var some = new PlannedAnew();
        mailboxIds.forEach(id -> some.add(engine.replanning().run(id)));
        return some;
    }

    long moved() {
        return moved;
    }

    long held() {
        return held;
    }

    /** How many steps were moved, as a sentence of its own. */
    String words() {
        return (moved == 0
                        ? "No step got another time."
                        : moved == 1 ? "1 step got another time." : moved + " steps got another time.")
                + (held == 0 ? "" : " " + held + " have no time any more and are held; 'kadens status' says why.");
    }

    private void add(Replanning.Outcome outcome) {
        moved += outcome.moved();
        held += outcome.held();
    }
}
