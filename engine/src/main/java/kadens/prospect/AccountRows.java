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

    @Query("where id in :ids")
    List<Account> amongst(List<Long> ids);

    @Insert
    void insertAll(List<Account> accounts);

    @Update
    void updateAll(List<Account> accounts);
}
