/** Commands: what a person types, checked, carried out and answered in plain words or JSON lines. */
@NullMarked
package kadens.cli;

import org.jspecify.annotations.NullMarked;
