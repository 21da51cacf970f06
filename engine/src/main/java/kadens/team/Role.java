package kadens.team;

import java.util.Arrays;
import java.util.Locale;

/** What somebody is to the organization, and so what the pages let them see and do. */
public enum Role {

    /** Sees and does everything: people, mailboxes and the organization's rules, too. */
    ADMIN,

    /** Sees and does what the reps of the team may, and reads the reports. */
    MANAGER,

    /** Sees the own prospects and those that are nobody's, and sells to them. */
    REP,

    /** Writes cadences and reads what came of them; sells to nobody. */
    MARKETING;

    /** As it is stored and written in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no role is called so */
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No role is called '" + word + "'"));
    }
}
