package kadens.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import kadens.language.Refusal;
import kadens.sandbox.PostOffice;
import kadens.store.EmbeddedMariaDb;

/**
 * What every drill stands on: a folder, a MariaDB server of its own with one empty database, an IMAP server, and a
 * cadence of two steps. What a killed drill left behind is cleared by the next one.
 */
public final class Ground implements AutoCloseable {

    private static final String DATABASE = "drill";

    private final Path folder;
    private final EmbeddedMariaDb server;
    private final PostOffice post;

    private Ground(Path folder, EmbeddedMariaDb server, PostOffice post) {
        this.folder = folder;
        this.server = server;
        this.post = post;
    }

    /** @throws Refusal where another drill is on this folder */
    public static Ground open(Path folder, InstantSource clock) {
        var server = EmbeddedMariaDb.open(folder);
        if (!server.owner()) {
            server.close();
            throw new Refusal("Another drill is running. Wait for it, or set KADENS_HOME to another folder.");
        }
        try {
            empty(server.url(DATABASE));
            writeTemplates(folder.resolve("templates"));
            return new Ground(folder, server, PostOffice.open(clock));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where the engine of the drill keeps its files. */
    public Path folder() {
        return folder;
    }

    public Path templates() {
        return folder.resolve("templates");
    }

    public String databaseUrl() {
        return server.url(DATABASE);
    }

    PostOffice post() {
        return post;
    }

    @Override
    public void close() {
        post.close();
        server.close();
    }

    private static void empty(String url) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + DATABASE);
        } catch (SQLException e) {
            throw new Refusal("The drill's database can't be emptied: " + e.getMessage(), e);
        }
    }

    private static void writeTemplates(Path templates) {
        var cadence = templates.resolve("cadences").resolve(Crowd.CADENCE);
        try {
            Files.createDirectories(cadence);
            Files.writeString(cadence.resolve("cadence.yaml"), """
                    title: Drill
                    window: always
                    steps:
                      - key: intro
                        type: email
                        delay: 0 seconds
                      - key: follow-up
                        type: email
                        delay: 5 seconds
                    """);
            for (var step : CrashPlan.STEPS) {
                Files.writeString(cadence.resolve(step + ".ftlh"), """
                        Subject: ${step.key} for ${prospect.email}

                        <p>Hello ${prospect.firstName}, this is ${sender.name} with step ${step.key}.</p>
                        <p>The drill knows by the subject whom it is for and which step it is.</p>
                        """);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
