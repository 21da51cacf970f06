/** Puts the pages of all rooms together and serves them. */
@NullMarked
package kadens.web.server;

import org.jspecify.annotations.NullMarked;
