package kadens.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kadens.language.Nearest;
import kadens.language.Sentence;

/**
 * A step's file: header lines, an empty line, the body.
 *
 * @param bodyLine the line on which the body begins, from 1
 */
record StepFile(List<Header> headers, String body, int bodyLine) {

    /** One header; line and column (from 1) are where its value begins. */
    record Header(String name, String value, int line, int column) {}

    static final String SUBJECT = "Subject";
    static final String PREHEADER = "Preheader";

    private static final Map<String, String> KNOWN = Map.of("subject", SUBJECT, "preheader", PREHEADER);
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*)\\s*:[ \\t]*(.*)");

    /** Splits a text whose lines end in {@code \n}. */
    static StepFile parse(Path file, String text) {
        var headers = new ArrayList<Header>();
        var lines = text.split("\n", -1);
        int line = 0;
        while (line < lines.length && !lines[line].isBlank()) {
            headers.add(header(file, lines[line], line + 1, headers));
            line++;
        }
        var body = List.of(lines).stream().skip(line + 1L).collect(Collectors.joining("\n"));
        return new StepFile(List.copyOf(headers), body, line + 2);
    }

    Optional<Header> header(String name) {
        return headers.stream().filter(header -> header.name().equals(name)).findFirst();
    }

    private static Header header(Path file, String text, int line, List<Header> before) {
        var form = HEADER.matcher(text);
        if (!form.matches()) {
            throw Unfit.of(file, line, 1, "no-header");
        }
        var name = KNOWN.get(form.group(1).toLowerCase(Locale.ROOT));
        if (name == null) {
            var mend = Nearest.to(form.group(1), KNOWN.values())
                    .map(nearest -> Sentence.of("cadence.mend.did-you-mean", nearest))
                    .orElseGet(() -> Sentence.of("template.mend.unknown-header"));
            throw new Unfit(file, line, 1, Sentence.of("template.unknown-header", form.group(1)), mend);
        }
        if (before.stream().anyMatch(header -> header.name().equals(name))) {
            throw Unfit.of(file, line, 1, "header-twice", name);
        }
        return new Header(name, form.group(2), line, form.start(2) + 1);
    }
}
