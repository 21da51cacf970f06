package kadens.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Custom fields, kept as a JSON object of strings in the order of their names. */
public final class Fields {

    private static final TypeReference<LinkedHashMap<String, String>> TYPE = new TypeReference<>() {};

    private Fields() {}

    /** The fields as JSON text; equal maps give equal text. */
    public static String write(Map<String, String> fields) {
        return JsonMapper.shared().writeValueAsString(new TreeMap<>(fields));
    }

    /** What {@link #write} wrote. */
    public static Map<String, String> read(String json) {
        return JsonMapper.shared().readValue(json, TYPE);
    }
}
