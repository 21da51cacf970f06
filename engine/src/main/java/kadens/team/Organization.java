package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import kadens.plan.Window;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The one organization of this installation: its rules for when and how often it writes to somebody. */
@Entity
public class Organization {

    private static final byte THE_ONE = 1;

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

    /** The rules as they are now. */
    public static Organization get(StatelessSession session) {
        return session.get(Organization.class, THE_ONE);
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
