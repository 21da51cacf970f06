/** What holds for the organization, its people and teams, and who did what. */
@NullMarked
package kadens.web.settings;

import org.jspecify.annotations.NullMarked;
