package kadens;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import kadens.mailbox.Secrets;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.Fence;

/** The engine as {@code serve} wires it, for benchmarks. */
public final class BenchEngine {

    private BenchEngine() {}

    /** With the shipped templates; the current folder is the repository's. */
    public static Engine wire(Database database, Fence fence, Path home, InstantSource clock) {
        return wire(database, fence, home, Path.of("templates"), clock);
    }

    public static Engine wire(Database database, Fence fence, Path home, Path templates, InstantSource clock) {
        var settings = Settings.read(
                Map.of("KADENS_TEMPLATES", templates.toString(), "KADENS_HOME", home.toString()),
                ZoneId.of("Europe/Oslo"));
        return Kadens.wire(database, fence, Secrets.open(null, home), settings, settings.runInterval(), clock);
    }
}
