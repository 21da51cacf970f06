/** The page that a working day begins on: what needs me? */
@NullMarked
package kadens.web.today;

import org.jspecify.annotations.NullMarked;
