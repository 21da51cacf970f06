package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Somebody who sells: the name, phone and signature that prospects see. */
@Entity
public class Person {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "person_seq", allocationSize = 10)
    long id;

    String email = "";
    String name = "";

    @Nullable
    String phone;

    @Nullable
    String signature;

    @Nullable
    Instant leftAt;

    boolean approves;

    Instant createdAt = Instant.EPOCH;

    Person() {}

    /** A new person, not yet stored. The address is kept in lower case. */
    public Person(String email, String name, @Nullable String phone, @Nullable String signature, Instant createdAt) {
        this.email = email.toLowerCase(Locale.ROOT);
        this.name = name;
        this.phone = phone;
        this.signature = signature;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public @Nullable String phone() {
        return phone;
    }

    public @Nullable String signature() {
        return signature;
    }

    /** Whether they may approve what cadences send. */
    public boolean mayApprove() {
        return approves && leftAt == null;
    }

    /** Since when they are no longer with the organization; null while they are. */
    public @Nullable Instant leftAt() {
        return leftAt;
    }
}
