package kadens.web.settings;

import io.javalin.http.Context;
import java.util.List;
import kadens.enrollment.Replanning;
import kadens.web.Texts;
import org.jspecify.annotations.Nullable;

/** What the page after a change says of it, carried in the page's address: numbers and known words alone. */
final class Said {

    static final String SAVED = "said=saved";

    /** It takes longer than a page may. */
    static final String PLANNING = "said=planning";

    private static final List<String> PLAIN =
            List.of("saved", "planning", "left", "back", "signed-out", "removed");

    private Said() {}

    static String planned(Replanning.Outcome outcome) {
        return "said=planned&moved=" + outcome.moved() + "&held=" + outcome.held();
    }

    /** The words; null where nothing is to be said. */
    static @Nullable String of(Context context, Texts texts) {
        var said = context.queryParam("said");
        if (said == null) {
            return null;
        }
        if (said.equals("planned")) {
            return texts.say("settings.said.planned", number(context, "moved"), number(context, "held"));
        }
        return PLAIN.contains(said) ? texts.say("settings.said." + said) : null;
    }

    private static long number(Context context, String name) {
        var given = context.queryParam(name);
        return given != null && given.matches("\\d{1,12}") ? Long.parseLong(given) : 0;
    }
}
