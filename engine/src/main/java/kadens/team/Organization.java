package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import kadens.language.Refusal;
import kadens.plan.Window;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The one organization of this installation: its rules for when and how often it writes to somebody. */
@Entity
public final class Organization {

    private static final byte THE_ONE = 1;
    private static final int DAYS_MAX = 3650;

    @Id
    byte id = THE_ONE;

    @Nullable
    String country;

    @Nullable
    String sendWindow;

    @Nullable
    Integer companyCap;

    @Nullable
    Integer domainCap;

    @Nullable
    Integer companyActiveMax;

    int againDays;
    int touchDays;

    Organization() {}

    /**
     * What a person may set.
     *
     * @param country ISO 3166-1 alpha-2; null: no public holidays but the prospects' own
     * @param window null: the usual office hours
     * @param companyCap null: no cap, and so for the two after it
     */
    public record Rules(
            @Nullable String country,
            @Nullable Window window,
            @Nullable Integer companyCap,
            @Nullable Integer domainCap,
            @Nullable Integer companyActiveMax,
            int againDays,
            int touchDays) {

        /** @throws Refusal if a number is one that no rule can have */
        public Rules {
            atLeastOne("--company-cap", companyCap);
            atLeastOne("--domain-cap", domainCap);
            atLeastOne("--company-active", companyActiveMax);
            days("--again-days", againDays);
            days("--touch-days", touchDays);
        }

        private static void atLeastOne(String option, @Nullable Integer most) {
            if (most != null && most < 1) {
                throw new Refusal(option + " " + most + " would let nothing through. Give 1 or more, or off.");
            }
        }

        private static void days(String option, int days) {
            if (days < 0 || days > DAYS_MAX) {
                throw new Refusal(option + " is " + days + ". Give days from 0 (no rule) to " + DAYS_MAX + ".");
            }
        }
    }

    /** The rules as they are now. */
    public static Organization get(StatelessSession session) {
        return session.get(Organization.class, THE_ONE);
    }

    /** These rules from now on. */
    public void set(StatelessSession session, Rules rules) {
        var window = rules.window();
        country = rules.country();
        sendWindow = window == null ? null : window.words();
        companyCap = rules.companyCap();
        domainCap = rules.domainCap();
        companyActiveMax = rules.companyActiveMax();
        againDays = rules.againDays();
        touchDays = rules.touchDays();
        session.update(this);
    }

    /** The window as it is stored, whether it can be read or not; null: the usual office hours. */
    public @Nullable String windowWords() {
        return sendWindow;
    }

    /** Whose public holidays count for prospects without a country, ISO 3166-1 alpha-2; null: nobody's. */
    public @Nullable String country() {
        return country;
    }

    /**
     * The hours in which steps go out where step, cadence and mailbox name none; null: the usual office hours.
     *
     * @throws kadens.plan.Misread if somebody wrote nonsense into the database
     */
    public @Nullable Window window() {
        return sendWindow == null ? null : Window.parse(sendWindow);
    }

    /** Mails to one company in any 24 hours; null: no cap. */
    public @Nullable Integer companyCap() {
        return companyCap;
    }

    /** Mails to one recipient domain in any 24 hours; null: no cap. */
    public @Nullable Integer domainCap() {
        return domainCap;
    }

    /** Ongoing enrollments a company; null: no limit. */
    public @Nullable Integer companyActiveMax() {
        return companyActiveMax;
    }

    /** Nobody goes through the same cadence again within so many days of its end. */
    public int againDays() {
        return againDays;
    }

    /** Days between the last mail of one cadence and the first of another; 0: none. */
    public int touchDays() {
        return touchDays;
    }
}
