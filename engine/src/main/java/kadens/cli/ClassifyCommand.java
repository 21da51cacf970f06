package kadens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import kadens.inbox.Classification;
import kadens.inbox.Sign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "classify", description = "Judge raw messages: verdict, evidence and return date. Touches nothing.")
final class ClassifyCommand implements Callable<Integer> {

    @Mixin
    Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Messages as they came, headers and all.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        var unread = 0;
        for (var file : files) {
            try {
                print(file, Classification.of(Files.readAllBytes(file), day(file)));
            } catch (IOException e) {
                unread++;
                output.spec
                        .commandLine()
                        .getErr()
                        .println("kadens: " + file + " can't be read. Check its name and that it is a file.");
            }
        }
        return unread == 0 ? Commands.OK : Commands.WRONG;
    }

    private void print(Path file, Classification classification) {
        var values = new LinkedHashMap<String, Object>();
        values.put("file", file.toString());
        values.put("verdict", classification.verdict());
        values.put("outcome", classification.outcome());
        values.put("evidence", evidence(classification));
        values.put(
                "until",
                classification.until() == null ? null : classification.until().toString());
        values.put("intent", classification.intent());
        values.put("successor", Objects.toString(classification.successor(), null));
        output.say(
                values,
                () -> "%s: %s%s%s%s (%s)"
                        .formatted(
                                file,
                                classification.verdict(),
                                classification.intent() == null ? "" : " " + classification.intent(),
                                classification.outcome() == null ? "" : " " + classification.outcome(),
                                classification.until() == null ? "" : " until " + classification.until(),
                                String.join("; ", evidence(classification))));
    }

    private static List<String> evidence(Classification classification) {
        return classification.evidence().stream().map(Sign::toString).toList();
    }

    /** Where a message does not say when it was sent, the day its file was written. */
    private static LocalDate day(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
