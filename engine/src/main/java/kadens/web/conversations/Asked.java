package kadens.web.conversations;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Roster;
import kadens.enrollment.Whose;
import kadens.inbox.Conversations.Mark;
import kadens.inbox.Conversations.Standing;
import kadens.inbox.Conversations.Wanted;
import kadens.inbox.Conversations.Which;
import kadens.web.Me;
import kadens.web.Shift;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations an address asks for.
 *
 * @param which one of {@link #TABS}
 * @param whose as it was asked; null: not at all
 * @param after where the page begins; null: at the newest
 */
record Asked(
        String which,
        @Nullable String whose,
        String search,
        @Nullable Mark after) {

    /** Open ones, those that somebody was asked to deal with and is asking, those of nobody, dealt with, and all. */
    static final List<String> TABS = List.of("open", "mine", "unassigned", "done", "all");

    private static final int SEARCH_MAX = 100;
    private static final Pattern MARK = Pattern.compile("([0-9TZ:.-]{20,30})_(\\d{1,18})");

    static Asked of(Context context) {
        var which = context.queryParam("which");
        var typed = Objects.requireNonNullElse(context.queryParam("q"), "").strip();
        var whose = context.queryParam("whose");
        return new Asked(
                which != null && TABS.contains(which) ? which : TABS.getFirst(),
                whose != null && List.of("mine", "team").contains(whose) ? whose : null,
                typed.substring(0, Math.min(typed.length(), SEARCH_MAX)),
                mark(context.queryParam("after")));
    }

    Wanted wanted(Shift shift, Me me) {
        var words = Roster.Wanted.words(search);
        if (which.equals("mine")) {
            return new Wanted(Which.OPEN, new Whose(List.of()), me.id(), words);
        }
        var shown = switch (which) {
            case "unassigned" -> Which.UNASSIGNED;
            case "done" -> Which.DONE;
            case "all" -> Which.ALL;
            default -> Which.OPEN;
        };
        return new Wanted(shown, shift.whose(), shift.assigneeId(), words);
    }

    String tab(String other) {
        return href(other, whose, null);
    }

    String choice(String other) {
        return href(which, other, null);
    }

    String next(Standing last) {
        return href(which, whose, last);
    }

    private String href(String which, @Nullable String whose, @Nullable Standing last) {
        var query = Stream.of(
                        which.equals(TABS.getFirst()) ? "" : "which=" + which,
                        whose == null ? "" : "whose=" + whose,
                        search.isEmpty() ? "" : "q=" + URLEncoder.encode(search, StandardCharsets.UTF_8),
                        last == null ? "" : "after=" + last.receivedAt() + "_" + last.enrollmentId())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/conversations" : "/conversations?" + query;
    }

    private static @Nullable Mark mark(@Nullable String given) {
        var found = MARK.matcher(Objects.requireNonNullElse(given, ""));
        try {
            return found.matches() ? new Mark(Instant.parse(found.group(1)), Long.parseLong(found.group(2))) : null;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
