package kadens.inbox;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface InboundRows {

    @Find
    Optional<Inbound> byId(long id);

    @Query("select identity from Inbound where mailboxId = :mailboxId and identity in :identities")
    List<String> known(long mailboxId, List<String> identities);

    @Find
    Optional<Inbound> ofIdentity(long mailboxId, String identity);
    /** Mails of a prospect that forbid writing to them, but for one. */
    @Query("select i from Inbound i join Enrollment e on e.id = i.enrollmentId where e.prospectId = :prospectId"
            + " and i.id <> :but and i.doubtful = false"
            + " and (i.verdict in ('unsubscribe', 'complaint') or i.outcome = 'bad-address') order by i.id")
    List<Inbound> forbidding(long prospectId, long but);

    @Update
    void update(Inbound inbound);

    @Insert
    void insert(Inbound inbound);

    @Insert
    void insertAll(List<Inbound> inbound);
}
