package kadens.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to the database: all nodes of one installation have the same identity.
 *
 * @param identity a random UUID
 * @param place where our files lie, which a copy of them does not share; null where no file of ours counts
 * @param home where it is remembered what was sent; null to remember nothing
 * @param host the machine's name, for people
 */
public record Installation(
        String identity, @Nullable String place, @Nullable Path home, String host) {

    private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * The identity that is given, or the one in {@code installation} under home, where it is made at the first start.
     *
     * @param given null to use or make the file
     * @param files of the embedded database: a copy of them is a copy of the installation
     * @throws Refusal if the file can't be read or made, or holds something else
     */
    public static Installation open(@Nullable String given, Path home, List<Path> files) {
        var file = home.resolve("installation");
        try {
            var counted = new ArrayList<>(files);
            if (given == null) {
                if (!Files.exists(file)) {
                    PrivateFile.make(file, UUID.randomUUID().toString());
                }
                counted.addFirst(file);
            }
            var identity = given != null ? given : Files.readString(file).strip();
            return new Installation(identity(identity, file), place(counted), home, hostName());
        } catch (IOException e) {
            throw new Refusal(
                    "The identity of this installation, " + file + ", can't be read or made (" + e.getMessage()
                            + "). Set KADENS_HOME to a folder that you may write to.",
                    e);
        }
    }

    /** One that ends with this process, for a database that does too. */
    public static Installation passing() {
        return new Installation(UUID.randomUUID().toString(), null, null, hostName());
    }

    /** Whether a text can be an identity. */
    public static boolean isIdentity(String text) {
        return IDENTITY.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private static String identity(String text, Path file) {
        if (!isIdentity(text)) {
            throw new Refusal(file + " does not hold the identity of an installation, a UUID. Restore it, or remove it:"
                    + " then a new one is made, and nothing is sent until 'kadens installation confirm'.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Inode and time of birth: copies, restores and rsync give others, while restarts, a move on the same disk and a new
     * container on the same volume keep both. Contents, times of change and paths would all be copied along.
     */
    private static @Nullable String place(List<Path> files) throws IOException {
        var places = new ArrayList<String>();
        for (var file : files) {
            var born = Files.readAttributes(file, BasicFileAttributes.class).creationTime();
            places.add(inode(file) + "@" + born.toMillis());
        }
        return places.isEmpty() ? null : places.stream().collect(Collectors.joining(" "));
    }

    private static String inode(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                ? String.valueOf(Files.getAttribute(file, "unix:ino"))
                : "";
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
