package kadens.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An IMAP server with one inbox of as many mails as wanted, all alike: what an answer costs it depends on its length. */
final class CountingImap implements AutoCloseable {

    private static final String MAIL = "From: list@elsewhere.example\r\nSubject: News\r\n\r\n" + "News.\r\n".repeat(300);
    private static final Pattern RANGES = Pattern.compile("(\\d+)(?::(\\d+|\\*))?");

    private final int mails;
    private final ServerSocket socket;

    CountingImap(int mails) {
        this.mails = mails;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void listen() {
        try (var client = socket.accept()) {
            client.setTcpNoDelay(true);
            talk(client, new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII)));
        } catch (IOException _) {
            // It hung up.
        }
    }

    private void talk(Socket client, BufferedReader in) throws IOException {
        say(client, "* OK ready\r\n");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ", 4);
            var answer = switch (words[1]) {
                case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\n";
                case "EXAMINE" ->
                    "* FLAGS (\\Seen)\r\n* %d EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] valid\r\n* OK [UIDNEXT %d] next\r\n"
                            .formatted(mails, mails + 1);
                case "UID" -> fetched(words[3].split(" ")[0], "");
                case "FETCH" -> fetched(words[2], words[3].contains("BODY") ? body() : meta());
                default -> "";
            };
            say(client, answer + words[0] + " OK done\r\n");
        }
    }

    /** UIDs are the numbers of the mails. */
    private String fetched(String set, String more) {
        var answer = new StringBuilder();
        for (var range : set.split(",")) {
            var match = RANGES.matcher(range);
            if (match.matches()) {
                var from = Integer.parseInt(match.group(1));
                var to = match.group(2) == null ? from : "*".equals(match.group(2)) ? mails : Integer.parseInt(match.group(2));
                for (int number = from; number <= to; number++) {
                    answer.append("* %d FETCH (UID %d%s)\r\n".formatted(number, number, more));
                }
            }
        }
        return answer.toString();
    }

    private static String body() {
        return " BODY[]<0> {%d}\r\n%s".formatted(MAIL.length(), MAIL);
    }

    private static String meta() {
        return " RFC822.SIZE %d INTERNALDATE \"13-May-2027 08:00:00 +0000\"".formatted(MAIL.length());
    }

    private static void say(Socket client, String words) throws IOException {
        client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }
}
