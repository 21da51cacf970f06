package kadens.cadence;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML as a tree of nodes that know their line and column. Nothing is constructed, so nothing can be expanded. */
final class Yaml {

    private static final int DEPTH_MAX = 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(128 * 1024)
            .setMaxAliasesForCollections(10)
            .setAllowRecursiveKeys(false)
            .build();

    private Yaml() {}

    /** The one document of the text; empty where there is none. */
    static Optional<Node> tree(String text) {
        refuseDeepNesting(text);
        return new Compose(SETTINGS).composeString(text);
    }

    /** The composer calls itself for each level; the events come one by one. */
    private static void refuseDeepNesting(String text) {
        int depth = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            if (isStart(event)) {
                depth++;
            } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
                depth--;
            }
            if (depth > DEPTH_MAX) {
                throw new ParserException("nested too deeply", event.getStartMark());
            }
        }
    }

    private static boolean isStart(Event event) {
        return event.getEventId() == Event.ID.MappingStart || event.getEventId() == Event.ID.SequenceStart;
    }
}
