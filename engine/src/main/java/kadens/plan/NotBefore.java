package kadens.plan;

import java.time.Instant;
import kadens.language.Sentence;

/** A rule beside the delay that keeps a step back, such as a cap of the recipient's company. */
public record NotBefore(Instant at, Sentence why) {}
