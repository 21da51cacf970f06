package kadens.bench;

import java.util.List;

/** One thing that is measured, beside what a user would pick instead. */
interface Bench {

    /** As on the command line. */
    String name();

    /** What runs, in a line. */
    String what();

    /** Runs it, and says what came out. @throws Missing if a peer is not on this machine */
    Outcome run(Options options) throws Exception;

    /** @param parts of addresses, for {@code pages} */
    record Options(int rounds, boolean small, List<String> parts) {}

    /** A peer is not here. */
    final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1;

        Missing(String program, String debianPackage) {
            super(program + " is not here; on Debian: apt-get install " + debianPackage);
        }
    }
}
