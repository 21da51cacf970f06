package kadens.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kadens.mailbox.AnyMailbox;
import kadens.mailbox.Connections;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerUrl;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What finding, fetching and parsing 100 new mails costs, by how many lie in the inbox: it must be the same. */
@NullUnmarked
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 10, time = 2)
public class ReadingBenchmark {

    private static final int NEW = 100;

    @Param({"1000", "200000"})
    int mails;

    private final Mailbox mailbox = AnyMailbox.mailbox();
    private CountingImap server;
    private Store store;

    @Setup
    public void open() throws MessagingException {
        server = new CountingImap(mails);
        store = Connections.imap(ServerUrl.imap("imap://kari:secret@127.0.0.1:" + server.port()));
    }

    @TearDown
    public void close() throws MessagingException, IOException {
        store.close();
        server.close();
    }

    @Benchmark
    public int hundredNew() throws MessagingException {
        var horizon = new Horizon(mailbox.id(), "INBOX", 1, mails - NEW, Instant.EPOCH);
        var read = 0;
        try (var folder = FolderReading.open((IMAPFolder) store.getFolder("INBOX"), mailbox)) {
            var unread = folder.unread(Optional.of(horizon));
            folder.prefetch(unread);
            for (var message : unread) {
                read += folder.fetch(message, Instant.EPOCH).isPresent() ? 1 : 0;
            }
        }
        if (read != NEW) {
            throw new IllegalStateException(read + " mails were read");
        }
        return read;
    }
}
