/** Enrollments, their transitions, and the timeline that tells what happened. */
@NullMarked
package kadens.enrollment;

import org.jspecify.annotations.NullMarked;
