package kadens.prospect;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import kadens.store.Fields;
import org.jspecify.annotations.Nullable;

/** A company that prospects belong to. Known by its domain, or by its name where no domain is known. */
@Entity
public final class Account {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "account_seq", allocationSize = 100)
    long id;

    @Nullable
    String name;

    @Nullable
    String domain;

    String fields = "{}";
    Instant createdAt = Instant.EPOCH;

    Account() {}

    Account(@Nullable String name, @Nullable String domain, Instant createdAt) {
        this.name = name;
        this.domain = domain;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public @Nullable String name() {
        return name;
    }

    /** In lower case; null where unknown or where the prospect writes from a public mail service. */
    public @Nullable String domain() {
        return domain;
    }

    public Map<String, String> fields() {
        return Fields.read(fields);
    }

    /** What tells this account from others: its domain, or its name in lower case where it has no domain. */
    String key() {
        return domain != null ? domain : keyOfName(String.valueOf(name));
    }

    /** No domain has a space, so a name can't be taken for one. */
    static String keyOfName(String name) {
        return "name " + name.toLowerCase(Locale.ROOT);
    }
}
