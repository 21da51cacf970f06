package kadens.plan;

import kadens.language.Sentence;

/** The planner's answer. */
public sealed interface Planned permits Plan, Planned.Never {

    /** There is no time at which the step may go out, and why; a person has to change something. */
    record Never(Sentence why) implements Planned {}
}
