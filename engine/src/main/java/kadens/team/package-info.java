/** The people who sell. */
@NullMarked
package kadens.team;

import org.jspecify.annotations.NullMarked;
