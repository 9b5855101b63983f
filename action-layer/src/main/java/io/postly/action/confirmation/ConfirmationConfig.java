package io.postly.action.confirmation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How people confirm what assistants want to do. */
@ConfigMapping(prefix = "postly.action.confirmation")
public interface ConfirmationConfig {

  /**
   * The console's public address, without a trailing slash; links to confirmations and invitations
   * begin so.
   */
  @WithDefault("http://localhost:8080/console")
  @Pattern(
      regexp = "https?://\\S+[^/\\s]",
      message = "must be an http(s) URL without a trailing slash")
  String consoleUrl();

  /** How long a confirmation can be given and used. */
  @WithDefault("PT10M")
  @DurationMin(minutes = 1)
  @DurationMax(hours = 1)
  Duration lifetime();

  /**
   * OAuth clients whose calls are their users' own, such as a command line: they need no
   * confirmation. Every other client but the console counts as an assistant's, whatever way its
   * calls come by. Default: none.
   */
  Optional<Set<String>> exemptClients();
}
