package kadens.web;

import java.net.URI;

/**
 * The organization's identity provider.
 *
 * @param name what the button calls it, such as {@code Entra ID}
 */
public record OpenId(URI issuer, String clientId, String clientSecret, String name) {}
