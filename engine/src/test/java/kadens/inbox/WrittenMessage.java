package kadens.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message of the files in {@code messages/}. Each begins with {@code === title :: verdict :: new text}; the new text
 * may be left out. Headers follow up to a blank line where the first line is one; the usual ones are added where
 * they are missing, and the body is encoded as the headers declare.
 *
 * @param expected the verdict, then outcome, return date or successor of an auto-reply, outcome of a bounce, or intent
 *     of a reply
 * @param newText empty where it does not matter
 */
record WrittenMessage(String title, String expected, String newText, byte[] raw) {

    private static final List<String> FILES = List.of(
            "people.txt",
            "requests.txt",
            "machines.txt",
            "with-little-to-go-by.txt",
            "easily-taken-for-something-else.txt",
            "quoted-in-more-ways.txt",
            "written-without-a-look-at-the-rules.txt");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]+: .*");
    private static final Pattern CHARSET = Pattern.compile("charset=([\\w-]+)");

    private static final List<String> USUAL = List.of(
            "From: Anna Lind <anna@customer.example>",
            "To: Rolf Salg <rolf@seller.example>",
            "Subject: Re: A question about your depots",
            "Date: Fri, 18 Dec 2026 09:30:00 +0100",
            "Message-ID: <answer-1@customer.example>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8");

    static List<WrittenMessage> all() {
        return FILES.stream().flatMap(file -> in(text(file)).stream()).toList();
    }

    static List<WrittenMessage> in(String text) {
        return Stream.of(text.split("(?m)^=== "))
                .filter(block -> !block.isBlank())
                .map(WrittenMessage::parse)
                .toList();
    }

    static List<WrittenMessage> allWithNewText() {
        return all().stream().filter(message -> !message.newText.isEmpty()).toList();
    }

    /** Writes them all into a folder, for a fuzzer to begin with. */
    public static void main(String... folder) throws IOException {
        Path into = Files.createDirectories(Path.of(folder[0]));
        List<WrittenMessage> all = all();
        for (int i = 0; i < all.size(); i++) {
            Files.write(into.resolve("written-" + i), all.get(i).raw);
        }
    }

    LocalDate day() {
        return LocalDate.of(2026, 12, 18);
    }

    /** The judgement in the words of {@link #expected}; the intent of a reply only where it is expected. */
    String seen(Classification judged) {
        String intent = expected.equals("reply") ? null : judged.intent();
        return Stream.of(judged.verdict(), judged.outcome(), judged.until(), intent, judged.successor())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return title;
    }

    private static WrittenMessage parse(String block) {
        int end = block.indexOf('\n');
        String[] said = block.substring(0, end).split(" :: ", 3);
        String rest = block.substring(end + 1);
        boolean headed = HEADER.matcher(rest.lines().findFirst().orElse("")).matches()
                && rest.contains("\n\n")
                && rest.substring(0, rest.indexOf("\n\n"))
                        .lines()
                        .allMatch(line -> HEADER.matcher(line).matches());
        String head = headed ? rest.substring(0, rest.indexOf("\n\n")) : "";
        String body = headed ? rest.substring(rest.indexOf("\n\n") + 2) : rest.replaceFirst("^\n", "");
        return new WrittenMessage(said[0], said[1].strip(), said.length > 2 ? said[2].strip() : "", raw(head, body));
    }

    private static byte[] raw(String head, String body) {
        String lower = "\n" + head.toLowerCase(Locale.ROOT);
        String usual = USUAL.stream()
                .filter(line -> !lower.contains(
                        "\n" + line.substring(0, line.indexOf(':') + 1).toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("\n"));
        String all = head.isEmpty() ? usual : usual + "\n" + head;
        var out = new ByteArrayOutputStream();
        out.writeBytes((all + "\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(encoded(body.replace("\n", "\r\n").getBytes(charset(all)), lower));
        return out.toByteArray();
    }

    private static byte[] encoded(byte[] body, String head) {
        Matcher encoding = Pattern.compile("content-transfer-encoding: (\\S+)").matcher(head);
        if (!encoding.find()) {
            return body;
        }
        var out = new ByteArrayOutputStream();
        try (var encoder = MimeUtility.encode(out, encoding.group(1))) {
            encoder.write(body);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static Charset charset(String head) {
        Matcher declared = CHARSET.matcher(head);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(WrittenMessage.class.getResourceAsStream("messages/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
