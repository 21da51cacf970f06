package kadens.template;

/**
 * A file that goes with an email.
 *
 * @param name what the recipient sees
 * @param contentType such as {@code application/pdf}
 */
public record Attachment(String name, String contentType, byte[] bytes) {}
