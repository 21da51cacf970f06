package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Our messages, damaged by chance: cut, doubled, spliced with each other, with pieces of structure put in. The same seed
 * damages them in the same way. {@code -Dkadens.fuzz.inputs=1000000} judges a million.
 */
class MutatedMessagesTest {

    private static final int INPUTS = Integer.getInteger("kadens.fuzz.inputs", 12_000);
    private static final long SEED = Long.getLong("kadens.fuzz.seed", 5);
    private static final int MAX_BYTES = 64 * 1024;

    /** Not the clock on the wall, which also counts what else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final List<byte[]> MESSAGES =
            WrittenMessage.all().stream().map(WrittenMessage::raw).toList();
    private static final List<byte[]> PIECES = Stream.of(
                    "\r\n",
                    "\r\n\r\n",
                    "\0",
                    "=",
                    "=?utf-8?B?",
                    "?=",
                    "--b1\r\n",
                    "--b1--\r\n",
                    "Content-Type: multipart/mixed; boundary=b1\r\n\r\n",
                    "Content-Type: multipart/report; boundary=\"\"\r\n",
                    "Content-Type: message/rfc822\r\n\r\n",
                    "Content-Type: message/delivery-status\r\n\r\n",
                    "Content-Type: text/html; charset=utf-7\r\n\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "Content-Transfer-Encoding: uuencode\r\n",
                    "Date: Fri, 99 Foo 99999 99:99:99\r\n",
                    "<div><div><blockquote><table><td>",
                    "> > > > ",
                    "31.02.99999",
                    "until 0/0/0 ",
                    "tilbake i uke 99",
                    "On 1, x@y wrote:\r\n",
                    "\u202e\ud83d\udc4d",
                    "\"<,;:@((((",
                    "<a@b> <a@b> ")
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final Random random = new Random(SEED);

    @Test
    void every_one_is_judged_within_a_second() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] raw = mutated();
            long begun = CPU.getCurrentThreadCpuTime();
            try {
                JudgeFuzz.fuzzerTestOneInput(raw);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("input " + i + ":\n" + readable(raw), e);
            }
            assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - begun))
                    .as(() -> readable(raw))
                    .isLessThan(JudgeFuzz.SLOW);
        }
    }

    private byte[] mutated() {
        byte[] raw = any(MESSAGES);
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            raw = changed(raw);
        }
        return Arrays.copyOf(raw, Math.min(raw.length, MAX_BYTES));
    }

    private byte[] changed(byte[] raw) {
        int from = random.nextInt(raw.length + 1);
        int to = from + random.nextInt(raw.length - from + 1);
        byte[] head = Arrays.copyOf(raw, from);
        byte[] middle = Arrays.copyOfRange(raw, from, to);
        byte[] tail = Arrays.copyOfRange(raw, to, raw.length);
        return switch (random.nextInt(7)) {
            case 0 -> joined(head, tail);
            case 1 -> joined(head, middle, middle, tail);
            case 2 -> joined(head, any(PIECES), middle, tail);
            case 3 -> joined(head, repeated(any(PIECES)), middle, tail);
            case 4 -> joined(head, any(MESSAGES));
            case 5 -> joined(tail, middle, head);
            default -> joined(head, noise(middle), tail);
        };
    }

    private byte[] noise(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 1 + random.nextInt(20)) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] repeated(byte[] piece) {
        byte[][] many = new byte[1 + random.nextInt(200)][];
        Arrays.fill(many, piece);
        return joined(many);
    }

    private byte[] any(List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static String readable(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1).lines().limit(200).collect(Collectors.joining("\n"));
    }
}
