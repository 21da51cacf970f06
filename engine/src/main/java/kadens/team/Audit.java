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
public class Audit {

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
     */
    public static List<Audit> latest(StatelessSession session, @Nullable Long personId, int offset, int limit) {
        // Rides audit_at or audit_of_person.
        return session.createSelectionQuery(
                        "from Audit" + (personId == null ? "" : " where personId = " + personId)
                                + " order by at desc, id desc",
                        Audit.class)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
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
