/** The mailboxes: how they are, connecting them, and changing how they send. */
@NullMarked
package kadens.web.mailboxes;

import org.jspecify.annotations.NullMarked;
