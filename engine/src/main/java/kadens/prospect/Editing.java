package kadens.prospect;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import kadens.store.Fields;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Changes a prospect or a company as somebody has typed it, by the checks of an import. What is left empty is erased. */
public final class Editing {

    private static final List<Field> FIELDS = List.of(
            Field.EMAIL,
            Field.FIRST_NAME,
            Field.LAST_NAME,
            Field.TITLE,
            Field.COMPANY,
            Field.PHONE,
            Field.COUNTRY,
            Field.TIME_ZONE,
            Field.LANGUAGE);

    /** What of a prospect can be changed, by the names of a CSV file. */
    public static final List<String> VALUES =
            FIELDS.stream().map(Field::csvName).toList();

    private Editing() {}

    /** A custom field as it was typed. */
    public record Typed(String name, String value) {}

    /** What came of it. */
    public sealed interface Outcome {

        record Saved(boolean changed) implements Outcome {}

        /**
         * Nothing was changed.
         *
         * @param wrong what is wrong with which value: by its name, or {@code fields.N} for the Nth custom field, one of
         *     {@code wrong, taken, suppressed, name, twice, too-much}
         */
        record Refused(Map<String, String> wrong) implements Outcome {}
    }

    /** @param values by {@link #VALUES}; one that is missing is erased, too */
    public static Outcome prospect(
            StatelessSession session, long id, Map<String, String> values, List<Typed> fields, Instant now) {
        var prospect = Objects.requireNonNull(session.get(Prospect.class, id, LockMode.PESSIMISTIC_WRITE));
        var wrong = new LinkedHashMap<String, String>();
        var good = new EnumMap<Field, String>(Field.class);
        FIELDS.forEach(field -> check(field, values.getOrDefault(field.csvName(), ""), good, wrong));
        var email = good.get(Field.EMAIL);
        if (email == null) {
            wrong.putIfAbsent(Field.EMAIL.csvName(), "wrong");
        } else if (!email.equals(prospect.email)) {
            checkNewAddress(session, prospect, email, wrong);
        }
        var json = fields(fields, wrong);
        if (email == null || json.isEmpty() || !wrong.isEmpty()) {
            return new Outcome.Refused(wrong);
        }
        var before = prospect.email;
        var account = account(session, prospect, good.get(Field.COMPANY), email, now);
        var changed = prospect.become(email, good, account, json.get(), now);
        if (changed) {
            new ProspectRows_(session).updateAll(List.of(prospect));
        }
        if (!before.equals(email)) {
            ProspectAddresses.own(session, prospect, before, "edited", now);
        }
        return new Outcome.Saved(changed);
    }

    /** @param domain empty: it has none */
    public static Outcome company(
            StatelessSession session, long id, String name, String domain, List<Typed> fields) {
        var account = Objects.requireNonNull(session.get(Account.class, id, LockMode.PESSIMISTIC_WRITE));
        var wrong = new LinkedHashMap<String, String>();
        var good = new EnumMap<Field, String>(Field.class);
        check(Field.COMPANY, name, good, wrong);
        check(Field.DOMAIN, domain, good, wrong);
        var newName = good.get(Field.COMPANY);
        var newDomain = good.get(Field.DOMAIN);
        if (newName == null && newDomain == null) {
            wrong.putIfAbsent(Field.COMPANY.csvName(), "wrong"); // a company is known by one of them
        }
        if (newDomain != null && PublicMailServices.has(newDomain)) {
            wrong.put(Field.DOMAIN.csvName(), "public");
        } else if (newDomain != null
                && byDomain(session, newDomain).filter(other -> other.id != id).isPresent()) {
            wrong.put(Field.DOMAIN.csvName(), "taken");
        }
        var json = fields(fields, wrong);
        if (json.isEmpty() || !wrong.isEmpty()) {
            return new Outcome.Refused(wrong);
        }
        var changed = !Objects.equals(newName, account.name)
                || !Objects.equals(newDomain, account.domain)
                || !json.get().equals(account.fields);
        account.name = newName;
        account.domain = newDomain;
        account.fields = json.get();
        if (changed) {
            new AccountRows_(session).updateAll(List.of(account));
        }
        return new Outcome.Saved(changed);
    }

    private static void check(Field field, String typed, Map<Field, String> good, Map<String, String> wrong) {
        var text = TextCheck.clean(typed);
        if (text.isEmpty()) {
            return;
        }
        switch (field.check(text)) {
            case Checked.Good(var value) -> good.put(field, value);
            case Checked.Bad _ -> wrong.put(field.csvName(), "wrong");
        }
    }

    /** Nobody gets mail again by getting another address, and nobody two by having that of somebody else. */
    private static void checkNewAddress(
            StatelessSession session, Prospect prospect, String email, Map<String, String> wrong) {
        if (Prospects.byEmail(session, email).isPresent()) {
            wrong.put(Field.EMAIL.csvName(), "taken");
        } else if (Suppressions.ofAddress(session, prospect.email).isPresent()) {
            wrong.put(Field.EMAIL.csvName(), "suppressed");
        }
    }

    private static Optional<String> fields(List<Typed> typed, Map<String, String> wrong) {
        var fields = new TreeMap<String, String>();
        for (int i = 0; i < typed.size(); i++) {
            var name = TextCheck.clean(typed.get(i).name());
            var value = TextCheck.clean(typed.get(i).value());
            if (value.isEmpty()) {
                continue;
            }
            var valid = FieldName.valid(name) ? Optional.of(name) : FieldName.of(name);
            if (valid.isEmpty()) {
                wrong.put("fields." + i, "name");
            } else if (!(TextCheck.custom(value) instanceof Checked.Good(var good))) {
                wrong.put("fields." + i, "wrong");
            } else if (fields.putIfAbsent(valid.get(), good) != null) {
                wrong.put("fields." + i, "twice");
            }
        }
        var json = Fields.write(fields);
        if (!CustomFields.fit(json)) {
            wrong.put("fields", "too-much");
            return Optional.empty();
        }
        return Optional.of(json);
    }

    /** The same company where its name is the same; else the one with that name, which may be new. */
    private static @Nullable Long account(
            StatelessSession session, Prospect prospect, @Nullable String company, String email, Instant now) {
        var current = Prospects.accountOf(session, prospect);
        if (current != null && (company == null ? current.name == null : company.equalsIgnoreCase(current.name))) {
            return current.id;
        }
        if (company == null) {
            return null;
        }
        // Rides account_name.
        var named = session.createSelectionQuery("from Account where name = :name order by id", Account.class)
                .setParameter("name", company)
                .setMaxResults(1)
                .getResultList();
        if (!named.isEmpty()) {
            return named.getFirst().id;
        }
        var domain = Optional.of(EmailAddress.domain(email))
                .filter(each ->
                        !PublicMailServices.has(each) && byDomain(session, each).isEmpty());
        var account = new Account(company, domain.orElse(null), now);
        new AccountRows_(session).insertAll(List.of(account));
        return account.id;
    }

    private static Optional<Account> byDomain(StatelessSession session, String domain) {
        // Rides account_domain.
        return session.createSelectionQuery("from Account where domain = :domain", Account.class)
                .setParameter("domain", domain)
                .uniqueResultOptional();
    }
}
