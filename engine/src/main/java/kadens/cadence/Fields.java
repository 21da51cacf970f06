package kadens.cadence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.language.Nearest;
import kadens.language.Sentence;
import kadens.plan.Misread;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys and values of one mapping. Whatever cannot be read becomes a problem at its line, and null here. */
final class Fields {

    private final Optional<Mark> start;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Problems problems;

    private Fields(MappingNode mapping, Problems problems) {
        this.start = mapping.getStartMark();
        this.problems = problems;
    }

    /** The fields of a mapping; empty, and a problem, where the node is something else. */
    static Optional<Fields> of(Node node, String thing, List<String> known, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    node.getStartMark(),
                    Sentence.of("cadence.no-fields." + thing),
                    Sentence.of("cadence.mend.no-fields", known.getFirst()));
            return Optional.empty();
        }
        var fields = new Fields(mapping, problems);
        mapping.getValue().forEach(entry -> fields.add(entry.getKeyNode(), entry.getValueNode(), thing, known));
        return Optional.of(fields);
    }

    private void add(Node keyNode, Node value, String thing, List<String> known) {
        var key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "…";
        if (!known.contains(key)) {
            var mend = Nearest.to(key, known)
                    .map(nearest -> Sentence.of("cadence.mend.did-you-mean", nearest))
                    .orElseGet(() -> Sentence.of("cadence.mend.known", String.join(", ", known)));
            problems.add(keyNode.getStartMark(), Sentence.of("cadence.unknown-key." + thing, key), mend);
        } else if (values.putIfAbsent(key, value) != null) {
            problems.add(
                    keyNode.getStartMark(),
                    Sentence.of("cadence.key-twice", key),
                    Sentence.of("cadence.mend.key-twice"));
        }
    }

    /** Where the value of a key begins, else where the mapping does. */
    Optional<Mark> mark(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(Node::getStartMark).or(() -> start);
    }

    /** The text of a key; null where it is missing or blank. */
    @Nullable
    String text(String key) {
        var node = values.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            var text = scalar.getValue().strip();
            return text.isEmpty() || (scalar.isPlain() && List.of("null", "~").contains(text)) ? null : text;
        }
        problems.add(
                node.getStartMark(), Sentence.of("cadence.not-text", key), Sentence.of("cadence.mend.not-text", key));
        return null;
    }

    @Nullable
    String required(String key, String example) {
        var text = text(key);
        if (text == null && !(values.get(key) instanceof MappingNode || values.get(key) instanceof SequenceNode)) {
            problems.add(mark(key), Sentence.of("cadence.missing", key), Sentence.of("cadence.mend.missing", example));
        }
        return text;
    }

    /** What a reader makes of the text of a key; null where it is missing or refused. */
    <T> @Nullable T read(String key, Function<String, T> reader) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (Misread e) {
            problems.add(mark(key), e.what(), e.mend());
        } catch (CadenceFile.Refused e) {
            problems.add(mark(key), e.what, e.mend);
        }
        return null;
    }

    <T extends Enum<T>> @Nullable T choice(String key, Class<T> choices) {
        return read(
                key,
                text -> Stream.of(choices.getEnumConstants())
                        .filter(choice -> word(choice).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new CadenceFile.Refused(
                                Sentence.of("cadence.no-choice", key, text),
                                Sentence.of(
                                        "cadence.mend.known",
                                        Stream.of(choices.getEnumConstants())
                                                .map(Fields::word)
                                                .collect(Collectors.joining(", "))))));
    }

    /** The entries of a list; empty, and a problem, where there are none. */
    List<Node> list(String key, String example) {
        if (values.get(key) instanceof SequenceNode sequence
                && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        problems.add(mark(key), Sentence.of("cadence.no-list", key), Sentence.of("cadence.mend.no-list", example));
        return List.of();
    }

    /** The texts of a list, or the only one; none where the key is missing. */
    List<String> texts(String key, String example) {
        var node = values.get(key);
        var nodes = node instanceof SequenceNode sequence
                ? sequence.getValue()
                : node == null ? List.<Node>of() : List.of(node);
        var texts = new ArrayList<String>();
        for (var each : nodes) {
            if (each instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue().strip());
            } else {
                problems.add(
                        each.getStartMark(),
                        Sentence.of("cadence.no-list", key),
                        Sentence.of("cadence.mend.no-list", example));
            }
        }
        return texts;
    }

    /** Whole numbers by their names; empty where the key is missing, and a problem for each that is something else. */
    Map<String, Integer> numbers(String key, String example, int max) {
        var numbers = new LinkedHashMap<String, Integer>();
        var node = values.get(key);
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(entry -> number(entry, max)
                            .ifPresentOrElse(
                                    number -> numbers.put(((ScalarNode) entry.getKeyNode()).getValue(), number),
                                    () -> problems.add(
                                            entry.getValueNode().getStartMark(),
                                            Sentence.of("cadence.no-number", key, max),
                                            Sentence.of("cadence.mend.no-numbers", example))));
        } else if (node != null) {
            problems.add(
                    node.getStartMark(),
                    Sentence.of("cadence.no-numbers", key),
                    Sentence.of("cadence.mend.no-numbers", example));
        }
        return numbers;
    }

    private static Optional<Integer> number(NodeTuple entry, int max) {
        return entry.getKeyNode() instanceof ScalarNode && entry.getValueNode() instanceof ScalarNode value
                ? Optional.of(value.getValue())
                        .filter(digits -> digits.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .filter(number -> number <= max)
                : Optional.empty();
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
