package kadens.prospect;

import kadens.team.Sight;
import org.jspecify.annotations.Nullable;

/**
 * What an import may do.
 *
 * @param ownerId whose the new prospects become; null: shared by all
 * @param updates whether prospects that are known already are changed
 * @param sight whose prospects may be changed: a row about anybody else's is refused
 */
record ImportRules(@Nullable Long ownerId, boolean updates, Sight sight) {

    /** Of the command line: new ones are everybody's, and everything may be changed. */
    static final ImportRules ANY = new ImportRules(null, true, Sight.ALL);
}
