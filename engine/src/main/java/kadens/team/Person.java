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
public final class Person {

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

    String role = Role.REP.word();

    @Nullable
    Long teamId;

    @Nullable
    String password;

    @Nullable
    String openidSubject;

    @Nullable
    String language;

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

    /** What they are to the organization. */
    public Role role() {
        return Role.of(role);
    }

    /** The team they are in; null: none. */
    public @Nullable Long teamId() {
        return teamId;
    }

    /** Whether they have set a password. */
    public boolean hasPassword() {
        return password != null;
    }

    /** Whether the identity provider knows them. */
    public boolean hasSubject() {
        return openidSubject != null;
    }

    /** Of the pages, {@code en} or {@code nb}; null: as the browser says. */
    public @Nullable String language() {
        return language;
    }

    /** Since when they are no longer with the organization; null while they are. */
    public @Nullable Instant leftAt() {
        return leftAt;
    }
}
