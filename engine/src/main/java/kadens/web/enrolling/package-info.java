/** Pages where people enroll those they have chosen. */
@NullMarked
package kadens.web.enrolling;

import org.jspecify.annotations.NullMarked;
