/** FreeMarker, locked down: rendering and checking of what a step says. */
@NullMarked
package kadens.template;

import org.jspecify.annotations.NullMarked;
