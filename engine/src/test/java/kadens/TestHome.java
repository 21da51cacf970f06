package kadens;

import java.nio.file.Path;

/** Folders that the tests of a JVM share; each of Maven's test JVMs has its own. */
public final class TestHome {

    private static final String FORK = System.getProperty("kadens.fork", "1");

    /** Of the embedded server. */
    public static final Path PATH = Path.of("target", "test-home-" + FORK);

    /** Of the key that encrypts secrets. */
    public static final Path SECRETS = Path.of("target", "test-secrets-" + FORK);

    private TestHome() {}
}
