package kadens.web.enrolling;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody chose for those who are to be enrolled, as the address of the page says.
 *
 * @param cadence null: not chosen yet
 * @param mailboxes the ids of those that take turns
 * @param again whether those may go once more who have been through it too recently
 * @param look at whose mail, by the prospect's id; null: at the worst one's
 */
record EnrollChoice(
        @Nullable String cadence, List<Long> mailboxes, boolean again, @Nullable Long look) {

    private static final int MAILBOXES_MAX = 200;

    static EnrollChoice asked(Context context) {
        return new EnrollChoice(
                filled(context.queryParam("cadence")),
                ids(context.queryParams("mailbox")),
                context.queryParam("again") != null,
                ids(Stream.ofNullable(context.queryParam("look")).toList()).stream()
                        .findFirst()
                        .orElse(null));
    }

    static EnrollChoice sent(Context context) {
        return new EnrollChoice(
                filled(context.formParam("cadence")),
                ids(context.formParams("mailbox")),
                context.formParam("again") != null,
                null);
    }

    /** The same with these mailboxes. */
    EnrollChoice from(List<Long> ids) {
        return new EnrollChoice(cadence, ids, again, look);
    }

    /** As the end of an address that looks at somebody's mail. */
    String query(long prospect) {
        return "?" + Stream.concat(
                        Stream.of(
                                cadence == null ? "" : "cadence=" + URLEncoder.encode(cadence, StandardCharsets.UTF_8),
                                again ? "again=yes" : "",
                                "look=" + prospect),
                        mailboxes.stream().map(id -> "mailbox=" + id))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
    }

    private static @Nullable String filled(@Nullable String given) {
        return given == null || given.isBlank() ? null : given;
    }

    private static List<Long> ids(List<String> given) {
        return given.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .limit(MAILBOXES_MAX)
                .toList();
    }
}
