/** The whole engine on one machine with people who answer: embedded MariaDB, GreenMail, sample prospects. */
@NullMarked
package kadens.sandbox;

import org.jspecify.annotations.NullMarked;
