package kadens.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import kadens.bench.Outcome.Goal;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;

/**
 * Mails a second to postfix's smtp-sink: ours with all that belongs to sending once, beside programs that hand over a mail
 * that is ready, and keep no books.
 */
final class SendBench implements Bench {

    private static final int MAILS = 20_000;

    /** As many as we have mailboxes. */
    private static final int CONNECTIONS = DueMails.MAILBOXES;

    private static final String LOOP = "bare Angus loop";
    private static final String LOOPS = LOOP + ", " + CONNECTIONS + " connections";

    /**
     * It leaves Nagle's algorithm on, and so waits 40 ms a mail for smtp-sink's delayed acknowledgement: with the five
     * connections of its default it sends a hundred mails a second, with a hundred it has enough at once to be busy.
     */
    private static final String NODEMAILER = """
            const nodemailer = require('nodemailer');
            const fs = require('fs');
            const [port, mails, file] = process.argv.slice(2);
            const raw = fs.readFileSync(file);
            const pool = nodemailer.createTransport({host: '127.0.0.1', port: +port, pool: true, maxConnections: 100, maxMessages: Infinity, ignoreTLS: true});
            (async () => {
              const begun = process.hrtime.bigint();
              const all = [];
              for (let i = 0; i < +mails; i++) {
                all.push(pool.sendMail({envelope: {from: 'rep@sales.example', to: ['p' + i + '@firm.example']}, raw}));
              }
              await Promise.all(all);
              console.log(+mails / (Number(process.hrtime.bigint() - begun) / 1e9));
              pool.close();
            })();
            """;

    @Override
    public String name() {
        return "send";
    }

    @Override
    public String what() {
        return "mails sent a second: 20,000 due enrollments to smtp-sink, beside nodemailer, a bare loop and smtp-source";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var mails = options.small() ? MAILS / 100 : MAILS;
        var sourceProgram = Programs.find("smtp-source", "postfix").toString();
        var node = Programs.find("node", "nodejs").toString();
        var folder = Files.createTempDirectory("bench-send");
        var inboxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        inboxes.start();
        try (var sink = SmtpSink.start(folder);
                var server = EmbeddedMariaDb.open(folder.resolve("home"))) {
            var port = sink.port();
            var raw = mail();
            var file = Files.write(folder.resolve("mail.eml"), raw);
            var script = nodemailer(folder);
            var statements = new ArrayList<Map<String, Double>>();
            var contenders = new InTurn()
                    .with("kadens", () -> kadens(server, folder, port, inboxes, mails, statements))
                    .with(
                            "nodemailer",
                            () -> Double.parseDouble(Programs.run(List.of(
                                            node,
                                            script.toString(),
                                            String.valueOf(port),
                                            String.valueOf(mails),
                                            file.toString()))
                                    .strip()))
                    .with(LOOP, () -> angus(port, raw, mails, 1))
                    .with(LOOPS, () -> angus(port, raw, mails, CONNECTIONS))
                    .with("smtp-source", () -> source(sourceProgram, port, raw.length, mails))
                    .run(options.small() ? 0 : 1, options.rounds());
            var found = new Outcome("mails/s", contenders, List.of(), Map.of());
            var ours = found.contender("kadens").median();
            var notes = new LinkedHashMap<String, Object>();
            notes.put("mails", mails + " of " + raw.length + " bytes, from " + DueMails.MAILBOXES + " mailboxes");
            notes.put("the database did, a mail", statements.getLast());
            return new Outcome(
                    "mails/s",
                    contenders,
                    List.of(
                            new Goal("kadens / nodemailer", ours / found.contender("nodemailer").median(), 1, true),
                            new Goal("kadens / " + LOOP, ours / found.contender(LOOP).median(), 0.4, true),
                            new Goal("kadens / " + LOOPS, ours / found.contender(LOOPS).median(), 0.4, true)),
                    notes);
        } finally {
            inboxes.stop();
            Scratch.delete(folder);
        }
    }

    private static double kadens(
            EmbeddedMariaDb server,
            Path folder,
            int port,
            GreenMail inboxes,
            int mails,
            List<Map<String, Double>> statements)
            throws Exception {
        var url = Scratch.fresh(server, "send");
        try (var database = Database.open(url, Engine.ENTITIES);
                var watch = DriverManager.getConnection(url)) {
            var engine = DueMails.engine(database, watch, folder, port, inboxes, mails);
            var before = DatabaseWork.by(watch);
            var seconds = DueMails.seconds(engine, engine.run()::run);
            statements.add(DatabaseWork.by(watch).since(before, mails));
            var sent = DatabaseWork.number(watch, "SELECT COUNT(*) FROM message WHERE state = 'sent'");
            if (sent != mails) {
                throw new IllegalStateException(sent + " of " + mails + " were sent");
            }
            return mails / seconds;
        }
    }

    private static double angus(int port, byte[] raw, int mails, int connections) throws Exception {
        var begun = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                senders.submit(() -> {
                    var properties = new Properties();
                    properties.put("mail.smtp.host", "127.0.0.1");
                    properties.put("mail.smtp.port", String.valueOf(port));
                    var session = Session.getInstance(properties);
                    var message = new MimeMessage(session, new ByteArrayInputStream(raw));
                    try (var transport = session.getTransport("smtp")) {
                        transport.connect();
                        for (int mail = 0; mail < mails / connections; mail++) {
                            transport.sendMessage(
                                    message, new InternetAddress[] {new InternetAddress("p" + mail + "@firm.example")});
                        }
                    }
                    return true;
                });
            }
        }
        return mails / InTurn.seconds(begun);
    }

    private static double source(String program, int port, int bytes, int mails) throws Exception {
        var begun = System.nanoTime();
        Programs.run(List.of(
                program,
                "-s",
                String.valueOf(CONNECTIONS),
                "-m",
                String.valueOf(mails),
                "-l",
                String.valueOf(bytes),
                "-d",
                "127.0.0.1:" + port));
        return mails / InTurn.seconds(begun);
    }

    private static byte[] mail() throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom("rep@sales.example");
        message.setRecipients(Message.RecipientType.TO, "kari@firm.example");
        message.setSubject("Who plans the day");
        message.setText("Hi Kari,\r\n\r\n" + "A few words about routes, as the mails of the cadence have them.\r\n".repeat(10));
        message.saveChanges();
        var out = new java.io.ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    private static Path nodemailer(Path folder) throws Exception {
        Programs.run(List.of(
                Programs.find("npm", "npm").toString(),
                "install",
                "--silent",
                "--no-fund",
                "--no-audit",
                "--prefix",
                folder.toString(),
                "nodemailer@7"));
        return Files.writeString(folder.resolve("send.js"), NODEMAILER, StandardCharsets.UTF_8);
    }

}
