package kadens.enrollment;

import jakarta.data.Limit;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Repository
interface OutgoingMessageRows {

    @Find
    Optional<OutgoingMessage> byId(long id);

    @Query("where messageId in :messageIds")
    List<OutgoingMessage> amongst(List<String> messageIds);

    @Query("where mailboxId = :mailboxId and subject in :subjects and claimedAt > :since order by claimedAt desc")
    List<OutgoingMessage> ofSubject(long mailboxId, List<String> subjects, Instant since, Limit limit);

    @Query("where enrollmentId = :enrollmentId order by claimedAt, id")
    List<OutgoingMessage> ofEnrollment(long enrollmentId);

    @Query("select m from OutgoingMessage m join Enrollment e on e.id = m.enrollmentId where e.prospectId = :prospectId"
            + " and m.delivery = SENT and m.settledAt > :after order by m.settledAt")
    List<OutgoingMessage> sentAfter(long prospectId, Instant after);

    @Query("where enrollmentId = :enrollmentId and settleBy is not null")
    List<OutgoingMessage> waitedForOf(long enrollmentId);

    @Query(
            "where mailboxId = :mailboxId and delivery = UNCERTAIN and settleBy is not null order by settleBy desc, id desc")
    List<OutgoingMessage> waitedFor(long mailboxId, Limit limit);

    @Query("where mailboxId = :mailboxId and delivery = SENDING and lease < :lease order by id")
    List<OutgoingMessage> cutOff(long mailboxId, long lease);

    @Query("where mailboxId = :mailboxId and delivery = SENDING and lease = :lease order by enrollmentId")
    List<OutgoingMessage> beingSent(long mailboxId, long lease);

    @Query("select count(this) from OutgoingMessage where mailboxId = :mailboxId and delivery in (SENT, UNCERTAIN)"
            + " and settledAt > :since")
    long sentSince(long mailboxId, Instant since);

    @Query("select count(this) from OutgoingMessage where mailboxId = :mailboxId and delivery = UNCERTAIN")
    long uncertain(long mailboxId);

    @Insert
    void insert(OutgoingMessage message);

    @Delete
    void delete(OutgoingMessage message);

    @Update
    void update(OutgoingMessage message);
}
