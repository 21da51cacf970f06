package kadens.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

/** postfix's smtp-sink: takes every mail and throws it away. */
record SmtpSink(Process process, int port) implements AutoCloseable {

    private static final int ATTEMPTS = 200;

    /** @throws Bench.Missing if postfix is not on this machine */
    static SmtpSink start(Path folder) throws IOException, InterruptedException {
        var program = Programs.find("smtp-sink", "postfix").toString();
        var port = Programs.freePort();
        var process = new ProcessBuilder(program, "-u", System.getProperty("user.name"), "127.0.0.1:" + port, "200")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sink.log").toFile())
                .start();
        var sink = new SmtpSink(process, port);
        sink.await();
        return sink;
    }

    private void await() throws InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                Thread.sleep(25);
            }
        }
        process.destroy();
        throw new IllegalStateException("smtp-sink does not answer");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
