package kadens.web.importing;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kadens.prospect.Sheet;
import kadens.prospect.Upload;
import kadens.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What somebody chose for a list: what its columns are and what an import of it may do.
 *
 * @param ownerId whose the new prospects become; null: shared by all
 */
record ImportForm(boolean headed, List<String> meanings, @Nullable Long ownerId, boolean updates) {

    private static final Pattern OWN_FIELD = Pattern.compile("(fields|account)\\.[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final int COLUMNS_MAX = 1000;

    static ImportForm of(Upload upload) {
        return new ImportForm(upload.headed(), upload.meanings(), upload.ownerId(), upload.updates());
    }

    static ImportForm of(Context context) {
        var owner = Objects.requireNonNullElse(context.formParam("owner"), "");
        return new ImportForm(
                !Objects.equals(context.formParam("headed"), "no"),
                context.formParams("column").stream().limit(COLUMNS_MAX).toList(),
                owner.matches("\\d{1,18}") ? Long.valueOf(owner) : null,
                context.formParam("updates") != null);
    }

    /** Whether the person who sent it saw as many columns as there are. */
    boolean fits(Sheet sheet) {
        return meanings.size() == sheet.columns().size();
    }

    /** Why it can't be so, in words; empty where it can. */
    Optional<String> wrong(Texts texts) {
        if (meanings.stream().anyMatch(meaning -> !isKnown(meaning))) {
            return Optional.of(texts.say("importing.wrong.unknown"));
        }
        if (!meanings.contains("email")) {
            return Optional.of(texts.say("importing.wrong.no-email"));
        }
        return doubled().stream()
                .findFirst()
                .map(column -> texts.say("importing.wrong.double", label(meanings.get(column), texts)));
    }

    /** The columns, from 0, whose field another one has already. */
    List<Integer> doubled() {
        var seen = new HashSet<String>();
        return IntStream.range(0, meanings.size())
                .filter(i -> !meanings.get(i).equals(Sheet.LEFT_OUT) && !seen.add(meanings.get(i)))
                .boxed()
                .toList();
    }

    private static boolean isKnown(String meaning) {
        return meaning.equals(Sheet.LEFT_OUT)
                || Sheet.FIELDS.contains(meaning)
                || OWN_FIELD.matcher(meaning).matches();
    }

    static String label(String meaning, Texts texts) {
        var name = meaning.substring(meaning.indexOf('.') + 1);
        if (meaning.equals(Sheet.LEFT_OUT)) {
            return texts.say("importing.field.left-out");
        }
        return meaning.startsWith("fields.")
                ? texts.say("importing.field.own", name)
                : meaning.startsWith("account.")
                        ? texts.say("importing.field.of-company", name)
                        : texts.sayCode("importing.field.", meaning.replace('_', '-'));
    }
}
