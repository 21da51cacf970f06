/** Quartz wiring and the run of a mailbox: the inbox first, then the outbox. */
@NullMarked
package kadens.run;

import org.jspecify.annotations.NullMarked;
