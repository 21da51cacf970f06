package kadens.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An OpenID provider that knows one person: real over HTTP, with keys, codes that work once, and PKCE. */
final class IdentityProvider implements AutoCloseable {

    static final String CLIENT = "kadens";
    static final String SECRET = "a secret that two share at least";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey otherKey;

    /** What the browser was led here with. */
    private Map<String, List<String>> asked = Map.of();

    private @Nullable String code;

    /** What is said of who signs in; a test changes it. */
    private UnaryOperator<JWTClaimsSet.Builder> saying = UnaryOperator.identity();

    private boolean forges;

    IdentityProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                         "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                         "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer())));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::redeem);
        server.start();
    }

    OpenId settings() {
        return new OpenId(URI.create(issuer()), CLIENT, SECRET, "Rute");
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Somebody came with this address and signed in here: where they are sent back to. */
    String signsIn(String address, UnaryOperator<JWTClaimsSet.Builder> saying) {
        this.saying = saying;
        asked = URLUtils.parseParameters(URI.create(address).getRawQuery());
        code = "code-" + asked("nonce").hashCode();
        return asked("redirect_uri") + "?code=" + code + "&state=" + asked("state");
    }

    /** Signs with a key that is not the published one from now on. */
    void forges(boolean forges) {
        this.forges = forges;
    }

    String asked(String name) {
        return only(asked, name);
    }

    private void redeem(HttpExchange exchange) throws IOException {
        var given =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!isAllowed(exchange, given)) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        code = null;
        answer(exchange, 200, """
                {"access_token": "none", "token_type": "Bearer", "id_token": "%s"}""".formatted(token()));
    }

    private boolean isAllowed(HttpExchange exchange, Map<String, List<String>> given) {
        var secret = java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        var basic = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var challenge = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(only(given, "code_verifier")));
        return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && only(given, "code").equals(code)
                && only(given, "redirect_uri").equals(asked("redirect_uri"))
                && challenge.getValue().equals(asked("code_challenge"));
    }

    private static String only(Map<String, List<String>> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name).getFirst();
    }

    private String token() {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("kari-0815")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim("nonce", asked("nonce"))
                .claim("email", "kari@rute.example")
                .claim("email_verified", true);
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                    saying.apply(claims).build());
            token.sign(new RSASSASigner(forges ? otherKey : key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
