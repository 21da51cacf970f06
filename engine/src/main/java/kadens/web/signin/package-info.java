/** Signing in and out, and the one-time links with which somebody sets a password. */
@NullMarked
package kadens.web.signin;

import org.jspecify.annotations.NullMarked;
