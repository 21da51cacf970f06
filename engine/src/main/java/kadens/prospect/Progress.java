package kadens.prospect;

/** Told how far an import has come, every few hundred rows. */
@FunctionalInterface
public interface Progress {

    /** For who doesn't want to know. */
    Progress NONE = (_, _, _) -> {};

    /**
     * @param rowsDone rows of the file looked at so far
     * @param bytesRead how much of the file was read for it
     * @param bytesTotal how long the file is
     */
    void at(long rowsDone, long bytesRead, long bytesTotal);
}
