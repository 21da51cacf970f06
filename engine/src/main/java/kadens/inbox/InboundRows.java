package kadens.inbox;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
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

    @Insert
    void insert(Inbound inbound);
}
