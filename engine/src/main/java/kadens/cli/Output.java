package kadens.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What every command prints by: plain words, or one JSON object a line with {@code --json}. */
final class Output {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON object a line.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** Prints the words, or with {@code --json} the values: in their own order, else by their names. */
    void say(Map<String, ?> values, Supplier<String> words) {
        var ordered = values instanceof SequencedMap<String, ?> ? values : new TreeMap<>(values);
        out().println(json ? JsonMapper.shared().writeValueAsString(ordered) : words.get());
        out().flush();
    }

    /** Prints words that have no meaning for programs. */
    void chat(String words) {
        if (!json) {
            out().println(words);
            out().flush();
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
