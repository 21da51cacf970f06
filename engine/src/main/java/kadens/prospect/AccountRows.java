package kadens.prospect;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface AccountRows {

    @Find
    Optional<Account> byId(long id);

    @Query("where domain in :domains")
    List<Account> withDomains(List<String> domains);

    @Query("where domain is null and name in :names")
    List<Account> withNamesAlone(List<String> names);

    @Insert
    void insertAll(List<Account> accounts);

    @Update
    void updateAll(List<Account> accounts);
}
