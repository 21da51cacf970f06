package kadens.template;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written, and refuses to keep more than its limit. */
final class BoundedWriter extends Writer {

    /** More was written than an email may hold. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;
    }

    static final int CHARACTERS_MAX = 256 * 1024;

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        if (text.length() + length > CHARACTERS_MAX) {
            throw new Full();
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
