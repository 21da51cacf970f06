/** Cadence definitions, loaded from the templates folder. */
@NullMarked
package kadens.cadence;

import org.jspecify.annotations.NullMarked;
