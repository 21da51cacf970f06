/** The composition root: everything is wired here, once. */
@NullMarked
package kadens;

import org.jspecify.annotations.NullMarked;
