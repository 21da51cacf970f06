package kadens.template;

import java.nio.file.Path;

/** Where layouts are. */
final class Layouts {

    private Layouts() {}

    /** The file of a layout, relative to the templates folder. */
    static Path file(String name) {
        return Path.of("layouts", name + ".ftlh");
    }
}
