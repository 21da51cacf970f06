package kadens.outbox;

import kadens.enrollment.StopReason;
import kadens.language.Sentence;
import kadens.plan.Plan;

/** The answer of one check before a step goes out. */
sealed interface Decision {

    record Go() implements Decision {}

    /** A person has to decide. */
    record Hold(Sentence why) implements Decision {}

    /** It ends here. */
    record Stop(StopReason reason, Sentence why) implements Decision {}

    /** Another time, by the planner. */
    record Later(Plan plan) implements Decision {}

    /** Another step comes first now, or none: the cadence has changed. */
    record Changed() implements Decision {}

    /** A call or task: a person does it. */
    record ByHand() implements Decision {}
}
