package kadens.prospect;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import kadens.language.Refusal;
import kadens.prospect.ImportBatch.Manner;
import kadens.prospect.ProspectImport.Start;
import kadens.prospect.Upload.Phase;
import kadens.store.Database;
import kadens.team.People;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with uploaded lists in the background: checked, imported, taken back. One at a time on a node; how far it
 * has come is stored with every batch.
 */
public final class UploadWork {

    private static final Logger LOG = LoggerFactory.getLogger(UploadWork.class);
    private static final int REFUSALS_OF_CHECK_MAX = 1000;
    private static final long BEAT_SECONDS = 15;

    private final Database database;
    private final InstantSource clock;
    private final ReentrantLock turns = new ReentrantLock(true);

    public UploadWork(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts what an import of the whole file would do, and stores nothing of it. */
    public void check(StatelessSession session, long id) {
        if (Uploads.moves(session, id, Phase.CHECKING, List.of(Phase.UPLOADED, Phase.CHECKED))) {
            reset(session, id);
            begin("check", id, this::checkNow);
        }
    }

    /** Imports the file, or goes on with it where it broke off. */
    public boolean start(StatelessSession session, long id) {
        var upload = Uploads.locked(session, id);
        var fresh = upload.phase() == Phase.CHECKED;
        if (!Uploads.moves(session, id, Phase.IMPORTING, List.of(Phase.CHECKED, Phase.INTERRUPTED))) {
            return false;
        }
        if (fresh) {
            reset(session, id);
            session.createNativeMutationQuery("UPDATE upload SET started_at = :now WHERE id = :id")
                    .setParameter("now", clock.instant())
                    .setParameter("id", id)
                    .executeUpdate();
        }
        begin("import", id, this::importNow);
        return true;
    }

    /**
     * Takes an import back as far as that can be.
     *
     * @param sight of who takes it back
     */
    public boolean undo(StatelessSession session, long id, Sight sight) {
        if (!Uploads.moves(session, id, Phase.UNDOING, List.of(Phase.IMPORTED, Phase.INTERRUPTED))) {
            return false;
        }
        begin("undo", id, upload -> new UploadUndo(database, clock, upload, sight).run());
        return true;
    }

    private static void reset(StatelessSession session, long id) {
        Uploads.of(session, "DELETE FROM upload_refusal WHERE upload_id = :id", id);
        Uploads.of(
                session,
                "UPDATE upload SET row_count = 0, bytes_read = 0, line_done = 0, created = 0, updated = 0,"
                        + " unchanged = 0, refused = 0 WHERE id = :id",
                id);
    }

    private void checkNow(Upload upload) {
        run(upload, true);
        ends(upload, Phase.CHECKING, Phase.CHECKED);
    }

    private void importNow(Upload upload) {
        run(upload, false);
        database.transactAlone(session -> {
            ends(session, upload, Phase.IMPORTING, Phase.IMPORTED);
            session.createNativeMutationQuery("UPDATE upload SET ended_at = :now WHERE id = :id")
                    .setParameter("now", clock.instant())
                    .setParameter("id", upload.id)
                    .executeUpdate();
            // Only the list of what was refused is made of it later on.
            Uploads.of(
                    session,
                    "DELETE p FROM upload_piece p JOIN upload u ON u.id = p.upload_id"
                            + " WHERE u.id = :id AND u.refused = 0",
                    upload.id);
        });
    }

    private void run(Upload upload, boolean dry) {
        var sight = database.transact(session -> Sight.of(session, People.get(session, upload.personId)));
        var rules = new ImportRules(upload.ownerId, upload.updates, sight);
        var manner = new Manner(rules, new UploadJournal(upload.id, dry ? REFUSALS_OF_CHECK_MAX : Integer.MAX_VALUE), dry);
        Uploads.withFile(database, upload, file -> {
            var csv = CsvFile.open(file, upload.headed);
            var start = dry ? Start.AT_THE_TOP : new Start(upload.lineDone, upload.sums());
            return new ProspectImport(database, clock)
                    .run(csv, Columns.at(csv, upload.meanings()), start, manner, Progress.NONE);
        });
    }

    private void begin(String what, long id, Consumer<Upload> work) {
        Thread.ofVirtual().name(what + "-" + id).start(() -> {
            try {
                awaitTurn(id);
                try {
                    database.transact(session -> Uploads.byId(session, id))
                            .filter(upload -> upload.phase().busy())
                            .ifPresent(work);
                } finally {
                    turns.unlock();
                }
            } catch (Refusal refusal) {
                breaksOff(id, refusal.words());
            } catch (RuntimeException e) {
                LOG.warn("The {} of upload {} broke off; what was stored is kept, and it can go on.", what, id, e);
                breaksOff(id, null);
            }
        });
    }

    /** Whoever waits for another import of this node is alive all the same. The transaction that began it ends first. */
    private void awaitTurn(long id) {
        try {
            while (!turns.tryLock(BEAT_SECONDS, TimeUnit.SECONDS)) {
                beat(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        beat(id); // waits for the row's lock, and so for that transaction
    }

    private void beat(long id) {
        database.transactAlone(session -> Uploads.of(session, "UPDATE upload SET beat_at = UTC_TIMESTAMP(6) WHERE id = :id", id));
    }

    private void breaksOff(long id, @Nullable String why) {
        try {
            database.transactAlone(session -> {
                Uploads.of(session, "UPDATE upload SET beat_at = '2000-01-01' WHERE id = :id", id);
                Uploads.noticeBroken(session);
                session.createNativeMutationQuery("UPDATE upload SET trouble = :why WHERE id = :id")
                        .setParameter("why", why)
                        .setParameter("id", id)
                        .executeUpdate();
            });
        } catch (RuntimeException e) {
            LOG.debug("That upload {} broke off is noticed when its page is opened.", id, e);
        }
    }

    private void ends(Upload upload, Phase from, Phase to) {
        database.transactAlone(session -> ends(session, upload, from, to));
    }

    private static void ends(StatelessSession session, Upload upload, Phase from, Phase to) {
        Uploads.moves(session, upload.id, to, List.of(from));
    }
}
