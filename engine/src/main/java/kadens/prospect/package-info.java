/** Prospects, their accounts, import from CSV, and the suppression list. */
@NullMarked
package kadens.prospect;

import org.jspecify.annotations.NullMarked;
