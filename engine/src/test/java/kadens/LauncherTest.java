package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/kadens} on an engine that is built already, with a JDK that only says how it was called. */
class LauncherTest {

    private static final Instant BUILT = Instant.parse("2026-01-05T09:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void build() throws IOException {
        for (var source : List.of("pom.xml", "engine/pom.xml", "engine/src/main/A.java", "migrations/V001__a.sql")) {
            write(source, "", BUILT.minusSeconds(60));
        }
        Stream.of("engine/src/main", "engine/src", "migrations", "engine").forEach(this::older);
        write("engine/target/.built", "", BUILT);
        write("engine/target/kadens-engine.jar", "", BUILT);
        write("engine/target/lib/b.jar", "", BUILT);
        write("engine/target/lib/a.jar", "", BUILT);
        older("engine/target/lib");
        write("jdk/release", "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"25.0.3\"\n", BUILT);
        program("jdk/bin/javac", "echo 'nobody needs to ask it' >&2; exit 1");
        program("jdk/bin/java", "printf '%s\\n' \"$@\"");
        program("engine/bin/kadens", Files.readString(Path.of("bin", "kadens")).replaceFirst("^#!.*\n", ""));
        program("engine/bin/train", "echo \"$@\" >>\"$(dirname \"$1\")/trained\"; echo made >\"$1\"");
    }

    @Test
    void the_first_serve_after_a_build_prepares_quick_starts_for_itself_and_those_after_it() throws Exception {
        assertThat(run("serve")).contains(cacheOption()).endsWith("kadens.Kadens", "serve");
        assertThat(run("serve")).contains(cacheOption());
        assertThat(trained()).hasSize(1);

        write("engine/target/kadens-engine.jar", "another", Instant.now().plusSeconds(60));
        run("serve");
        assertThat(trained()).hasSize(2);
    }

    @Test
    void other_commands_prepare_nothing_and_use_what_is_there() throws Exception {
        assertThat(run("sandbox")).doesNotContain(cacheOption());
        assertThat(run("status")).doesNotContain(cacheOption());
        assertThat(trained()).isEmpty();

        run("serve");
        assertThat(run("sandbox")).contains(cacheOption());
        assertThat(run("status")).contains(cacheOption());
        assertThat(trained()).hasSize(1);
    }

    @Test
    void what_was_prepared_with_other_options_of_java_is_not_used() throws Exception {
        run("serve");

        assertThat(run("-Xmx4g", "status")).doesNotContain(cacheOption()).contains("-Xmx4g");
        assertThat(run("-Xmx4g", "serve")).contains(cacheOption());
        assertThat(trained()).hasSize(2).last().asString().contains("-Xmx4g");
    }

    @Test
    void where_it_cannot_be_prepared_it_starts_as_ever_and_does_not_try_again() throws Exception {
        program("engine/bin/train", "echo \"$@\" >>\"$(dirname \"$1\")/trained\"; exit 1");

        assertThat(run("serve")).doesNotContain(cacheOption()).endsWith("kadens.Kadens", "serve");
        assertThat(run("serve")).doesNotContain(cacheOption()).endsWith("kadens.Kadens", "serve");
        assertThat(trained()).hasSize(1);
    }

    @Test
    void the_class_path_is_jars_in_their_order_by_name() throws Exception {
        var target = folder.resolve("engine/target");

        assertThat(run("status"))
                .contains(target.resolve("kadens-engine.jar") + ":" + target.resolve("lib/a.jar") + ":"
                        + target.resolve("lib/b.jar"));
    }

    private String cacheOption() {
        return "-XX:AOTCache=" + folder.resolve("engine/target/kadens.aot");
    }

    private List<String> run(String command) throws Exception {
        return run("", command);
    }

    /** The words that Java was called with. */
    private List<String> run(String javaOptions, String command) throws Exception {
        var builder = new ProcessBuilder(folder.resolve("engine/bin/kadens").toString(), command)
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KADENS_"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("KADENS_JAVA_OPTIONS", javaOptions);
        var process = builder.start();
        var words = process.inputReader().lines().toList();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return words;
    }

    private List<String> trained() throws IOException {
        var calls = folder.resolve("engine/target/trained");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void write(String name, String text, Instant changedAt) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changedAt));
    }

    private void program(String name, String script) throws IOException {
        write(name, "#!/usr/bin/env bash\n" + script + "\n", BUILT);
        assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void older(String name) {
        try {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(BUILT.minusSeconds(60)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
