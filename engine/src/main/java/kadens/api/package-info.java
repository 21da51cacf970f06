/** JSON for programs. */
@NullMarked
package kadens.api;

import org.jspecify.annotations.NullMarked;
