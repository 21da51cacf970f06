/** What goes out: claims, checks, composing, SMTP, and settling sends whose outcome is unknown. */
@NullMarked
package kadens.outbox;

import org.jspecify.annotations.NullMarked;
