/** What prospects wrote, and what is written back. */
@NullMarked
package kadens.web.conversations;

import org.jspecify.annotations.NullMarked;
