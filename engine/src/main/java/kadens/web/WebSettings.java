package kadens.web;

import java.net.URI;

/**
 * Where the pages are served, and to whom.
 *
 * @param host the address to listen on
 * @param port 0 picks a free one
 * @param publicUrl where prospects reach the unsubscribe page
 */
public record WebSettings(String host, int port, URI publicUrl) {}
