package kadens.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** Puts mails into somebody's INBOX, many with one command (MULTIAPPEND, RFC 3502, and LITERAL+, RFC 7888). */
final class ImapAppend implements AutoCloseable {

    private static final int AT_ONCE = 1000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    ImapAppend(int port, String user, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        line();
        say("a LOGIN \"" + user + "\" \"" + password + "\"\r\n");
        await();
    }

    /** All are there when it returns. */
    void add(Stream<byte[]> mails) throws IOException {
        var all = mails.iterator();
        while (all.hasNext()) {
            addSome(all);
        }
    }

    private void addSome(Iterator<byte[]> mails) throws IOException {
        say("a APPEND INBOX");
        for (int i = 0; i < AT_ONCE && mails.hasNext(); i++) {
            var mail = mails.next();
            say(" {" + mail.length + "+}\r\n");
            out.write(mail);
        }
        say("\r\n");
        await();
    }

    private void say(String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private void await() throws IOException {
        out.flush();
        for (var line = line(); !line.startsWith("a OK"); line = line()) {
            if (line.startsWith("a ")) {
                throw new IOException("The IMAP server said: " + line);
            }
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The IMAP server hung up after: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
