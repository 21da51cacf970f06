/** The palette: a few letters lead to any page, person, company or cadence. */
@NullMarked
package kadens.web.palette;

import org.jspecify.annotations.NullMarked;
