package kadens.enrollment;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface TaskRows {

    @Find
    List<Task> ofEnrollment(long enrollmentId);

    @Find
    Optional<Task> ofStep(long enrollmentId, String stepKey);

    @Insert
    void insert(Task task);

    @Update
    void update(Task task);
}
