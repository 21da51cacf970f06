package kadens.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kadens.language.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbProgramTest {

    @TempDir
    Path folder;

    @Test
    void an_installed_server_is_used_where_the_bundled_one_does_not_run() throws IOException {
        var bundled = new MariaDbProgram(program("broken/mariadbd", 126), folder, folder);
        program("usr/bin/mariadbd", 0);
        program("usr/bin/mariadb-install-db", 0);

        var chosen = MariaDbProgram.choose(Optional.of(bundled), List.of(folder.resolve("usr/bin")));

        assertThat(chosen.server()).isEqualTo(folder.resolve("usr/bin/mariadbd"));
        assertThat(chosen.base()).isEqualTo(folder.resolve("usr"));
    }

    @Test
    void without_any_server_the_refusal_says_what_to_do() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> MariaDbProgram.choose(Optional.empty(), List.of(folder)))
                .withMessageContaining("Install MariaDB")
                .withMessageContaining("KADENS_DATABASE_URL");
    }

    private Path program(String name, int exitCode) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nexit " + exitCode + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
