package kadens.outbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket that waits for a whole answer so long and no longer, however slowly the other side lets it drip. A socket's own
 * time-out begins anew with every byte.
 */
final class PatientSocket extends Socket {

    private final Duration greetingMax;
    private volatile long deadlineNanos;

    /** @param greetingMax until the server must have spoken first, over TLS or not */
    PatientSocket(Duration greetingMax) {
        this.greetingMax = greetingMax;
    }

    /** What is read from now on must be there by then. */
    void waitFor(Duration max) {
        deadlineNanos = System.nanoTime() + max.toNanos();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        super.connect(endpoint, timeoutMillis);
        waitFor(greetingMax);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Patient(super.getInputStream());
    }

    private final class Patient extends FilterInputStream {

        Patient(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            awaitByte();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int max) throws IOException {
            awaitByte();
            return super.read(bytes, from, max);
        }

        private void awaitByte() throws IOException {
            var leftMillis = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (leftMillis <= 0) {
                throw new SocketTimeoutException("the answer did not come in time");
            }
            setSoTimeout(Math.toIntExact(leftMillis));
        }
    }
}
