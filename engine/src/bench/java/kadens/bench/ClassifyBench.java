package kadens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kadens.bench.Outcome.Goal;
import kadens.inbox.Classification;

/** How many mails a second are judged, beside Sisimai, which knows bounces alone. */
final class ClassifyBench implements Bench {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
    private static final int TIMES = 20;

    /** Reads the files into memory first, as ours does, then judges them again and again. */
    private static final String SISIMAI = """
            use strict; use warnings; use Sisimai; use Time::HiRes 'time';
            my $times = shift; my @mails; my $judge = Sisimai->can('rise') || Sisimai->can('make'); # its name before 5.0
            for my $file (@ARGV) { local $/; open my $in, '<', $file or die $!; push @mails, scalar <$in>; }
            my $found = 0; my $begun = time;
            for (1 .. $times) { for my $mail (@mails) { my $copy = $mail; my $all = $judge->('Sisimai', \\$copy); $found++ if $all && @$all; } }
            printf "%f %d\\n", $times * @mails / (time - $begun), $found / $times;
            """;

    @Override
    public String name() {
        return "classify";
    }

    @Override
    public String what() {
        return "mails judged a second, on one core: the bounces of shared/corpus, beside Sisimai";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var perl = Programs.find("perl", "perl libsisimai-perl").toString();
        try {
            Programs.run(List.of(perl, "-MSisimai", "-e", "1"));
        } catch (IllegalStateException _) {
            throw new Missing("Sisimai", "libsisimai-perl");
        }
        var files = bounces();
        var raws = files.stream().map(ClassifyBench::read).toList();
        var times = options.small() ? 1 : TIMES;
        var script = Files.createTempFile("sisimai", ".pl");
        Files.writeString(script, SISIMAI);
        var contenders = new InTurn()
                .with("kadens", () -> judge(raws, times))
                .with("sisimai", () -> sisimai(perl, script, times, files))
                .run(1, options.rounds());
        var outcome = new Outcome("mails/s", contenders, List.of(), Map.of());
        var ratio = outcome.contender("kadens").median() / outcome.contender("sisimai").median();
        return new Outcome(
                "mails/s",
                contenders,
                List.of(new Goal("kadens / sisimai", ratio, 3, true)),
                Map.of("mails", raws.size() + ", each " + times + " times a round"));
    }

    private static List<Path> bounces() throws IOException {
        var corpus = Stream.of("../shared/corpus", "../../shared/corpus")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no shared/corpus beside the repository"));
        try (var lines = Files.lines(corpus.resolve("labels.tsv"))) {
            return lines.skip(1)
                    .map(line -> line.split("\t"))
                    .filter(columns -> columns[1].contains("bounce"))
                    .map(columns -> corpus.resolve(columns[0]))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static double judge(List<byte[]> raws, int times) {
        var begun = System.nanoTime();
        var bounces = 0;
        for (int i = 0; i < times; i++) {
            for (var raw : raws) {
                if (Classification.of(raw, DAY).verdict().equals("bounce")) {
                    bounces++;
                }
            }
        }
        if (bounces < times * raws.size() / 2) {
            throw new IllegalStateException("Only " + bounces / times + " of " + raws.size() + " were found to be bounces");
        }
        return times * raws.size() / InTurn.seconds(begun);
    }

    private static double sisimai(String perl, Path script, int times, List<Path> files) throws Exception {
        var command = new java.util.ArrayList<>(List.of(perl, script.toString(), String.valueOf(times)));
        files.forEach(file -> command.add(file.toString()));
        return Double.parseDouble(Programs.run(command).strip().split(" ")[0]);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
