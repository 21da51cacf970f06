package kadens.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that a verdict rests on: where it was found, and what it says there.
 *
 * @param what in the order of the placeholders of its sentence, each cut to some 200 characters
 */
public record Sign(Where where, List<String> what) {

    /** Its words are the sentence {@code sign.} with the name in lower case. */
    public enum Where {
        /** Its name and value. */
        HEADER,
        SUBJECT,
        SUBJECT_START,
        SUBJECT_WITH_MAIL,
        TEXT,
        /** Two phrases that together say so. */
        TEXT_TWICE,
        TEXT_WITH_DATE,
        DATE,
        UNTIL,
        /** Whom the text names to turn to. */
        NAMED,
        /** The media type of a part. */
        PART,
        CALENDAR,
        /** The status code and the recipient of a delivery report (RFC 3464). */
        STATUS,
        ACTION,
        TEXT_STATUS,
        /** What a provider's notification calls itself. */
        NOTIFICATION,
        HEADERS_TOGETHER,
        FINAL,
        NOT_FINAL,
        NOTHING,
        /** Of an unreadable mail. */
        TOO_LARGE,
        TOO_MANY_PARTS,
        NOT_GIVEN,
        /** As an earlier version has stored it. */
        STORED
    }

    private static final int MAX_CHARS = 200;

    public Sign {
        what = what.stream().map(Sign::clip).toList();
    }

    static Sign of(Where where, @Nullable Object... what) {
        return new Sign(where, Arrays.stream(what).map(String::valueOf).toList());
    }

    static Sign header(String name, String value) {
        return of(Where.HEADER, name, value);
    }

    static Sign text(String words) {
        return of(Where.TEXT, words);
    }

    /** For people, in their language. */
    public Sentence sentence() {
        return Sentence.of("sign." + where.name().toLowerCase(Locale.ROOT).replace('_', '-'), what.toArray());
    }

    /** For programs: English, and a header as it stands in the mail. */
    @Override
    public String toString() {
        return where == Where.HEADER ? String.join(": ", what) : sentence().toString();
    }

    static String write(List<Sign> signs) {
        return JsonMapper.shared().writeValueAsString(signs);
    }

    static List<Sign> read(String json) {
        return StreamSupport.stream(JsonMapper.shared().readTree(json).spliterator(), false)
                .map(Sign::read)
                .toList();
    }

    private static Sign read(JsonNode node) {
        return node.isString()
                ? of(Where.STORED, node.stringValue())
                : JsonMapper.shared().treeToValue(node, Sign.class);
    }

    private static String clip(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    }
}
