package kadens.prospect;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a source on a thread of its own, a little ahead of who uses it: one works while the other waits for the
 * database. What the source throws is thrown where it would have been without.
 */
final class ReadAhead<T> implements AutoCloseable {

    private static final int AHEAD_MAX = 2;

    private sealed interface Taken<T> {

        record One<T>(T value) implements Taken<T> {}

        record End<T>(@Nullable RuntimeException failure) implements Taken<T> {}
    }

    private final BlockingQueue<Taken<T>> taken = new ArrayBlockingQueue<>(AHEAD_MAX);
    private final Supplier<@Nullable T> source;
    private final Thread thread;

    /** @param source answers null at its end */
    ReadAhead(String name, Supplier<@Nullable T> source) {
        this.source = source;
        // It computes: a virtual thread would keep others from theirs.
        thread = Thread.ofPlatform().daemon().name(name).start(this::take);
    }

    /** Null at the end. */
    @Nullable
    T next() {
        try {
            return switch (taken.take()) {
                case Taken.One<T>(var value) -> value;
                case Taken.End<T>(var failure) -> {
                    if (failure != null) {
                        throw failure;
                    }
                    yield null;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the thread: what the source reads from may be closed afterwards. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        try {
            RuntimeException failure = null;
            try {
                for (var value = source.get(); value != null; value = source.get()) {
                    taken.put(new Taken.One<>(value));
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            taken.put(new Taken.End<>(failure));
        } catch (InterruptedException _) {
            // Nobody wants the rest.
        }
    }
}
