/** Reports: what came of what was sent, one question a page, as tables, charts and files. */
@NullMarked
package kadens.web.reports;

import org.jspecify.annotations.NullMarked;
