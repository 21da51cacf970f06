package kadens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process with mail servers for any mailbox: the inboxes are empty, and whoever sends is answered slowly until so many
 * send at once. Prints its two ports, and then what it sees.
 */
final class HoldingMail {

    /** Below the 45 seconds that a client waits for an answer. */
    private static final int SECONDS_AN_ANSWER_MAX = 40;

    private final int wanted;
    private final CountDownLatch allInside;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    private HoldingMail(int wanted) {
        this.wanted = wanted;
        this.allInside = new CountDownLatch(wanted);
    }

    /** @param arguments how many are waited for */
    public static void main(String[] arguments) throws Exception {
        var mail = new HoldingMail(Integer.parseInt(arguments[0]));
        try (var smtp = listen();
                var imap = listen()) {
            System.out.println(smtp.getLocalPort());
            System.out.println(imap.getLocalPort());
            Thread.ofVirtual().start(() -> serve(smtp, mail::takeMail));
            Thread.ofVirtual().start(() -> serve(imap, HoldingMail::showInbox));
            while (mail.taken.get() < mail.wanted) {
                TimeUnit.SECONDS.sleep(1);
                System.out.println(mail.most.get() + " at once, " + mail.taken.get() + " taken");
            }
            TimeUnit.DAYS.sleep(1); // until it is ended
        }
    }

    private interface Talk {
        void with(Socket client, BufferedReader in) throws IOException, InterruptedException;
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    }

    private static void serve(ServerSocket socket, Talk talk) {
        while (true) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client, talk));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void talk(Socket client, Talk talk) {
        try (client) {
            client.setTcpNoDelay(true);
            talk.with(
                    client,
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1)));
        } catch (IOException | InterruptedException _) {
            // It hung up.
        }
    }

    private void takeMail(Socket client, BufferedReader in) throws IOException, InterruptedException {
        say(client, "220 holding.example ESMTP");
        var isInside = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0]) {
                case "MAIL" -> {
                    isInside = true;
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    allInside.countDown();
                    hold();
                    say(client, "250 Ok");
                }
                case "RCPT" -> {
                    hold();
                    say(client, "250 Ok");
                }
                case "DATA" -> {
                    hold();
                    say(client, "354 Go on");
                    while (!".".equals(in.readLine())) {
                        // The mail itself.
                    }
                    hold();
                    say(client, "250 Ok");
                    taken.incrementAndGet();
                }
                case "QUIT" -> {
                    say(client, "221 Bye");
                    inside.addAndGet(isInside ? -1 : 0);
                    return;
                }
                default -> say(client, "250 Ok");
            }
        }
    }

    private void hold() throws InterruptedException {
        var _ = allInside.await(SECONDS_AN_ANSWER_MAX, TimeUnit.SECONDS);
    }

    private static void showInbox(Socket client, BufferedReader in) throws IOException {
        say(client, "* OK ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ", 3);
            switch (words[1].toUpperCase(Locale.ROOT)) {
                case "CAPABILITY" -> say(client, "* CAPABILITY IMAP4rev1");
                case "LIST", "LSUB" -> say(client, "* LIST (\\HasNoChildren) \"/\" \"INBOX\"");
                case "EXAMINE", "SELECT" -> {
                    say(client, "* FLAGS (\\Seen)");
                    say(client, "* 0 EXISTS");
                    say(client, "* 0 RECENT");
                    say(client, "* OK [UIDVALIDITY 1] valid");
                    say(client, "* OK [UIDNEXT 1] next");
                }
                default -> {}
            }
            say(client, words[0] + " OK done");
        }
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
