/** What came of the mails of a cadence, and what that says about its variants. */
@NullMarked
package kadens.results;

import org.jspecify.annotations.NullMarked;
