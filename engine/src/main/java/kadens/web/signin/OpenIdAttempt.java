package kadens.web.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import kadens.web.Paths;
import kadens.web.SessionCookie;
import org.jspecify.annotations.Nullable;

/**
 * One way of a browser to the identity provider and back, kept in a cookie of that browser: whoever comes back without it
 * did not begin here.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the token
 * @param verifier shows that whoever redeems the code is who asked for it (RFC 7636)
 * @param to where to go then, a path of ours
 */
record OpenIdAttempt(String state, String nonce, String verifier, String to) {

    private static final String COOKIE = "openid";
    private static final String PATH = "/sign-in";
    private static final int SECONDS = 600;
    private static final int TO_CHARS_MAX = 1000;

    static OpenIdAttempt fresh(String to) {
        return new OpenIdAttempt(
                new State().getValue(),
                new Nonce().getValue(),
                new CodeVerifier().getValue(),
                to.length() > TO_CHARS_MAX ? "/" : to);
    }

    /** The one that this browser began. */
    static Optional<OpenIdAttempt> of(Context context) {
        var cookie = context.cookie(COOKIE);
        var parts = cookie == null ? new String[0] : cookie.split("\\.", -1);
        if (parts.length != 4 || parts[0].isEmpty() || parts[1].isEmpty() || !parts[2].matches("[\\w-]{43,128}")) {
            return Optional.empty();
        }
        try {
            var to = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
            return Optional.of(new OpenIdAttempt(parts[0], parts[1], parts[2], Paths.own(to)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean isFor(@Nullable String cameBack) {
        return cameBack != null
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8), cameBack.getBytes(StandardCharsets.UTF_8));
    }

    void remember(Context context) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
        SessionCookie.write(context, COOKIE, String.join(".", state, nonce, verifier, encoded), PATH, SECONDS);
    }

    /** It is good for one coming back. */
    static void forget(Context context) {
        SessionCookie.write(context, COOKIE, "", PATH, 0);
    }
}
