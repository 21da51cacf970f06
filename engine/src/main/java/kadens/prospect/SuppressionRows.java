package kadens.prospect;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

@Repository
interface SuppressionRows {

    @Query("where target in :targets")
    List<Suppression> amongst(List<String> targets);

    @Find
    @OrderBy("target")
    List<Suppression> all();

    @Insert
    void insert(Suppression suppression);
}
