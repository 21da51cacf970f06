package kadens.template;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.Cadence;
import kadens.cadence.FileStamp;
import kadens.cadence.Step;

/** Reads the files that go with a step's emails; one that has changed is read again. */
final class Attachments {

    /** All files of an email together; base64 adds a third, and many servers take 10 MB. */
    static final int BYTES_MAX = 5 * 1024 * 1024;

    /** Gmail refuses these, also inside archives: support.google.com/mail/answer/6590. */
    private static final Set<String> REFUSED = Set.of(
            "ade",
            "adp",
            "apk",
            "appx",
            "appxbundle",
            "bat",
            "cab",
            "chm",
            "cmd",
            "com",
            "cpl",
            "diagcab",
            "diagcfg",
            "diagpkg",
            "dll",
            "dmg",
            "ex",
            "ex_",
            "exe",
            "hta",
            "img",
            "ins",
            "iso",
            "isp",
            "jar",
            "jnlp",
            "js",
            "jse",
            "lib",
            "lnk",
            "mde",
            "mjs",
            "msc",
            "msi",
            "msix",
            "msixbundle",
            "msp",
            "mst",
            "nsh",
            "pif",
            "ps1",
            "scr",
            "sct",
            "shb",
            "sys",
            "vb",
            "vbe",
            "vbs",
            "vhd",
            "vxd",
            "wsc",
            "wsf",
            "wsh",
            "xll");

    private record Read(FileStamp stamp, Attachment attachment) {}

    private final Folder folder;
    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    Attachments(Folder folder) {
        this.folder = folder;
    }

    /** The files of a step. */
    List<Attachment> of(Cadence cadence, Step step) throws IOException {
        var all = new ArrayList<Attachment>();
        long bytes = 0;
        for (var file : cadence.attachmentsOf(step)) {
            refuseType(file);
            var found = folder.find(file.toString()).orElseThrow(() -> unfit(file, "no-attachment"));
            bytes += found.stamp().size();
            if (bytes > BYTES_MAX) {
                throw unfit(file, "attachments-too-large", bytes / 1024, BYTES_MAX / 1024);
            }
            all.add(read(found));
        }
        return List.copyOf(all);
    }

    private void refuseType(Path file) {
        var name = file.getFileName().toString();
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (REFUSED.contains(ending)) {
            throw unfit(file, "attachment-type", "." + ending);
        }
    }

    private Attachment read(Folder.Source source) throws IOException {
        var last = known.get(source.file());
        if (last != null && last.stamp().equals(source.stamp())) {
            return last.attachment();
        }
        var name = source.file().getFileName().toString();
        var type = Optional.ofNullable(URLConnection.getFileNameMap().getContentTypeFor(name));
        var attachment =
                new Attachment(name, type.orElse("application/octet-stream"), Files.readAllBytes(source.file()));
        known.put(source.file(), new Read(source.stamp(), attachment));
        return attachment;
    }

    private Unfit unfit(Path file, String key, Object... values) {
        return Unfit.of(folder.relative(file), 0, 0, key, values);
    }
}
