package kadens.enrollment;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.team.Person;
import kadens.template.Values;
import org.jspecify.annotations.Nullable;

/** What the templates see of one prospect, their company and the sender. */
public final class StepValues {

    /** Stands for the token of an enrollment in mails that only our own people get: the link ends nothing. */
    public static final String TRIAL = "preview";

    private final URI publicUrl;
    private final NextSteps nextSteps;
    private final InstantSource clock;

    /** @param publicUrl where prospects reach this installation; unsubscribe links begin with it */
    public StepValues(URI publicUrl, NextSteps nextSteps, InstantSource clock) {
        this.publicUrl = publicUrl;
        this.nextSteps = nextSteps;
        this.clock = clock;
    }

    /** The values for an enrollment's mails. */
    public Values of(
            Prospect prospect, @Nullable Account account, Person sender, Mailbox mailbox, String unsubscribeToken) {
        return new Values(
                prospect(prospect),
                account(account),
                sender(sender, mailbox),
                unsubscribeUrl(unsubscribeToken),
                LocalDate.ofInstant(clock.instant(), nextSteps.zone(prospect, mailbox)));
    }

    /** The values of somebody who may not be in the database, written to from this mailbox. */
    public Values from(Person sender, Mailbox mailbox, Values values) {
        return new Values(
                values.prospect(), values.account(), sender(sender, mailbox), unsubscribeUrl(TRIAL), values.today());
    }

    /** The page where a prospect can end it. */
    public String unsubscribeUrl(String token) {
        return publicUrl.toString().replaceFirst("/+$", "") + "/u/" + token;
    }

    private static Map<String, Object> prospect(Prospect prospect) {
        var values = new HashMap<String, Object>();
        values.put("email", prospect.email());
        put(values, "firstName", prospect.firstName());
        put(values, "lastName", prospect.lastName());
        put(values, "title", prospect.title());
        put(values, "phone", prospect.phone());
        var zone = prospect.timeZone();
        put(values, "timeZone", zone == null ? null : zone.getId());
        put(values, "country", prospect.country());
        put(values, "language", prospect.language());
        values.put("fields", prospect.fields());
        return values;
    }

    private static Map<String, Object> account(@Nullable Account account) {
        if (account == null) {
            return Map.of();
        }
        var values = new HashMap<String, Object>();
        put(values, "name", account.name());
        put(values, "domain", account.domain());
        values.put("fields", account.fields());
        return values;
    }

    private static Map<String, Object> sender(Person sender, Mailbox mailbox) {
        var values = new HashMap<String, Object>();
        values.put("name", sender.name());
        values.put("email", mailbox.address());
        put(values, "phone", sender.phone());
        put(values, "signature", sender.signature());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
