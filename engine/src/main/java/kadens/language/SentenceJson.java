package kadens.language;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How sentences are kept in the database:
 * {@code {"key": …, "values": [text, 5, {"date": …}, {"moment": …}, {"country": "NO"}, {"key": …}]}}.
 */
public final class SentenceJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SentenceJson() {}

    /** One sentence as JSON text. */
    public static String write(Sentence sentence) {
        return node(sentence).toString();
    }

    /** Sentences in their order as a JSON array. */
    public static String write(List<Sentence> sentences) {
        var array = JSON.createArrayNode();
        sentences.forEach(sentence -> array.add(node(sentence)));
        return array.toString();
    }

    /** What {@link #write(Sentence)} wrote. */
    public static Sentence read(String json) {
        return sentence(JSON.readTree(json));
    }

    /** What {@link #write(List)} wrote. */
    public static List<Sentence> readList(String json) {
        return stream(JSON.readTree(json)).map(SentenceJson::sentence).toList();
    }

    private static ObjectNode node(Sentence sentence) {
        var node = JSON.createObjectNode().put("key", sentence.key());
        var values = node.putArray("values");
        sentence.values().forEach(value -> add(values, value));
        return node;
    }

    private static void add(ArrayNode values, Object value) {
        switch (value) {
            case Long number -> values.add(number);
            case LocalDate date -> values.addObject().put("date", date.toString());
            case ZonedDateTime moment -> values.addObject().put("moment", moment.toString());
            case Locale country -> values.addObject().put("country", country.getCountry());
            case Sentence sentence -> values.add(node(sentence));
            default -> values.add(value.toString());
        }
    }

    private static Sentence sentence(JsonNode node) {
        return new Sentence(
                node.required("key").asString(),
                stream(node.required("values")).map(SentenceJson::value).toList());
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.asLong();
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.has("date")) {
            return LocalDate.parse(node.get("date").asString());
        }
        if (node.has("moment")) {
            return ZonedDateTime.parse(node.get("moment").asString());
        }
        if (node.has("country")) {
            return Locale.of("", node.get("country").asString());
        }
        return sentence(node);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
