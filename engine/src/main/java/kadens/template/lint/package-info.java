/** Checks cadences and templates as a whole, before anybody is enrolled. */
@NullMarked
package kadens.template.lint;

import org.jspecify.annotations.NullMarked;
