package kadens.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages are served, and to whom.
 *
 * @param host the address to listen on
 * @param port 0 picks a free one
 * @param publicUrl where prospects reach the unsubscribe page, and people their links
 * @param openId null: people sign in by password alone
 */
public record WebSettings(
        String host, int port, URI publicUrl, @Nullable OpenId openId) {

    /** Without an identity provider. */
    public WebSettings(String host, int port, URI publicUrl) {
        this(host, port, publicUrl, null);
    }

    /** The whole address of a page. */
    public String link(String path) {
        return publicUrl.resolve(path).toString();
    }
}
