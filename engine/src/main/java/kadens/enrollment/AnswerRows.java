package kadens.enrollment;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface AnswerRows {

    @Find
    Optional<Answer> byId(long id);

    @Find
    Optional<Answer> byToken(String token);

    @Find
    @OrderBy("id")
    List<Answer> ofEnrollment(long enrollmentId);

    @Query("from Answer where messageId in :messageIds")
    List<Answer> amongst(List<String> messageIds);

    @Query("from Answer where mailboxId = :mailboxId and state = SENDING and lease <> :lease")
    List<Answer> cutOff(long mailboxId, long lease);

    @Insert
    void insert(Answer answer);

    @Update
    void update(Answer answer);
}
