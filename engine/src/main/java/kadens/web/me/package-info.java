/** The page of whoever is signed in, about themselves. */
@NullMarked
package kadens.web.me;

import org.jspecify.annotations.NullMarked;
