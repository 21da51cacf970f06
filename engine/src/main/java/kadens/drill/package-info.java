/** Drills: the engine against mail servers that fail, processes that die and people who answer at the wrong moment. */
@NullMarked
package kadens.drill;

import org.jspecify.annotations.NullMarked;
