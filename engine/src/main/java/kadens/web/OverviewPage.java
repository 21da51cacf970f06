package kadens.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kadens.enrollment.State;
import kadens.enrollment.Worklist;
import org.jspecify.annotations.Nullable;

/**
 * What needs me, and what is going on?
 *
 * @param needYou how many wait for a person
 * @param ongoing how many are on their way
 * @param all how many there are in any state
 * @param many whether so many people match the search that not all were looked through
 * @param tabs the states with their counts
 * @param mailboxes one's own and those in trouble, and others where there is room
 * @param allMailboxes how many there are in all
 * @param invite what a visitor of the sandbox may try; null elsewhere
 */
record OverviewPage(
        Amount needYou,
        Amount ongoing,
        Amount all,
        String search,
        boolean many,
        @Nullable String state,
        List<Tab> tabs,
        List<Line> lines,
        Pager pager,
        List<MailboxCard> mailboxes,
        int allMailboxes,
        List<Happening> happenings,
        @Nullable Invite invite) {

    /** A filter by state. */
    record Tab(String label, String icon, String tone, Amount count, String href, boolean current) {}

    /**
     * Where the page lies in the list; an address is null where there is no such page.
     *
     * @param ends whether the list goes on, but no further pages do
     */
    record Pager(
            long from,
            long to,
            Amount total,
            boolean ends,
            @Nullable String before,
            @Nullable String after) {}

    /** Something that happened a moment ago. */
    record Happening(long enrollment, String name, String sentence, String icon, Moment at) {}

    static List<Tab> tabs(Worklist.Wanted wanted, String search, Worklist.Listing listing, Texts texts) {
        var all = Amount.of(listing.count(Worklist.ORDER), texts);
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab(texts.say("state.all"), "all", "quiet", all, href(null, search, 1), wanted.state() == null));
        for (var state : Worklist.ORDER) {
            var view = StateView.of(state, texts);
            tabs.add(new Tab(
                    Moment.capitalized(view.label(), texts.locale()),
                    view.icon(),
                    view.tone(),
                    Amount.of(listing.count(List.of(state)), texts),
                    href(state, search, 1),
                    wanted.state() == state));
        }
        return tabs;
    }

    static Pager pager(
            Worklist.Wanted wanted, String search, Worklist.Listing listing, int number, int size, Texts texts) {
        var total = listing.total();
        var from = Math.min(total, (number - 1L) * size + 1);
        var to = Math.min(total, (long) number * size);
        var count = listing.count(wanted.state() == null ? Worklist.ORDER : List.of(wanted.state()));
        return new Pager(
                from,
                to,
                Amount.of(count, texts),
                count.more() && to == total,
                number > 1 ? href(wanted.state(), search, number - 1) : null,
                to < total ? href(wanted.state(), search, number + 1) : null);
    }

    static String href(@Nullable State state, String search, int page) {
        var parts = Stream.of(
                        state == null ? "" : "state=" + state.word(),
                        search.isEmpty() ? "" : "q=" + URLEncoder.encode(search, StandardCharsets.UTF_8),
                        page == 1 ? "" : "page=" + page)
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? "/enrollments" : "/enrollments?" + String.join("&", parts);
    }

    static @Nullable State state(@Nullable String word) {
        return word == null
                ? null
                : Stream.of(State.values())
                        .filter(state -> state.word().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(null);
    }
}
