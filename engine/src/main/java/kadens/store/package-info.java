/** The database: connections, the embedded server, migrations, transactions. */
@NullMarked
package kadens.store;

import org.jspecify.annotations.NullMarked;
