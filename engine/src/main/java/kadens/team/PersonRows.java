package kadens.team;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

@Repository
interface PersonRows {

    @Find
    Optional<Person> byEmail(String email);

    @Find
    Person byId(long id);

    @Find
    @OrderBy("email")
    List<Person> all();

    @Insert
    void insert(Person person);

    @Update
    void update(Person person);
}
