package kadens.prospect;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

@Repository
interface SuppressionRows {

    @Find
    Optional<Suppression> byId(long id);

    @Query("where target in :targets")
    List<Suppression> amongst(List<String> targets);

    @Query("where inboundId = :inboundId")
    List<Suppression> ofMail(long inboundId);

    @Delete
    void delete(Suppression suppression);
}
