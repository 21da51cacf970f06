package kadens.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a crash drill. One that is killed is started again at once. */
final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final long LOOK_NANOS = 20_000_000;

    /** A blow waits inside an SMTP dialogue, whose client must not give it up for that. */
    private static final Duration BLOW_WAIT_MAX = Duration.ofSeconds(10);

    private final NodeProcess.Recipe recipe;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private final AtomicInteger ownEnds = new AtomicInteger();
    private boolean closed;

    Fleet(NodeProcess.Recipe recipe, int size) {
        this.recipe = recipe;
        IntStream.range(0, size).forEach(_ -> nodes.add(NodeProcess.start(recipe)));
    }

    int kills() {
        return kills.get();
    }

    int freezes() {
        return freezes.get();
    }

    /** How many nodes ended though nobody killed them. */
    int ownEnds() {
        return ownEnds.get();
    }

    long ready() {
        return all().stream().filter(NodeProcess::isReady).count();
    }

    /** Waits until so many are at work, but no longer than this. */
    void await(int ready, Duration max) throws InterruptedException {
        var end = System.nanoTime() + max.toNanos();
        while (ready() < ready && !isClosed() && System.nanoTime() < end) {
            tend();
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Hits a node, if it can once all but one are at work; answers whether it hit one. */
    boolean strike(CrashPlan.Blow blow, int clientPort) throws InterruptedException, IOException {
        await(Math.max(1, all().size() - 1), BLOW_WAIT_MAX);
        var holder = holder(clientPort);
        var target = blow.holder() && holder.isPresent() ? holder.get() : other(blow.node(), holder);
        if (!target.isAlive()) {
            return false;
        }
        LOG.info("{} hits process {}{}", blow, target.id(), holder.isPresent() ? "" : ", whose mail it is is unknown");
        if (blow.kills()) {
            target.kill();
            kills.incrementAndGet();
            tend();
        } else {
            target.freeze(blow.freeze());
            freezes.incrementAndGet();
        }
        return true;
    }

    /** Starts what is down. */
    synchronized void tend() {
        for (int i = 0; i < nodes.size() && !closed; i++) {
            if (!nodes.get(i).isAlive()) {
                if (nodes.get(i).endedByItself()) {
                    ownEnds.incrementAndGet();
                    LOG.warn("A node ended by itself; {} says why.", recipe.log());
                }
                nodes.set(i, NodeProcess.start(recipe));
            }
        }
    }

    /** Those that are frozen go on. */
    void thaw() throws InterruptedException {
        for (var node : all()) {
            node.thaw();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        nodes.forEach(NodeProcess::close);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized List<NodeProcess> all() {
        return List.copyOf(nodes);
    }

    private Optional<NodeProcess> holder(int clientPort) {
        var all = all();
        return SocketOwner.of(clientPort, all.stream().map(NodeProcess::id).toList())
                .flatMap(id -> all.stream().filter(node -> node.id() == id).findFirst());
    }

    private NodeProcess other(int wanted, Optional<NodeProcess> holder) {
        var all = all();
        var chosen = all.get(wanted);
        return holder.isPresent() && chosen == holder.get() ? all.get((wanted + 1) % all.size()) : chosen;
    }
}
