/** Pages for people. */
@NullMarked
package kadens.web;

import org.jspecify.annotations.NullMarked;
