package kadens.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/** Asks for the password of the pages (RFC 7617). Wrong ones wait in one short line, so that guessing is slow. */
final class PasswordCheck {

    private static final int WRONG_WAITING_MAX = 8;
    private static final long WRONG_MILLIS = 400;

    private final byte[] password;
    private final Semaphore line = new Semaphore(WRONG_WAITING_MAX);
    private final Semaphore turn = new Semaphore(1, true);

    PasswordCheck(String password) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    void check(Context context) {
        var header = context.header("Authorization");
        if (header != null && MessageDigest.isEqual(given(header), password)) {
            return;
        }
        if (header != null) {
            delay();
        }
        context.header("WWW-Authenticate", "Basic realm=\"Kadens\", charset=\"UTF-8\"");
        throw new Failure(401, "password");
    }

    private void delay() {
        if (!line.tryAcquire()) {
            throw new Failure(429, "too-many-passwords");
        }
        try {
            turn.acquire();
            try {
                Thread.sleep(WRONG_MILLIS);
            } finally {
                turn.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            line.release();
        }
    }

    private static byte[] given(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new byte[0];
        }
        try {
            var pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
