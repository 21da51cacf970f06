/** What came in: reading by horizon, parsing, verdicts, matching, and what follows from them. */
@NullMarked
package kadens.inbox;

import org.jspecify.annotations.NullMarked;
