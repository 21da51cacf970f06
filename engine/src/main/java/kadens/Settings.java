package kadens;

import io.avaje.config.Configuration;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.language.Nearest;
import kadens.language.Refusal;
import kadens.store.Installation;
import kadens.web.OpenId;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, read once from {@code KADENS_*} and, where {@code KADENS_CONFIG} names one, a properties file with
 * the same names. The environment wins.
 *
 * @param databaseUrl null for the embedded database
 * @param secretKey null for the file under home
 * @param installation null for the file under home
 * @param idle whether inboxes are listened to between their runs
 * @param timeZone the organization's
 * @param openId null: people sign in by password alone
 */
record Settings(
        Path home,
        @Nullable String databaseUrl,
        Path templates,
        String host,
        int port,
        URI publicUrl,
        Duration runInterval,
        boolean idle,
        ZoneId timeZone,
        @Nullable String secretKey,
        @Nullable String installation,
        @Nullable OpenId openId) {

    /** Each with a line in the README's table. */
    static final List<String> KNOWN = List.of(
            "KADENS_HOME",
            "KADENS_CONFIG",
            "KADENS_DATABASE_URL",
            "KADENS_TEMPLATES",
            "KADENS_HOST",
            "KADENS_PORT",
            "KADENS_PUBLIC_URL",
            "KADENS_RUN_INTERVAL",
            "KADENS_IDLE",
            "KADENS_TIME_ZONE",
            "KADENS_SECRET_KEY",
            "KADENS_INSTALLATION",
            "KADENS_OPENID_ISSUER",
            "KADENS_OPENID_CLIENT_ID",
            "KADENS_OPENID_CLIENT_SECRET",
            "KADENS_OPENID_NAME",
            "KADENS_JAVA_OPTIONS");

    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,6})\\s*(s|sec|seconds?|m|min|minutes?)?");

    /** @throws Refusal for a setting that is unknown or malformed, with its name and an example */
    static Settings read(Map<String, String> environment, ZoneId machineZone) {
        var config = configuration(environment);
        var port = port(config.get("KADENS_PORT", "8080"), "KADENS_PORT");
        return new Settings(
                Path.of(config.get("KADENS_HOME", System.getProperty("user.home") + "/.kadens")),
                databaseUrl(config.getNullable("KADENS_DATABASE_URL")),
                Path.of(config.get("KADENS_TEMPLATES", "templates")),
                config.get("KADENS_HOST", "127.0.0.1"),
                port,
                url(config.get("KADENS_PUBLIC_URL", localUrl(port).toString()), "KADENS_PUBLIC_URL"),
                interval(config.get("KADENS_RUN_INTERVAL", "60 seconds")),
                isOn(config.get("KADENS_IDLE", "on"), "KADENS_IDLE"),
                zone(config.get("KADENS_TIME_ZONE", machineZone.getId())),
                config.getNullable("KADENS_SECRET_KEY"),
                installation(config.getNullable("KADENS_INSTALLATION")),
                openId(config));
    }

    /** The same with another port; null changes nothing. Links that named the default port follow it. */
    Settings onPort(@Nullable Integer other) {
        if (other == null) {
            return this;
        }
        var link = publicUrl.equals(localUrl(port)) ? localUrl(other) : publicUrl;
        return at(port(other.toString(), "--port"), link);
    }

    /** The same with links that lead to this machine: what a sandbox does must stay on it. */
    Settings local() {
        return at(port, localUrl(port));
    }

    /** The same for an engine whose files and templates are elsewhere. */
    Settings in(Path home, Path templates) {
        return new Settings(
                home,
                databaseUrl,
                templates,
                host,
                port,
                publicUrl,
                runInterval,
                idle,
                timeZone,
                secretKey,
                installation,
                openId);
    }

    private Settings at(int port, URI publicUrl) {
        return new Settings(
                home,
                databaseUrl,
                templates,
                host,
                port,
                publicUrl,
                runInterval,
                idle,
                timeZone,
                secretKey,
                installation,
                openId);
    }

    /** Whether the public address means this machine, so that links in mails lead nowhere. */
    boolean isOnlyLocal() {
        return isThisMachine(publicUrl);
    }

    private static boolean isThisMachine(URI url) {
        var name = String.valueOf(url.getHost());
        return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
    }

    /** Where somebody reaches a page: at the public address, or on this machine where there is none. */
    URI linkTo(String path, int boundPort) {
        return (isOnlyLocal() ? localUrl(boundPort) : publicUrl).resolve(path);
    }

    /** The folder as it is, or a refusal: commands that need cadences call this first. */
    Path existingTemplates() {
        if (!Files.isDirectory(templates)) {
            throw new Refusal("There is no templates folder at " + templates.toAbsolutePath()
                    + ". Set KADENS_TEMPLATES to the folder that holds cadences/.");
        }
        return templates;
    }

    private static URI localUrl(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static Configuration configuration(Map<String, String> environment) {
        var given = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("KADENS_") && !value.isBlank()) {
                given.put(known(name, "the environment"), value.strip());
            }
        });
        var builder = Configuration.builder();
        var file = given.get("KADENS_CONFIG");
        if (file != null) {
            builder.load(properties(file));
        }
        var config = builder.putAll(given).build();
        config.asProperties().stringPropertyNames().stream()
                .filter(name -> !name.startsWith("config.")) // avaje-config's own
                .forEach(name -> known(name, String.valueOf(file)));
        return config;
    }

    private static File properties(String name) {
        var file = new File(name);
        if (!name.endsWith(".properties") || !file.canRead()) {
            throw new Refusal(
                    "KADENS_CONFIG: there is no readable .properties file at " + file.getAbsolutePath() + ".");
        }
        return file;
    }

    private static String known(String name, String where) {
        if (!KNOWN.contains(name)) {
            throw new Refusal("%s: there is no setting called %s. %s"
                    .formatted(
                            where,
                            name,
                            Nearest.to(name, KNOWN)
                                    .map(near -> "Did you mean " + near + "?")
                                    .orElse("The README lists them all.")));
        }
        return name;
    }

    private static @Nullable String databaseUrl(@Nullable String url) {
        if (url != null && !url.matches("jdbc:mariadb:([a-z-]+:)?//[^/@]+/.*")) {
            throw new Refusal("KADENS_DATABASE_URL does not start with jdbc:mariadb: and //host:port/database."
                    + " Write it like jdbc:mariadb://host:3306/kadens?user=kadens&password=secret");
        }
        return url;
    }

    private static @Nullable String installation(@Nullable String identity) {
        if (identity != null && !Installation.isIdentity(identity)) {
            throw new Refusal(
                    "KADENS_INSTALLATION is '" + identity
                            + "', which is no UUID. 'kadens installation show' tells the one that may send, uuidgen makes another.");
        }
        return identity;
    }

    private static @Nullable OpenId openId(Configuration config) {
        var given = Stream.of("KADENS_OPENID_ISSUER", "KADENS_OPENID_CLIENT_ID", "KADENS_OPENID_CLIENT_SECRET")
                .filter(name -> config.getNullable(name) != null)
                .toList();
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() < 3) {
            throw new Refusal(String.join(" and ", given)
                    + " alone lets nobody in. Give KADENS_OPENID_ISSUER, KADENS_OPENID_CLIENT_ID and"
                    + " KADENS_OPENID_CLIENT_SECRET, or none of them.");
        }
        var issuer = url(config.get("KADENS_OPENID_ISSUER"), "KADENS_OPENID_ISSUER");
        if (issuer.getScheme().equals("http") && !isThisMachine(issuer)) {
            throw new Refusal("KADENS_OPENID_ISSUER is '" + issuer
                    + "'. What it says decides who comes in, so it must be an https address.");
        }
        return new OpenId(
                issuer,
                config.get("KADENS_OPENID_CLIENT_ID"),
                config.get("KADENS_OPENID_CLIENT_SECRET"),
                config.get("KADENS_OPENID_NAME", String.valueOf(issuer.getHost())));
    }

    private static int port(String text, String name) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new Refusal(name + " is '" + text + "', which is no port. Give a number from 1 to 65535, like 8080.");
    }

    private static URI url(String text, String name) {
        try {
            var url = new URI(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new Refusal(name + " is '" + text
                + "', which is no web address. Write it like https://kadens.example.com");
    }

    private static Duration interval(String text) {
        var parts = INTERVAL.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
            throw new Refusal("KADENS_RUN_INTERVAL is '" + text
                    + "', which is no time. Write it like 60 seconds, 1s or 2 minutes; at least 1 second.");
        }
        var amount = Integer.parseInt(parts.group(1));
        var unit = parts.group(2);
        return unit != null && unit.startsWith("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
    }

    private static boolean isOn(String text, String name) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new Refusal(name + " is '" + text + "'. Give on or off.");
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Refusal(
                    "KADENS_TIME_ZONE is '" + text + "', which is no time zone. Write it like Europe/Oslo.", e);
        }
    }
}
