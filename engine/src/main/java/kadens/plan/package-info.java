/** When the next step goes out, and the ordered reasons for it. Pure: no database, no clock. */
@NullMarked
package kadens.plan;

import org.jspecify.annotations.NullMarked;
