/** Prospects and their companies: lists, pages, changes of many at once, duplicates, and the suppression list. */
@NullMarked
package kadens.web.prospects;

import org.jspecify.annotations.NullMarked;
