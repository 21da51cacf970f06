package kadens.prospect;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface ProspectRows {

    @Find
    Optional<Prospect> byId(long id);

    @Find
    Optional<Prospect> byEmail(String email);

    @Query("where email in :emails")
    List<Prospect> amongst(List<String> emails);

    @Insert
    void insertAll(List<Prospect> prospects);

    @Update
    void updateAll(List<Prospect> prospects);
}
