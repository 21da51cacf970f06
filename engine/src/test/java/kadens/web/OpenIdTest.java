package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import kadens.team.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdTest {

    private Site site;
    private IdentityProvider provider;
    private int office;

    @BeforeEach
    void open() throws IOException, JOSEException {
        site = new Site();
        provider = new IdentityProvider();
        office = site.serve(new WebSettings("127.0.0.1", 0, URI.create("http://localhost"), provider.settings()), null);
    }

    @AfterEach
    void close() {
        provider.close();
        site.close();
    }

    @Test
    void whoever_the_provider_vouches_for_comes_in_and_is_known_by_the_subject_from_then_on() {
        assertThat(get("/sign-in?to=/studio").body())
                .contains("Sign in with Rute", "/sign-in/openid?to=%2Fstudio");
        setAddress("jonas@rute.example", "someone.else@rute.example");

        var in = signIn("/me?x=1", UnaryOperator.identity());

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).endsWith("/me?x=1");
        assertThat(get("/", "Cookie", cookie(in, "signed-in")).body()).contains("Kari Solheim");

        setAddress("kari@rute.example", "kari.solheim@rute.example");
        var again = signIn("/", UnaryOperator.identity());
        assertThat(get("/", "Cookie", cookie(again, "signed-in")).body()).contains("Kari Solheim");

        // The address has another holder now, whom the provider knows by another subject.
        setAddress("someone.else@rute.example", "kari@rute.example");
        var jonas = signIn("/", claims -> claims.subject("jonas-4711"));
        assertThat(get("/", "Cookie", cookie(jonas, "signed-in")).body()).contains("Jonas Lindqvist");
    }

    @Test
    void an_address_that_somebody_with_another_subject_has_lets_nobody_in() {
        assertThat(signIn("/", UnaryOperator.identity()).statusCode()).isEqualTo(303);

        assertThat(signIn("/", claims -> claims.subject("mallory")))
                .satisfies(OpenIdTest::letsNobodyIn)
                .satisfies(answer -> assertThat(answer.body()).contains("nobody has invited you"));
    }

    @Test
    void a_token_that_is_not_for_this_sign_in_lets_nobody_in() {
        assertRefused(claims -> claims.claim("nonce", "another"), "could not be verified");
        assertRefused(claims -> claims.expirationTime(new Date(1_000_000)), "could not be verified");
        assertRefused(claims -> claims.audience("another client"), "could not be verified");
        assertRefused(claims -> claims.issuer("https://evil.example"), "could not be verified");
        provider.forges(true);
        assertRefused(UnaryOperator.identity(), "could not be verified");
    }

    @Test
    void only_people_who_are_known_by_an_address_that_is_verified_come_in() {
        assertRefused(claims -> claims.claim("email_verified", false), "does not vouch for your email address");
        assertRefused(claims -> claims.claim("email_verified", null), "does not vouch for your email address");
        assertRefused(claims -> claims.claim("email", null), "does not vouch for your email address");
        assertRefused(claims -> claims.claim("email", "nobody@rute.example"), "nobody has invited you");
        site.in(session -> {
            var kari = People.byEmail(session, "kari@rute.example").orElseThrow();
            People.left(session, kari, site.engine.clock().instant());
            return true;
        });
        assertRefused(UnaryOperator.identity(), "nobody has invited you");
    }

    @Test
    void a_way_back_that_did_not_begin_in_this_browser_leads_nowhere() {
        var left = get("/sign-in/openid");
        var back = provider.signsIn(location(left), UnaryOperator.identity());
        var cookies = cookie(left, "openid");

        assertThat(path(back)).contains("state=");
        assertThat(get(path(back))).satisfies(OpenIdTest::letsNobodyIn);
        assertThat(get(path(back).replaceAll("state=[^&]*", "state=another"), "Cookie", cookies))
                .satisfies(OpenIdTest::letsNobodyIn);
        assertThat(get(path(back).replaceAll("&state=[^&]*", ""), "Cookie", cookies))
                .satisfies(OpenIdTest::letsNobodyIn);
        assertThat(get("/sign-in/openid/back?error=access_denied&state=" + provider.asked("state"), "Cookie", cookies))
                .satisfies(OpenIdTest::letsNobodyIn);
        assertThat(get(path(back), "Cookie", cookies).statusCode()).isEqualTo(303);
        // Its code was used.
        assertThat(get(path(back), "Cookie", cookies)).satisfies(OpenIdTest::letsNobodyIn);
    }

    @Test
    void the_cookie_of_the_way_is_for_no_script_and_is_forgotten_afterwards() {
        var left = get("/sign-in/openid?to=//evil.example");

        assertThat(left.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/sign-in", "Max-Age=600");
        var back = provider.signsIn(location(left), UnaryOperator.identity());
        var in = get(path(back), "Cookie", cookie(left, "openid"));
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(set -> assertThat(set).contains("openid=;", "Max-Age=0"));
        assertThat(location(in)).doesNotContain("evil");
    }

    @Test
    void where_the_provider_does_not_answer_people_are_told_and_may_use_their_password() {
        provider.close();

        assertThat(get("/sign-in/openid"))
                .satisfies(OpenIdTest::letsNobodyIn)
                .satisfies(answer -> assertThat(answer.body()).contains("cannot be reached", "name=\"password\""));
    }

    private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> saying, String why) {
        assertThat(signIn("/", saying))
                .satisfies(OpenIdTest::letsNobodyIn)
                .satisfies(answer -> assertThat(answer.body()).contains(why));
    }

    private static void letsNobodyIn(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith("signed-in="));
    }

    private HttpResponse<String> signIn(String to, UnaryOperator<JWTClaimsSet.Builder> saying) {
        var left = get("/sign-in/openid?to=" + to.replace("?", "%3F"));
        return get(path(provider.signsIn(location(left), saying)), "Cookie", cookie(left, "openid"));
    }

    private void setAddress(String email, String to) {
        site.in(session -> session.createNativeMutationQuery("UPDATE person SET email = :to WHERE email = :email")
                .setParameter("to", to)
                .setParameter("email", email)
                .executeUpdate());
    }

    private HttpResponse<String> get(String path, String... headers) {
        return site.send(site.request(office, path, headers).GET());
    }

    private static String path(String address) {
        var url = URI.create(address);
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(name + "="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .collect(Collectors.joining("; "));
    }
}
