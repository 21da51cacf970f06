package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The prospects as a list for people: a page at a time, quick however many there are.
 *
 * <p>Where one of the filters alone leaves {@link #FEW} or fewer, these are read and sorted. Else the list is walked in its
 * order by index, and what the filters do not leave is passed over; a page ends after {@link #WINDOW} prospects, so that
 * filters which leave next to nothing of a million cost no more than others, and the next page goes on from there.
 */
public final class Roster {

    /** Up to so many are counted, and acted on at once. */
    public static final int FEW = 10_000;

    static final int WINDOW = 12_000;
    private static final int FIRST_WINDOW = 1_000;
    private static final int WINDOW_MIN = 200;
    private static final int WORDS_MAX = 5;

    private Roster() {}

    /** In which order a list shows them. */
    public enum Order {
        NEWEST,
        NAME
    }

    /** What somebody's ongoing enrollment is to be like. */
    public enum Standing {
        NONE(List.of()),
        ANY(List.of(State.ACTIVE, State.WAITING, State.PAUSED, State.HELD)),
        ACTIVE(List.of(State.ACTIVE)),
        WAITING(List.of(State.WAITING)),
        PAUSED(List.of(State.PAUSED)),
        HELD(List.of(State.HELD));

        private final List<State> states;

        Standing(List<State> states) {
            this.states = states;
        }

        List<State> states() {
            return states;
        }

        /** As in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which prospects are asked for.
     *
     * @param words each must begin the first or last name, the company, its domain or the address, or all together a name
     * @param standing null: whatever it is
     * @param cadence of the ongoing enrollment; null: any
     * @param suppressed whether they stand on the suppression list; null: whether or not
     * @param since added then or later; null: whenever
     */
    public record Wanted(
            List<String> words,
            Owners owners,
            @Nullable Standing standing,
            @Nullable String cadence,
            @Nullable String country,
            @Nullable Boolean suppressed,
            @Nullable Instant since,
            Order order) {

        /** What somebody typed into a search field, as words. */
        public static List<String> words(String typed) {
            return Stream.of(typed.strip().split("[\\s,]+"))
                    .filter(word -> !word.isEmpty())
                    .limit(WORDS_MAX)
                    .toList();
        }

        /** Everybody that somebody sees, newest first. */
        public static Wanted everybody(Owners owners) {
            return new Wanted(List.of(), owners, null, null, null, null, null, Order.NEWEST);
        }

        boolean filters() {
            return !words.isEmpty()
                    || standing != null
                    || cadence != null
                    || country != null
                    || suppressed != null
                    || since != null;
        }
    }

    /**
     * A page of a list.
     *
     * @param next behind whom the next page begins; null: this is the last
     * @param count how many there are, where {@code counted}; else there are more than {@link #FEW}, or nobody knows
     * @param many whether there are certainly more than {@link #FEW}
     */
    public record Page(List<Long> ids, @Nullable Long next, long count, boolean counted, boolean many) {}

    /** The prospects behind one, as many as asked for or fewer. @param after null: from the beginning */
    public static Page page(StatelessSession session, Wanted wanted, @Nullable Long after, int limit) {
        var sql = new RosterSql(session, wanted);
        var few = sql.few();
        if (few != null) {
            return slice(sql.sorted(few), wanted.order(), after, limit);
        }
        var walked = walk(sql, after, limit);
        return new Page(walked.ids(), walked.next(), 0, false, !wanted.filters());
    }

    /** All that are asked for, in no order that counts; no more than {@code max}. */
    public static List<Long> all(StatelessSession session, Wanted wanted, int max) {
        var sql = new RosterSql(session, wanted);
        var few = sql.few();
        if (few != null) {
            return sql.sorted(few).stream().limit(max).toList();
        }
        var all = new ArrayList<Long>();
        Long after = null;
        do {
            var walked = walk(sql, after, max - all.size());
            all.addAll(walked.ids());
            after = walked.next();
        } while (after != null && all.size() < max);
        return all;
    }

    private static Page slice(List<Long> all, Order order, @Nullable Long after, int limit) {
        var from = after == null
                ? 0
                : order == Order.NEWEST
                        ? (int) all.stream().takeWhile(id -> id >= after).count()
                        : all.indexOf(after) + 1;
        var ids = all.subList(from, Math.min(all.size(), from + limit));
        var next = from + ids.size() < all.size() && !ids.isEmpty() ? ids.getLast() : null;
        return new Page(List.copyOf(ids), next, all.size(), true, false);
    }

    private record Walked(List<Long> ids, @Nullable Long next) {}

    private static Walked walk(RosterSql sql, @Nullable Long after, int limit) {
        var most = WINDOW / Math.max(1, sql.branches()) / (sql.isDear() ? 2 : 1);
        var windows = sql.filters()
                ? List.of(Math.max(limit + 1, FIRST_WINDOW), Math.max(limit + 1, Math.max(WINDOW_MIN, most)))
                : List.of(limit + 1);
        var found = List.<Long>of();
        for (var window : windows) {
            found = sql.walked(after, window, limit + 1);
            if (found.size() > limit) {
                var ids = List.copyOf(found.subList(0, limit));
                return new Walked(ids, ids.getLast());
            }
        }
        return new Walked(found, sql.filters() ? sql.lastOf(after, Objects.requireNonNull(windows.getLast())) : null);
    }
}
