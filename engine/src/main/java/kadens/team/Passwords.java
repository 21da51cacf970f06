package kadens.team;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Sets and checks passwords. Only their Argon2id hash is kept (RFC 9106; the parameters are OWASP's). */
public final class Passwords {

    /** NIST SP 800-63B, 3.1.1.2: at least 15 characters where a password is all there is; a long one must be taken. */
    public static final int CHARS_MIN = 15;

    public static final int CHARS_MAX = 200;

    private static final Argon2Function HASH = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** Checked where nobody has the address that was typed, so that the time it takes tells nothing. */
    private static final String NOBODYS =
            Password.hash("nobody's password").addRandomSalt(16).with(HASH).getResult();

    private Passwords() {}

    /** Whether a new password may be taken: long enough, and not the address or the name it is for. */
    public static boolean isFit(String password, Person person) {
        var length = password.codePointCount(0, password.length());
        return length >= CHARS_MIN
                && length <= CHARS_MAX
                && password.codePoints().distinct().count() >= 5
                && !password.equalsIgnoreCase(person.email)
                && !password.equalsIgnoreCase(person.name);
    }

    /** Sets it. Whoever is signed in with the old one no longer is, and no link that was given before works. */
    public static void set(StatelessSession session, Person person, String password) {
        person.password = Password.hash(password).addRandomSalt(16).with(HASH).getResult();
        People.set(session, person, "password", person.password);
        SignedIn.end(session, person);
        OneTimeLinks.end(session, person);
    }

    /** Whether this is the person's password. Takes the same time where there is no person, or none that has one. */
    public static boolean fits(@Nullable Person person, String password) {
        var known = person == null || person.leftAt != null ? null : person.password;
        var given = password.length() > CHARS_MAX * 2 ? "" : password;
        var same = Password.check(given, known == null ? NOBODYS : known).with(HASH);
        return same && known != null;
    }
}
