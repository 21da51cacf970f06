/** Pages where people upload a list of prospects, say what its columns are, and import it. */
@NullMarked
package kadens.web.importing;

import org.jspecify.annotations.NullMarked;
