package kadens.mailbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail server is and how to log in: {@code smtp|smtps|imap|imaps://user:password@host:port}.
 *
 * <p>{@code smtp} and {@code imap} use STARTTLS where it is offered, {@code smtps} and {@code imaps} TLS from the start
 * (RFC 8314). User and password are percent-encoded where they hold {@code : / @ %}; an unencoded {@code @} in the user
 * is understood. {@code ?certificate=any} accepts a certificate that no authority signed, as does a loopback host.
 *
 * @param user null where the server wants no login
 * @param password never part of {@link #toString}
 */
public record ServerUrl(
        String protocol,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean anyCertificate) {

    private static final Map<String, Integer> PORTS = Map.of("smtp", 587, "smtps", 465, "imap", 143, "imaps", 993);

    /** @throws Refusal naming what is wrong and an example, never the password */
    public static ServerUrl smtp(String text) {
        return parse(text, List.of("smtp", "smtps"));
    }

    /** @throws Refusal naming what is wrong and an example, never the password */
    public static ServerUrl imap(String text) {
        return parse(text, List.of("imap", "imaps"));
    }

    /** The same server with a password from elsewhere. */
    public ServerUrl withPassword(@Nullable String password) {
        return new ServerUrl(protocol, host, port, user, password, anyCertificate);
    }

    /** The URL without the password, as it is stored and shown. */
    @Override
    public String toString() {
        var login = user == null ? "" : URLEncoder.encode(user, StandardCharsets.UTF_8) + "@";
        return protocol + "://" + login + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                + (anyCertificate ? "?certificate=any" : "");
    }

    /** Host and port for sentences. */
    public String place() {
        return host + ":" + port;
    }

    boolean tlsFromStart() {
        return protocol.endsWith("s");
    }

    /** Whether the certificate need not be signed by an authority: there is nobody between us and this machine. */
    boolean trusted() {
        return anyCertificate || host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static ServerUrl parse(String text, List<String> protocols) {
        var example = protocols.getFirst() + "://user:password@mail.example.com:" + PORTS.get(protocols.getFirst());
        var scheme = text.indexOf("://");
        var protocol = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!protocols.contains(protocol)) {
            throw new Refusal("'%s' does not start with %s://. Write it like %s"
                    .formatted(withoutLogin(text), String.join(":// or ", protocols), example));
        }
        var rest = text.substring(scheme + 3);
        var login = rest.lastIndexOf('@');
        var address = address(protocol, rest.substring(login + 1), example);
        if (login < 0) {
            return new ServerUrl(protocol, address.getHost(), port(address, protocol), null, null, any(address));
        }
        var userInfo = rest.substring(0, login).split(":", 2);
        return new ServerUrl(
                protocol,
                address.getHost().replaceAll("[\\[\\]]", ""),
                port(address, protocol),
                decode(userInfo[0]),
                userInfo.length == 2 ? decode(userInfo[1]) : null,
                any(address));
    }

    private static URI address(String protocol, String text, String example) {
        try {
            var uri = new URI(protocol + "://" + text);
            if (uri.getHost() != null && uri.getPort() <= 65535 && uri.getPort() != 0) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new Refusal("'%s' is not a host and port. Write the server like %s".formatted(text, example));
    }

    private static int port(URI address, String protocol) {
        return address.getPort() > 0 ? address.getPort() : PORTS.getOrDefault(protocol, 0);
    }

    private static boolean any(URI address) {
        return "certificate=any".equals(address.getQuery());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "The user or password in a server URL holds a '%' that is not an encoded character."
                            + " Write % itself as %25.",
                    e);
        }
    }

    private static String withoutLogin(String text) {
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
