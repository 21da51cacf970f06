package kadens.prospect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;

/**
 * What a file looks like when its bytes are read in one encoding.
 *
 * @param beyondAscii how many characters outside ASCII were read
 * @param broken how many pieces could not be read
 * @param brokenLine the line of the first of them; 0 for none
 * @param nulLine the line of the first NUL, which no text has; 0 for none
 */
record TextScan(long beyondAscii, long broken, long brokenLine, long nulLine) {

    private static final int BUFFER_BYTES = 1 << 16;

    static TextScan of(Path file, TextEncoding encoding) throws IOException {
        var count = new Count();
        var decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BUFFER_BYTES);
        var chars = CharBuffer.allocate(BUFFER_BYTES);
        try (var channel = FileChannel.open(file)) {
            channel.position(encoding.markBytes());
            var end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    count.take(chars.flip());
                    chars.clear();
                    if (result.isError()) {
                        count.breakHere();
                        bytes.position(bytes.position() + result.length());
                    }
                } while (!result.isUnderflow());
                bytes.compact();
            }
        }
        return new TextScan(count.beyondAscii, count.broken, count.brokenLine, count.nulLine);
    }

    private static final class Count {

        private long beyondAscii;
        private long broken;
        private long brokenLine;
        private long nulLine;
        private long line = 1;
        private char last;

        void take(CharBuffer chars) {
            while (chars.hasRemaining()) {
                var c = chars.get();
                if (c == '\r' || (c == '\n' && last != '\r')) {
                    line++;
                } else if (c > 0x7F) {
                    beyondAscii++;
                } else if (c == 0 && nulLine == 0) {
                    nulLine = line;
                }
                last = c;
            }
        }

        void breakHere() {
            broken++;
            if (brokenLine == 0) {
                brokenLine = line;
            }
        }
    }
}
