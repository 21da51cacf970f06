package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.cadence.Contents;
import org.hibernate.StatelessSession;

/** The changes of a cadence with what each meant for those who were mid-way, the newest first. */
public final class Impacts {

    private Impacts() {}

    /**
     * A change that was stored, before anything of it was sent.
     *
     * @param number of the snapshot that it led to
     */
    public record Recorded(int number, Instant at, Contents after, Impact impact) {}

    /** What the cadence says now, held against what was stored last; empty where nothing is stored or nothing changed. */
    public static Optional<Impact> pending(StatelessSession session, Cadence cadence, Instant now) {
        var contents = Contents.of(cadence);
        return Snapshots.last(session, cadence.name())
                .filter(last -> !last.digest().equals(contents.digest()))
                .map(last -> Impact.of(session, cadence.name(), last.contents(), contents, now.plusSeconds(1)));
    }

    /** Changes that led to snapshots with a lower number. */
    public static List<Recorded> before(StatelessSession session, String cadence, int number, int max) {
        var snapshots = Snapshots.before(session, cadence, number, max + 1);
        var changes = new ArrayList<Recorded>();
        for (int i = 0; i + 1 < snapshots.size(); i++) {
            var after = snapshots.get(i);
            var before = snapshots.get(i + 1);
            changes.add(new Recorded(
                    after.number(),
                    after.takenAt(),
                    after.contents(),
                    Impact.of(session, cadence, before.contents(), after.contents(), after.takenAt())));
        }
        return changes;
    }

    /** The cadences that somebody is mid-way in, with how many are. */
    public static List<OnTheWay> onTheWay(StatelessSession session) {
        return session.createSelectionQuery(
                        "select cadence, count(*) from Enrollment where state not in (FINISHED, STOPPED) group by cadence"
                                + " order by cadence",
                        OnTheWay.class)
                .getResultList();
    }

    /** How many are mid-way in a cadence. */
    public record OnTheWay(String cadence, long people) {}
}
