package kadens.store;

/** The short wait between two looks at another process. */
final class Pause {

    private Pause() {}

    static void aMoment() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the embedded database", e);
        }
    }
}
