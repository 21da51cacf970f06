/** Sentences that people read, kept as key and values and spoken in their language. */
@NullMarked
package kadens.language;

import org.jspecify.annotations.NullMarked;
