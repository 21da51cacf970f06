package kadens.prospect;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kadens.language.Refusal;

/**
 * How the characters of a file are written: what its byte order mark says, else UTF-8, else windows-1252 (which holds
 * all of Latin-1's letters). Decided on the whole file, so that decoding can't fail half-way through an import.
 */
record TextEncoding(Charset charset, int markBytes) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * @throws Refusal if the file is not text in any of them
     */
    static TextEncoding of(Path file) throws IOException {
        var start = start(file);
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3).checked(file);
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2).checked(file);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2).checked(file);
        }
        if (startsWith(start, 'P', 'K', 3, 4)) {
            throw refusal(file, 1, "this is an Excel workbook or another zip file. Save it as \"CSV UTF-8\"");
        }
        var utf8 = new TextEncoding(StandardCharsets.UTF_8, 0);
        var scan = TextScan.of(file, utf8);
        if (scan.broken() == 0) {
            return utf8.checked(file, scan);
        }
        if (scan.beyondAscii() > scan.broken()) {
            // Mostly good UTF-8: read as windows-1252, every name in it would be garbled.
            return utf8.checked(file, scan);
        }
        return new TextEncoding(WINDOWS_1252, 0).checked(file);
    }

    /** Reads the text after the mark; a byte that is no character fails. */
    Reader reader(InputStream bytes) throws IOException {
        bytes.skipNBytes(markBytes);
        return new InputStreamReader(bytes, charset.newDecoder());
    }

    private TextEncoding checked(Path file) throws IOException {
        return checked(file, TextScan.of(file, this));
    }

    private TextEncoding checked(Path file, TextScan scan) {
        if (scan.nulLine() > 0) {
            throw refusal(file, scan.nulLine(), "this is not a text file. Save the list as \"CSV UTF-8\"");
        }
        if (scan.broken() > 0) {
            throw refusal(
                    file,
                    scan.brokenLine(),
                    "there are bytes here that are no " + charset + " text. Save the list as \"CSV UTF-8\"");
        }
        return this;
    }

    private static Refusal refusal(Path file, long line, String words) {
        return new Refusal("%s, line %d: %s, then import it again.".formatted(file, line, words));
    }

    private static byte[] start(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(4);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        var expected = new byte[mark.length];
        for (var i = 0; i < mark.length; i++) {
            expected[i] = (byte) mark[i];
        }
        return Arrays.equals(bytes, 0, mark.length, expected, 0, mark.length);
    }
}
