package kadens.prospect;

import java.util.List;
import org.hibernate.StatelessSession;

/** Told of what an import does, in the transaction that does it. */
interface ImportJournal {

    /** For who doesn't want to know. */
    ImportJournal NONE = new ImportJournal() {};

    /** A batch begins. */
    default void begins(StatelessSession session) {}

    /** These are about to be given other values; the database still has the old ones. */
    default void changing(StatelessSession session, List<Prospect> prospects) {}

    /** These are new. */
    default void created(StatelessSession session, List<Prospect> prospects) {}

    /**
     * Everything up to a line is stored.
     *
     * @param fresh the problems since the last time
     */
    default void stored(StatelessSession session, ImportSums sums, List<RowProblem> fresh, long line, long bytesRead) {}
}
