package kadens.web;

import io.javalin.http.Context;
import java.util.Objects;

/** Reads what was typed into a form: never null, and no longer than what is stored. */
public final class Form {

    private Form() {}

    /** One line, without space around it. */
    public static String line(Context context, String name, int charsMax) {
        return text(context, name, charsMax).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Several lines, with line feeds between them. */
    public static String text(Context context, String name, int charsMax) {
        var given = Objects.requireNonNullElse(context.formParam(name), "")
                .replace("\r\n", "\n")
                .strip();
        return given.substring(0, Math.min(given.length(), charsMax));
    }

    /** A password or the like, as it was typed. */
    public static String secret(Context context, String name) {
        return Objects.requireNonNullElse(context.formParam(name), "");
    }

    /** Whether a box was ticked. */
    public static boolean isTicked(Context context, String name) {
        return context.formParam(name) != null;
    }
}
