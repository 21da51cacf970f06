package kadens.prospect;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface AccountRows {

    @Find
    Optional<Account> byId(long id);

    @Insert
    void insertAll(List<Account> accounts);

    @Update
    void updateAll(List<Account> accounts);
}
