package kadens.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stylesheet, scripts and icons, kept in memory under addresses that change with their content: cached for good. */
final class Assets {

    /** Our own; a page loads those that are called as its room, beside kadens.css and kadens.js. */
    private static final List<String> OWN = List.of(
            "kadens.css", //
            "kadens.js",
            "reports.css",
            "cadences.css",
            "mailboxes.css",
            "studio.css",
            "today.css",
            "conversations.css",
            "prospects.css",
            "prospects.js",
            "importing.css",
            "importing.js",
            "enrolling.css",
            "settings.css",
            "settings.js",
            "icons.svg",
            "kadens.svg");

    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    private record Asset(byte[] content, String type) {}

    Assets() {
        OWN.forEach(name -> add(name, name));
        add("htmx.js", HTMX);
    }

    private void add(String name, String resource) {
        var content = read(resource);
        var path = "/assets/" + hash(content) + "/" + name;
        byPath.put(path, new Asset(content, type(name)));
        paths.put(name, path);
    }

    /** Where each file is served, by its name. */
    Map<String, String> paths() {
        return paths;
    }

    void serve(Context context) {
        var asset = byPath.get(context.path());
        if (asset == null) {
            throw Failure.notFound();
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(asset.type())
                .result(asset.content());
    }

    private static byte[] read(String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
