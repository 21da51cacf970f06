package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kadens.cadence.Changes;
import kadens.cadence.Changes.Change;
import kadens.cadence.Contents;
import kadens.cadence.Contents.StepContents;
import kadens.cadence.Renames;
import kadens.language.Sentence;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a cadence means for those who were mid-way in it, paused and held ones too.
 *
 * @param changes what is different
 * @param moves groups of people by what came next for them before and after, the largest first
 * @param doubts what may be one step under two keys, and is taken for two
 */
public record Impact(List<Change> changes, List<Move> moves, List<Doubt> doubts) {

    /**
     * Somebody who was mid-way.
     *
     * @param coming the keys of the steps that they get from the change on
     */
    public record Affected(
            long enrollmentId,
            String email,
            @Nullable String firstName,
            @Nullable String lastName,
            List<String> coming) {}

    /**
     * People for whom the same came next.
     *
     * @param before the title of that step; null where nothing was left
     * @param now the same after the change
     */
    public record Move(@Nullable String before, @Nullable String now, List<Affected> people) {

        /** How many get what next. */
        public Sentence sentence() {
            var what = now == null ? "change.move-end" : isOther() ? "change.move" : "change.move-same";
            return Sentence.of(what, people.size(), word(before), word(now));
        }

        private static Object word(@Nullable String title) {
            return title == null ? Sentence.of("change.nothing") : title;
        }

        /** Whether they get another step next than they would have got. */
        public boolean isOther() {
            return !Objects.equals(before, now);
        }
    }

    /** @param people those who had the one and get the other */
    public record Doubt(Renames.Pair pair, List<Affected> people) {

        public Sentence sentence() {
            return Sentence.of("change.doubt", pair.from(), pair.to(), people.size());
        }
    }

    /** One person with what they had had, and when. */
    private record Traveller(
            long id,
            String email,
            @Nullable String firstName,
            @Nullable String lastName,
            Map<String, Instant> done) {}

    /** How many are mid-way in the change, whatever came next for them. */
    public long people() {
        return moves.stream().mapToLong(move -> move.people().size()).sum();
    }

    /**
     * The impact of a change.
     *
     * @param at when the change came, or now for one that is to come
     */
    public static Impact of(StatelessSession session, String cadence, Contents before, Contents after, Instant at) {
        var renames = Renames.between(before, after);
        var names = Snapshots.names(session, cadence, after, renames);
        var moves = new LinkedHashMap<List<Optional<String>>, List<Affected>>();
        var doubts = new HashMap<Renames.Pair, List<Affected>>();
        for (var one : travellers(session, cadence, at)) {
            var had = names.had(one.done());
            var coming = left(after, had);
            var affected = new Affected(
                    one.id(),
                    one.email(),
                    one.firstName(),
                    one.lastName(),
                    coming.stream().map(StepContents::key).toList());
            var next = List.of(next(left(before, had)), next(coming));
            moves.computeIfAbsent(next, _ -> new ArrayList<>()).add(affected);
            for (var pair : renames.doubtful()) {
                if (had.contains(pair.from()) && affected.coming().contains(pair.to())) {
                    doubts.computeIfAbsent(pair, _ -> new ArrayList<>()).add(affected);
                }
            }
        }
        return new Impact(
                Changes.between(before, after, renames),
                moves.entrySet().stream()
                        .map(move -> new Move(
                                move.getKey().getFirst().orElse(null),
                                move.getKey().getLast().orElse(null),
                                move.getValue()))
                        .sorted(Comparator.comparing(Move::isOther)
                                .thenComparing(move -> move.people().size())
                                .reversed())
                        .toList(),
                renames.doubtful().stream()
                        .map(pair -> new Doubt(pair, doubts.getOrDefault(pair, List.of())))
                        .toList());
    }

    private static List<StepContents> left(Contents contents, Set<String> had) {
        return contents.steps().stream()
                .filter(step -> !had.contains(step.key()))
                .toList();
    }

    private static Optional<String> next(List<StepContents> left) {
        return left.stream().findFirst().map(StepContents::title);
    }

    /** Those who had begun and had not ended; rides enrollment_cadence. */
    private static List<Traveller> travellers(StatelessSession session, String cadence, Instant at) {
        var done = done(
                session,
                cadence,
                at,
                "select m.enrollmentId, m.stepKey, m.claimedAt from OutgoingMessage m join Enrollment e"
                        + " on e.id = m.enrollmentId where e.cadence = :cadence and m.claimedAt < :at and"
                        + " m.delivery not in (DEFERRED, SENDING) and m.sendAgain = false");
        done(
                        session,
                        cadence,
                        at,
                        "select t.enrollmentId, t.stepKey, t.doneAt from Task t join Enrollment e"
                                + " on e.id = t.enrollmentId where e.cadence = :cadence and t.doneAt < :at")
                .forEach((id, steps) ->
                        done.computeIfAbsent(id, _ -> new HashMap<>()).putAll(steps));
        return session.createSelectionQuery(
                        "select e.id, p.email, p.firstName, p.lastName from Enrollment e join Prospect p on p.id = e.prospectId"
                                + " where e.cadence = :cadence and e.enrolledAt < :at"
                                + " and (e.state not in (FINISHED, STOPPED) or e.changedAt >= :at) order by e.id",
                        Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("at", at)
                .getResultStream()
                .map(row -> new Traveller(
                        (Long) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        done.getOrDefault((Long) row[0], Map.of())))
                .toList();
    }

    private static Map<Long, Map<String, Instant>> done(
            StatelessSession session, String cadence, Instant at, String query) {
        var done = new HashMap<Long, Map<String, Instant>>();
        session.createSelectionQuery(query, Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("at", at)
                .getResultStream()
                .forEach(row -> done.computeIfAbsent((Long) row[0], _ -> new HashMap<>())
                        .put((String) row[1], (Instant) row[2]));
        return done;
    }
}
