package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.List;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Something that a person did on the pages, in a sentence. Written in the transaction that does it, never changed. */
@Entity
public final class Audit {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "audit_seq", allocationSize = 10)
    long id;

    Instant at = Instant.EPOCH;

    @Nullable
    Long personId;

    String sentence = "";

    Audit() {}

    /** @param personId null: somebody who was not signed in, or the command line */
    public static void note(StatelessSession session, @Nullable Long personId, Sentence what, Instant now) {
        var audit = new Audit();
        audit.at = now;
        audit.personId = personId;
        audit.sentence = SentenceJson.write(what);
        session.insert(audit);
    }

    /**
     * What was done, the latest first.
     *
     * @param personId null: by anybody
     * @param before where to go on: the last one that was had; null: from the latest
     */
    public static List<Audit> latest(
            StatelessSession session, @Nullable Long personId, @Nullable Place before, int limit) {
        // Rides audit_at or audit_of_person.
        var query = session.createSelectionQuery(
                        "from Audit where 1 = 1"
                                + (personId == null ? "" : " and personId = :person")
                                + (before == null ? "" : " and at <= :at and (at < :at or id < :id)")
                                + " order by at desc, id desc",
                        Audit.class)
                .setMaxResults(limit);
        if (personId != null) {
            query.setParameter("person", personId);
        }
        if (before != null) {
            query.setParameter("at", before.at()).setParameter("id", before.id());
        }
        return query.getResultList();
    }

    /** Where one stands among them. */
    public record Place(Instant at, long id) {}

    public Place place() {
        return new Place(at, id);
    }

    public Instant at() {
        return at;
    }

    public @Nullable Long personId() {
        return personId;
    }

    public Sentence sentence() {
        return SentenceJson.read(sentence);
    }
}
