package kadens.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Dovecot of our own on a free port of this machine: any user is let in with {@link #PASSWORD}. It keeps its mail in
 * mdbox, as large installations do, and each user has the folders that mail programs make.
 */
final class Dovecot implements AutoCloseable {

    static final String PASSWORD = "secret";

    private static final int CONNECTIONS_MAX = 3000;

    private final Path folder;
    private final int port;
    private final Process process;

    private Dovecot(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** @throws Bench.Missing if it is not on this machine */
    static Dovecot start() throws IOException, InterruptedException {
        var program = Programs.find("dovecot", "dovecot-imapd");
        var version = Programs.run(List.of(program.toString(), "--version")).strip();
        if (!version.startsWith("2.3.")) {
            throw new Bench.Missing("Dovecot 2.3 (" + version + " has another configuration)", "dovecot-imapd");
        }
        var folder = Files.createTempDirectory("bench-dovecot");
        // Dovecot lets root have no mail, so another user must come to it.
        var user = System.getProperty("user.name").equals("root") ? "nobody" : System.getProperty("user.name");
        var mail = Files.createDirectories(folder.resolve("mail"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        chown(user, mail);
        var port = Programs.freePort();
        var config = Files.writeString(folder.resolve("dovecot.conf"), config(folder, user, port));
        var process = new ProcessBuilder(program.toString(), "-F", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dovecot.out").toFile())
                .start();
        var dovecot = new Dovecot(folder, port, process);
        dovecot.await();
        return dovecot;
    }

    int port() {
        return port;
    }

    /** A URL of a user's mailbox, as {@code mailbox add} takes it. */
    String url(String name) {
        return "imap://" + name.replace("@", "%40") + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    /** Gives a user the same mail as another one who is not logged in. */
    void copy(String from, String to) throws IOException, InterruptedException {
        var mail = folder.resolve("mail");
        Programs.run(List.of("cp", "-a", mail.resolve(from).toString(), mail.resolve(to).toString()));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        Scratch.delete(folder);
    }

    private static void chown(String user, Path path) throws IOException {
        var owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        if (!Files.getOwner(path).equals(owner)) {
            Files.setOwner(path, owner);
        }
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("Dovecot does not answer: " + Files.readString(folder.resolve("dovecot.out")));
    }

    private static String config(Path folder, String user, int port) throws IOException, InterruptedException {
        var group = Programs.run(List.of("id", "-gn", user)).strip();
        var root = System.getProperty("user.name").equals("root");
        return """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                default_client_limit = %5$d
                default_process_limit = %5$d
                mail_location = mdbox:~/mdbox
                mail_fsync = never
                mail_max_userip_connections = 100
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = static
                  args = password=%6$s
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%3$s home=%1$s/mail/%%u
                }
                service imap-login {
                  service_count = 0
                  process_min_avail = 1
                  process_limit = 2
                  inet_listener imap {
                    port = %4$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                namespace inbox {
                  inbox = yes
                  separator = /
                  mailbox Sent {
                    auto = create
                    special_use = \\Sent
                  }
                  mailbox Drafts {
                    auto = create
                    special_use = \\Drafts
                  }
                  mailbox Junk {
                    auto = create
                    special_use = \\Junk
                  }
                  mailbox Trash {
                    auto = create
                    special_use = \\Trash
                  }
                }
                """.formatted(folder, user, group, port, CONNECTIONS_MAX, PASSWORD) + (root ? "" : """
                default_internal_user = %1$s
                default_internal_group = %2$s
                default_login_user = %1$s
                service anvil {
                  chroot =
                }
                service imap-login {
                  chroot =
                }
                service stats {
                  chroot =
                }
                """.formatted(user, group));
    }
}
