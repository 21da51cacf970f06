package kadens.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages are served, and to whom.
 *
 * @param host the address to listen on
 * @param port 0 picks a free one
 * @param publicUrl where prospects reach the unsubscribe page
 * @param password asked of everybody but prospects (HTTP Basic, any user); null: the pages answer this machine alone
 */
public record WebSettings(
        String host, int port, URI publicUrl, @Nullable String password) {}
