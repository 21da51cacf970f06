package kadens.prospect;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.plan.Misread;
import kadens.plan.ZoneName;
import kadens.store.Fields;
import org.jspecify.annotations.Nullable;

/** A person to sell to, known by their address. Every value but the address may be missing. */
@Entity
public final class Prospect {

    private static final int NAME_CHARS_MAX = 100;

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "prospect_seq", allocationSize = 100)
    long id;

    @Nullable
    Long accountId;

    String email = "";

    @Nullable
    String firstName;

    @Nullable
    String lastName;

    @Nullable
    String title;

    @Nullable
    String phone;

    @Nullable
    String timeZone;

    @Nullable
    String country;

    @Nullable
    String language;

    @Nullable
    Long ownerId;

    String fields = "{}";
    Instant createdAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;

    Prospect() {}

    Prospect(String email, @Nullable Long ownerId, Instant createdAt) {
        this(email, createdAt);
        this.ownerId = ownerId;
    }

    Prospect(String email, Instant createdAt) {
        this.email = email;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
    }

    /** Somebody else in the same company, of whom the same place and language are taken to be right. */
    Prospect successor(String email, @Nullable String name, Instant now) {
        var successor = new Prospect(email, now);
        successor.accountId = accountId;
        successor.ownerId = ownerId;
        successor.timeZone = timeZone;
        successor.country = country;
        successor.language = language;
        if (name != null) {
            var last = name.lastIndexOf(' ');
            successor.firstName = clipped(name.substring(0, Math.max(0, last)));
            successor.lastName = clipped(name.substring(last + 1));
        }
        return successor;
    }

    private static @Nullable String clipped(String name) {
        return name.isBlank() ? null : name.substring(0, Math.min(name.length(), NAME_CHARS_MAX));
    }

    public long id() {
        return id;
    }

    /** The person whose prospect it is; null: everybody's. */
    public @Nullable Long ownerId() {
        return ownerId;
    }

    public @Nullable Long accountId() {
        return accountId;
    }

    /** In lower case. */
    public String email() {
        return email;
    }

    /** What stands after the @ of the address. */
    public String domain() {
        return EmailAddress.domain(email);
    }

    public @Nullable String firstName() {
        return firstName;
    }

    public @Nullable String lastName() {
        return lastName;
    }

    /** When it was added. */
    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable String title() {
        return title;
    }

    public @Nullable String phone() {
        return phone;
    }

    /** The prospect's own time zone, to show times in; null where none was given that can be read. */
    public @Nullable ZoneId timeZone() {
        try {
            return judgedZone();
        } catch (Misread _) {
            return null;
        }
    }

    /**
     * The prospect's own time zone, to judge times by; null where it was not given.
     *
     * @throws Misread if somebody wrote nonsense into the database
     */
    public @Nullable ZoneId judgedZone() {
        return timeZone == null ? null : ZoneName.read(timeZone);
    }

    /** ISO 3166-1 alpha-2 in upper case. */
    public @Nullable String country() {
        return country;
    }

    /** A BCP 47 language tag. */
    public @Nullable String language() {
        return language;
    }

    public Map<String, String> fields() {
        return Fields.read(fields);
    }

    /** First and last name, or the address where neither is known. */
    public String displayName() {
        var name = Stream.of(firstName, lastName)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? email : name;
    }

    /** Takes what the row gives and keeps the rest. Returns whether anything is different now. */
    boolean take(ProspectRow row, @Nullable Long account, String mergedFields, Instant now) {
        var before = values();
        accountId = account;
        firstName = row.valueOr(Field.FIRST_NAME, firstName);
        lastName = row.valueOr(Field.LAST_NAME, lastName);
        title = row.valueOr(Field.TITLE, title);
        phone = row.valueOr(Field.PHONE, phone);
        timeZone = row.valueOr(Field.TIME_ZONE, timeZone);
        country = row.valueOr(Field.COUNTRY, country);
        language = row.valueOr(Field.LANGUAGE, language);
        fields = mergedFields;
        var changed = !before.equals(values());
        changedAt = changed ? now : changedAt;
        return changed;
    }

    /** Is as given in everything; what is not given is erased. Returns whether anything is different now. */
    boolean become(String address, Map<Field, String> given, @Nullable Long account, String allFields, Instant now) {
        var before = values();
        var changed = !email.equals(address);
        email = address;
        accountId = account;
        firstName = given.get(Field.FIRST_NAME);
        lastName = given.get(Field.LAST_NAME);
        title = given.get(Field.TITLE);
        phone = given.get(Field.PHONE);
        timeZone = given.get(Field.TIME_ZONE);
        country = given.get(Field.COUNTRY);
        language = given.get(Field.LANGUAGE);
        fields = allFields;
        changed |= !before.equals(values());
        changedAt = changed ? now : changedAt;
        return changed;
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(accountId, firstName, lastName, title, phone, timeZone, country, language, fields);
    }
}
