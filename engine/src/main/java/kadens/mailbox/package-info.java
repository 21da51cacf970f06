/** Sending addresses: their servers, credentials, limits, connections and health. */
@NullMarked
package kadens.mailbox;

import org.jspecify.annotations.NullMarked;
