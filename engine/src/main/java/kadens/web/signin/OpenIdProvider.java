package kadens.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import kadens.web.OpenId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The organization's identity provider: OpenID Connect Core 1.0 with the authorization code flow and PKCE (RFC 7636). */
final class OpenIdProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);
    private static final int MILLIS_MAX = 10_000;
    private static final int KEYS_BYTES_MAX = 200_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final OpenId settings;
    private final URI back;
    private volatile @Nullable Found found;

    /** @param back where the provider leads to in the end */
    OpenIdProvider(OpenId settings, URI back) {
        this.settings = settings;
        this.back = back;
    }

    /** What the provider says of itself, and how its tokens are checked. */
    private record Found(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

    /** Whom the provider says somebody is; or why nobody is let in, as the end of a text's key. */
    sealed interface Answer {

        /** @param email empty where the provider does not vouch for one */
        record Someone(String subject, String email) implements Answer {}

        record Nobody(String why) implements Answer {}
    }

    /** Where a browser is led to; empty why it can't be is logged. */
    @Nullable
    URI address(OpenIdAttempt attempt, Instant now) {
        try {
            return new AuthenticationRequest.Builder(
                            ResponseType.CODE,
                            new Scope("openid", "email", "profile"),
                            new ClientID(settings.clientId()),
                            back)
                    .endpointURI(find(now).metadata().getAuthorizationEndpointURI())
                    .state(new State(attempt.state()))
                    .nonce(new Nonce(attempt.nonce()))
                    .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                    .build()
                    .toURI();
        } catch (IOException | GeneralException e) {
            LOG.warn("The identity provider {} cannot be asked: {}", settings.issuer(), e.getMessage());
            return null;
        }
    }

    /** Redeems the code that the browser brought, and checks who it is for. */
    Answer redeem(String code, OpenIdAttempt attempt, Instant now) {
        try {
            var known = find(now);
            var request = new TokenRequest.Builder(
                            known.metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(
                                    new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code), back, new CodeVerifier(attempt.verifier())))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(MILLIS_MAX);
            request.setReadTimeout(MILLIS_MAX);
            request.setFollowRedirects(false);
            if (!(OIDCTokenResponseParser.parse(request.send()) instanceof OIDCTokenResponse response)) {
                return new Answer.Nobody("openid-refused");
            }
            var token = response.getOIDCTokens().getIDToken();
            return someone(known.validator().validate(token, new Nonce(attempt.nonce())));
        } catch (BadJOSEException | JOSEException | ParseException e) {
            LOG.warn("What the identity provider {} said is not taken: {}", settings.issuer(), e.getMessage());
            return new Answer.Nobody("openid-token");
        } catch (IOException | GeneralException e) {
            LOG.warn("The identity provider {} cannot be asked: {}", settings.issuer(), e.getMessage());
            return new Answer.Nobody("openid-unreachable");
        }
    }

    /** An address counts where the provider has verified it: anybody may write the address of another into a profile. */
    private static Answer someone(IDTokenClaimsSet claims) {
        var email = Objects.requireNonNullElse(claims.getStringClaim("email"), "");
        return new Answer.Someone(claims.getSubject().getValue(), isVerified(claims) ? email : "");
    }

    /** Entra ID tells it by another name: that the domain of the address is the tenant's own. */
    private static boolean isVerified(IDTokenClaimsSet claims) {
        return List.of("email_verified", "xms_edov").stream()
                .map(claims::getClaim)
                .anyMatch(said -> said != null
                        && List.of("true", "1").contains(said.toString().toLowerCase(Locale.ROOT)));
    }

    private Found find(Instant now) throws IOException, GeneralException {
        var known = found;
        if (known == null || known.at().plus(KNOWN_FOR).isBefore(now)) {
            known = discover(now);
            found = known;
        }
        return known;
    }

    private Found discover(Instant now) throws IOException, GeneralException {
        var issuer = new Issuer(settings.issuer().toString());
        var metadata = OIDCProviderMetadata.resolve(issuer, MILLIS_MAX, MILLIS_MAX);
        if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
            throw new GeneralException("it names no authorization or no token endpoint");
        }
        return new Found(metadata, validator(issuer, metadata), now);
    }

    private IDTokenValidator validator(Issuer issuer, OIDCProviderMetadata metadata) throws MalformedURLException {
        var retriever = new DefaultResourceRetriever(MILLIS_MAX, MILLIS_MAX, KEYS_BYTES_MAX);
        var keys = JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), retriever)
                .build();
        return new IDTokenValidator(
                issuer,
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(algorithms(metadata), keys),
                null);
    }

    /** Only those whose key the provider alone has: never "none", and no shared secret. */
    private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        var offered = new HashSet<>(Objects.requireNonNullElse(metadata.getIDTokenJWSAlgs(), List.of()));
        offered.retainAll(JWSAlgorithm.Family.SIGNATURE);
        return offered.isEmpty() ? Set.of(JWSAlgorithm.RS256) : offered;
    }
}
