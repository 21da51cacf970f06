package kadens.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the IMAP connections of this node open between runs, one a mailbox: a run need not log in, and what comes
 * meanwhile is heard of. Other programs want their share of the connections too (Gmail: 15 an account).
 */
public final class KeptConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnections.class);

    /** An IDLE is to be issued anew before 29 minutes (RFC 2177), and servers hang up after 30 (RFC 9051, 5.4). */
    private static final Duration UNUSED_MAX = Duration.ofMinutes(25);

    private static final Duration GOODBYE_MAX = Duration.ofSeconds(5);

    private final int keptMax;
    private final int listeningMax;
    private final Map<Long, Kept> all = new HashMap<>();
    private @Nullable LongConsumer hint;
    private boolean closed;

    /**
     * @param keptMax how many there are at most between runs; what is over is closed
     * @param listeningMax on how many of them is listened at most; the other mailboxes are read at their interval
     */
    public KeptConnections(int keptMax, int listeningMax) {
        this.keptMax = keptMax;
        this.listeningMax = listeningMax;
    }

    private record Kept(
            ServerUrl server, Store store, @Nullable Listening listening, long sinceNanos) {

        boolean isOld(long nowNanos) {
            return nowNanos - sinceNanos > UNUSED_MAX.toNanos();
        }

        /** Whether the connection still stands; it is quiet from now on. */
        boolean isAlive() {
            return (listening == null || listening.end()) && store.isConnected();
        }
    }

    /** From now on, the ids of mailboxes to which something came between their runs are told here. */
    public synchronized void listen(LongConsumer hint) {
        this.hint = hint;
    }

    /**
     * A logged-in connection, and nobody else's until it is closed: the kept one where it still stands and the settings are
     * the same, else another.
     */
    public Taken take(long mailboxId, ServerUrl server) throws MessagingException {
        var kept = remove(mailboxId);
        if (kept != null) {
            if (kept.server().equals(server) && kept.isAlive()) {
                return new Taken(mailboxId, server, kept.store());
            }
            close(kept);
        }
        return new Taken(mailboxId, server, Connections.imap(server));
    }

    /** The mailbox is not read any more. */
    public void drop(long mailboxId) {
        var kept = remove(mailboxId);
        if (kept != null) {
            close(kept);
        }
    }

    /**
     * Closes what has not been used for long: the mailbox is gone, or another node reads it. A mailbox that is read so
     * seldom by its interval is read once in between, which issues its IDLE anew.
     */
    public void tidy() {
        removeOld()
                .forEach((mailboxId, old) -> Thread.ofVirtual().name("goodbye").start(() -> leave(mailboxId, old)));
    }

    /** On a thread of its own, for the server may not answer. */
    private void leave(long mailboxId, Kept old) {
        close(old);
        if (old.listening() != null) {
            tell(mailboxId);
        }
    }

    /** Says goodbye to all servers, but waits for none that does not answer. */
    @Override
    public void close() {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        removeAll().forEach(kept -> threads.execute(() -> close(kept)));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GOODBYE_MAX.toSeconds(), TimeUnit.SECONDS)) {
                LOG.debug("some IMAP servers have not said goodbye");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    int kept() {
        synchronized (this) {
            return all.size();
        }
    }

    private synchronized @Nullable Kept remove(long mailboxId) {
        return all.remove(mailboxId);
    }

    private synchronized Map<Long, Kept> removeOld() {
        var now = System.nanoTime();
        var old = new HashMap<Long, Kept>();
        all.forEach((mailboxId, kept) -> {
            if (kept.isOld(now)) {
                old.put(mailboxId, kept);
            }
        });
        all.keySet().removeAll(old.keySet());
        return old;
    }

    private synchronized List<Kept> removeAll() {
        closed = true;
        var kept = new ArrayList<>(all.values());
        all.clear();
        return kept;
    }

    private synchronized boolean hasRoom() {
        return !closed && all.size() < keptMax;
    }

    private synchronized boolean maySomebodyListen() {
        return hint != null
                && all.values().stream()
                                .filter(kept -> kept.listening() != null)
                                .count()
                        < listeningMax;
    }

    private void keep(long mailboxId, ServerUrl server, Store store, long nextUid) {
        var listening = hasRoom() && maySomebodyListen() ? Listening.on(store, nextUid) : null;
        var kept = new Kept(server, store, listening, System.nanoTime());
        if (put(mailboxId, kept)) {
            if (listening != null) {
                listening.start(() -> tell(mailboxId));
            }
        } else {
            close(kept);
        }
    }

    private synchronized boolean put(long mailboxId, Kept kept) {
        return hasRoom() && all.putIfAbsent(mailboxId, kept) == null;
    }

    private void tell(long mailboxId) {
        LongConsumer told;
        synchronized (this) {
            told = hint;
        }
        if (told != null) {
            told.accept(mailboxId);
        }
    }

    private static void close(Kept kept) {
        if (kept.listening() != null) {
            kept.listening().end();
        }
        close(kept.store());
    }

    private static void close(Store store) {
        try {
            store.close();
        } catch (MessagingException e) {
            LOG.debug("an IMAP connection ended without a goodbye: {}", e.toString());
        }
    }

    /** A connection in use. It is closed for good unless all went well with it. */
    public final class Taken implements AutoCloseable {

        private final long mailboxId;
        private final ServerUrl server;
        private final Store store;
        private @Nullable Long nextUid;

        private Taken(long mailboxId, ServerUrl server, Store store) {
            this.mailboxId = mailboxId;
            this.server = server;
            this.store = store;
        }

        public Store store() {
            return store;
        }

        /**
         * It may be used again.
         *
         * @param nextUid the UIDNEXT of INBOX up to which it has been read
         */
        public void isWell(long nextUid) {
            this.nextUid = nextUid;
        }

        @Override
        public void close() {
            if (nextUid == null) {
                KeptConnections.close(store);
            } else {
                keep(mailboxId, server, store, nextUid);
            }
        }
    }
}
