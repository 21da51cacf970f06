package kadens.web.enrolling;

import org.jspecify.annotations.Nullable;

/**
 * Where addresses are typed or pasted.
 *
 * @param cadence chosen already; null: none
 * @param wrong why they can't be used; null: nothing was sent yet
 */
record StartPage(
        String typed, @Nullable String cadence, @Nullable String wrong) {}
