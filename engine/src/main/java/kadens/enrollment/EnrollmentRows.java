package kadens.enrollment;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Repository
interface EnrollmentRows {

    @Find
    Optional<Enrollment> byId(long id);

    @Find
    Optional<Enrollment> byToken(String unsubscribeToken);

    @Find
    Optional<Enrollment> byReplyToken(String replyToken);

    @Find
    @OrderBy("id")
    List<Enrollment> ofProspect(long prospectId);

    @Query("where prospectId = :prospectId and state not in (FINISHED, STOPPED)")
    Optional<Enrollment> ongoingOf(long prospectId);

    /** One that waits for a sign of a mail goes on when that is settled. */
    @Query("select e from Enrollment e where e.mailboxId = :mailboxId and e.state = PAUSED and e.resumeAt <= :now"
            + " and not exists (select 1 from OutgoingMessage m where m.enrollmentId = e.id and m.settleBy is not null)"
            + " order by e.resumeAt")
    List<Enrollment> restedUntil(long mailboxId, Instant now);

    @Query("where mailboxId = :mailboxId and state = HELD order by changedAt")
    List<Enrollment> heldOf(long mailboxId);

    /** Their reasons are the sentences hold.step-broken, hold.cadence-broken and hold.cadence-missing. */
    @Query(
            "where mailboxId = :mailboxId and state = HELD and id > :after and reason like '{\"key\":\"hold.%' order by id")
    List<Enrollment> heldForTemplates(long mailboxId, long after, Limit limit);

    @Query("select e from Enrollment e join Prospect p on p.id = e.prospectId join Account a on a.id = p.accountId"
            + " where a.domain in :domains and e.state not in (FINISHED, STOPPED) and (e.mailboxId = :mailboxId or exists"
            + " (select 1 from OutgoingMessage m where m.enrollmentId = e.id and m.mailboxId = :mailboxId))"
            + " order by e.id")
    List<Enrollment> ongoingAtCompany(long mailboxId, List<String> domains, Limit limit);

    @Query("select e from Enrollment e join Prospect p on p.id = e.prospectId where p.lastName in :lastNames"
            + " and p.firstName in :firstNames and e.state not in (FINISHED, STOPPED) and (e.mailboxId = :mailboxId or"
            + " exists (select 1 from OutgoingMessage m where m.enrollmentId = e.id and m.mailboxId = :mailboxId))"
            + " order by e.id")
    List<Enrollment> ongoingOfName(long mailboxId, List<String> firstNames, List<String> lastNames, Limit limit);

    @Query("select e from Enrollment e join Prospect p on p.id = e.prospectId where p.accountId = :accountId"
            + " and p.id <> :but and e.state not in (FINISHED, STOPPED) order by e.id")
    List<Enrollment> ongoingColleagues(long accountId, long but);

    @Query("select count(this) from Enrollment where mailboxId = :mailboxId and state = ACTIVE and dueAt <= :now")
    long dueCount(long mailboxId, Instant now);

    @Query("select count(this) from Enrollment where mailboxId = :mailboxId and state not in (FINISHED, STOPPED)")
    long ongoingCount(long mailboxId);

    @Query("select id from Enrollment where mailboxId = :mailboxId and state not in (FINISHED, STOPPED) order by id")
    List<Long> ongoingIds(long mailboxId);

    @Query(
            "select e.id from Enrollment e where e.mailboxId = :mailboxId and e.state not in (FINISHED, STOPPED) and exists"
                    + " (select 1 from OutgoingMessage m where m.enrollmentId = e.id and m.delivery <> DEFERRED)")
    List<Long> ongoingWritten(long mailboxId);

    @Query(
            "select e.id from Enrollment e where e.mailboxId = :mailboxId and e.state not in (FINISHED, STOPPED) and exists"
                    + " (select 1 from OutgoingMessage m where m.enrollmentId = e.id and (m.delivery = SENDING"
                    + " or m.settleBy is not null or m.sendAgain = true))")
    List<Long> ongoingBeingSent(long mailboxId);

    @Query("select count(e) from Enrollment e join Prospect p on p.id = e.prospectId"
            + " where p.accountId = :accountId and e.state not in (FINISHED, STOPPED)")
    long ongoingOfAccount(long accountId);

    @Insert
    void insert(Enrollment enrollment);

    @Update
    void update(Enrollment enrollment);
}
