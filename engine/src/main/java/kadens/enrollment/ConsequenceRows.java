package kadens.enrollment;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface ConsequenceRows {

    @Query("where inboundId = :inboundId and enrollmentId = :enrollmentId")
    Optional<Consequence> one(long inboundId, long enrollmentId);

    @Query("where inboundId = :inboundId order by enrollmentId")
    List<Consequence> ofMail(long inboundId);

    @Query("where enrollmentId = :enrollmentId and becauseInbound = :inboundId")
    List<Consequence> restingOn(long inboundId, long enrollmentId);

    @Query("select inboundId from Consequence where enrollmentId = :enrollmentId and state is null order by inboundId")
    List<Long> withoutChange(long enrollmentId);

    @Insert
    void insert(Consequence consequence);

    @Update
    void update(Consequence consequence);

    @Delete
    void delete(Consequence consequence);
}
