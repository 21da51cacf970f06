package kadens.enrollment;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface TaskRows {

    @Find
    List<Task> ofEnrollment(long enrollmentId);

    @Query("where enrollmentId = :enrollmentId and doneAt is null")
    Optional<Task> openOf(long enrollmentId);

    @Insert
    void insert(Task task);

    @Update
    void update(Task task);
}
