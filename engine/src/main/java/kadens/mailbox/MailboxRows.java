package kadens.mailbox;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface MailboxRows {

    @Find
    Optional<Mailbox> byAddress(String address);

    @Find
    Optional<Mailbox> byId(long id);

    @Find
    @OrderBy("address")
    List<Mailbox> all();

    @Query("where ownerId = :ownerId order by address")
    List<Mailbox> ofOwner(long ownerId);

    @Query("where ownerId in :ownerIds order by address")
    List<Mailbox> ofOwners(List<Long> ownerIds);

    @Insert
    void insert(Mailbox mailbox);

    @Update
    void update(Mailbox mailbox);
}
