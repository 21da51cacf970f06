/** The cadences: how they do, who is where in them, and pausing them. */
@NullMarked
package kadens.web.cadences;

import org.jspecify.annotations.NullMarked;
