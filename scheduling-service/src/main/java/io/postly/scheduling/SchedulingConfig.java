package io.postly.scheduling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What operators can set of the scheduling service. */
@ConfigMapping(prefix = "postly.scheduling")
public interface SchedulingConfig {

  /** Base64 of 32 bytes: a key in this form is an AES-256 key. */
  String KEY_FORM = "[A-Za-z0-9+/]{43}=";

  /**
   * Encrypts the credentials of channels, and proves the addresses of pictures that networks fetch:
   * base64 of 32 random bytes. Required; there is no default.
   */
  @Pattern(regexp = KEY_FORM, message = "must be the base64 form of 32 bytes")
  String credentialsKey();

  /**
   * Keys used before, in the same form: still able to decrypt, never used to encrypt. Empty by
   * default.
   */
  Optional<
          List<@Pattern(regexp = KEY_FORM, message = "must be the base64 form of 32 bytes") String>>
      previousCredentialsKeys();

  /** The sending of due publications. */
  @Valid
  Dispatch dispatch();

  /** Everything that is sent to strangers' servers: webhooks, networks. */
  @Valid
  Outgoing outgoing();

  /** The settling of publications whose outcome is unknown. */
  @Valid
  Settlement settlement();

  /** Telling teams what has happened. */
  @Valid
  Notifications notifications();

  /** Asking networks how people have taken posts. */
  @Valid
  Engagement engagement();

  /** Having networks delete published posts. */
  @Valid
  Removal removal();

  /** Keeping the credentials of channels fresh that end after a while. */
  @Valid
  Renewal renewal();

  /** What networks know this installation by where people connect accounts by signing in. */
  @Valid
  SignIn signIn();

  /** The sending of due publications. */
  interface Dispatch {

    /** Whether this replica sends posts, and settles what is unconfirmed. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** The time between two looks for due publications. Default: 250 ms. */
    @WithDefault("PT0.25S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration interval();

    /** The most publications claimed at a time. Default: 100. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int batchSize();

    /** The most publications that this replica handles at the same time. Default: 128. */
    @WithDefault("128")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * How long a claim holds before others take the publication for abandoned. Must be longer than
     * three times the outgoing connect timeout, the outgoing timeout and 5 seconds together, which
     * is checked at start. Default: 30 s.
     */
    @WithDefault("PT30S")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * How late a post may still go out, for example after an outage, or be approved in order to go
     * out. Must be longer than the lease, which is checked at start. Default: one hour.
     */
    @WithDefault("PT1H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 7)
    Duration grace();

    /**
     * How late a post still counts as sent, and approved, at its time: what could not be sent or
     * was not approved until then is held or missed in workspaces that want it so. No more than the
     * grace counts. Default: 5 minutes.
     */
    @WithDefault("PT5M")
    @DurationMin(seconds = 10)
    @DurationMax(days = 1)
    Duration lateTolerance();

    /**
     * How long after it was due a post waits at least for the news of its approval, which takes a
     * moment, and longer during an outage. It waits for as long as the grace, or the late tolerance
     * in workspaces that want late posts skipped, where that is longer. Default: 5 minutes.
     */
    @WithDefault("PT5M")
    @DurationMin(seconds = 10)
    @DurationMax(days = 1)
    Duration approvalGrace();

    /**
     * How long to wait after each attempt that a network certainly did not accept for the moment,
     * give or take a fifth; after one more, or once the grace is over, the post has failed.
     * Default: 10 s, 30 s, 2 min, 5 min, 15 min, 30 min.
     */
    @WithDefault("PT10S,PT30S,PT2M,PT5M,PT15M,PT30M")
    @Size(min = 1, max = 20)
    List<@DurationMin(seconds = 1) @DurationMax(hours = 24) Duration> retryDelays();

    /** How long shutdown waits for what is being sent. Default: 20 s. */
    @WithDefault("PT20S")
    @DurationMin
    @DurationMax(minutes = 5)
    Duration shutdownTimeout();

    /**
     * For fault drills: waits between claiming a publication and beginning to send it. Default: no
     * wait.
     */
    @WithDefault("PT0S")
    @DurationMin
    Duration pauseBeforeSend();

    /**
     * For fault drills: waits between sending a publication and recording what became of it.
     * Default: no wait.
     */
    @WithDefault("PT0S")
    @DurationMin
    Duration pauseAfterSend();
  }

  /** Everything that is sent to strangers' servers: webhooks, networks. */
  interface Outgoing {

    /**
     * Whether webhooks may go to, and networks be at, loopback, private and otherwise not public
     * addresses, and networks be called without encryption. For local use alone. Default: false.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /**
     * How long connecting, TLS included, may take for each of at most three addresses. Default: 3
     * s.
     */
    @WithDefault("PT3S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /**
     * How long the other side may take to answer once the request is being sent, and a second more
     * for each 250 kB of it. Default: 10 s.
     */
    @WithDefault("PT10S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration timeout();
  }

  /** The settling of publications whose outcome is unknown, by reading the network. */
  interface Settlement {

    /**
     * The time between two looks for what is to be read. Each publication is read at once, and then
     * after one, two, four such times and so on, up to 5 minutes. Default: 5 s.
     */
    @WithDefault("PT5S")
    @DurationMin(millis = 10)
    Duration interval();

    /**
     * How long a post must have been unconfirmed before its absence from the network proves that it
     * was not delivered. Must be longer than the dispatcher's lease, which is checked at start.
     * Default: 2 minutes.
     */
    @WithDefault("PT2M")
    @DurationMin
    Duration absentAfter();
  }

  /**
   * Telling teams what has happened. Connecting and answering are limited as for all that goes out.
   */
  interface Notifications {

    /** Whether this replica sends notifications. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** The time between two looks for due notifications. Default: 500 ms. */
    @WithDefault("PT0.5S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration interval();

    /** The most notifications claimed at a time. Default: 100. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int batchSize();

    /** The most notifications that this replica sends at the same time. Default: 128. */
    @WithDefault("128")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * The most notifications that are on their way to one endpoint, so that a slow one does not
     * hold the others. Replicas that claim at the same instant may each take as many. Default: 4.
     */
    @WithDefault("4")
    @Min(1)
    @Max(100)
    int endpointConcurrency();

    /**
     * How long a claim holds before others take the notification for abandoned. Must be longer than
     * three times the outgoing connect timeout, the outgoing timeout and 5 seconds together, which
     * is checked at start. Default: 1 minute.
     */
    @WithDefault("PT1M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * How long to wait after each failed attempt, give or take a fifth; after one more failure the
     * notification has failed. Default: 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 8 h, 24 h.
     */
    @WithDefault("PT5S,PT30S,PT2M,PT10M,PT1H,PT3H,PT8H,PT24H")
    @Size(min = 1, max = 20)
    List<@DurationMin(seconds = 1) @DurationMax(days = 7) Duration> retryDelays();

    /**
     * An endpoint that nothing has got through to for so long is disabled when the next
     * notification fails for good. Default: 5 days.
     */
    @WithDefault("P5D")
    @DurationMin(hours = 1)
    @DurationMax(days = 90)
    Duration disableAfter();

    /** How long notifications are kept that were delivered or have failed. Default: 30 days. */
    @WithDefault("P30D")
    @DurationMin(days = 1)
    @DurationMax(days = 3660)
    Duration retention();

    /** How long shutdown waits for what is being sent. Default: 20 s. */
    @WithDefault("PT20S")
    @DurationMin
    @DurationMax(minutes = 5)
    Duration shutdownTimeout();
  }

  /** Asking networks how people have taken posts. */
  interface Engagement {

    /** Whether this replica asks networks how people have taken posts. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** The time between two looks for posts to be read. Default: 5 s. */
    @WithDefault("PT5S")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration interval();

    /** The most posts claimed at a time. Default: 50. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int batchSize();

    /** The most posts that this replica reads at the same time. Default: 16. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * The most posts of one channel that are claimed at a time: a slow network does not hold the
     * others, and a quick one is not flooded. Default: 2.
     */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int channelShare();

    /**
     * How long a claim holds before others take the reading for abandoned. Must be longer than
     * three times the outgoing connect timeout, the outgoing timeout and 5 seconds together, which
     * is checked at start. Default: 2 minutes.
     */
    @WithDefault("PT2M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * How long after its publication a post is read, each longer than the one before, which is
     * checked at start; each pause is lengthened by up to a tenth. After the last the post is read
     * no more. Default: 5 min, 15 min, 1 h, 3 h, 8 h, 1 d, 2 d, 4 d, 7 d, 14 d, 30 d.
     */
    @WithDefault("PT5M,PT15M,PT1H,PT3H,PT8H,P1D,P2D,P4D,P7D,P14D,P30D")
    @Size(min = 1, max = 50)
    List<@DurationMin(minutes = 1) @DurationMax(days = 365) Duration> readings();

    /**
     * How long to wait after each reading in a row of which the network told nothing, give or take
     * a fifth, but no longer than until the next reading. Default: 1 min, 5 min, 30 min, 2 h, 6 h.
     */
    @WithDefault("PT1M,PT5M,PT30M,PT2H,PT6H")
    @Size(min = 1, max = 20)
    List<@DurationMin(seconds = 1) @DurationMax(days = 7) Duration> retryDelays();

    /** How long shutdown waits for what is being read. Default: 20 s. */
    @WithDefault("PT20S")
    @DurationMin
    @DurationMax(minutes = 5)
    Duration shutdownTimeout();
  }

  /** Having networks delete published posts. */
  interface Removal {

    /** Whether this replica asks networks to delete published posts. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** The time between two looks for posts to be deleted. Default: 1 s. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration interval();

    /** The most posts claimed at a time. Default: 20. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int batchSize();

    /** The most posts that this replica has deleted at the same time. Default: 4. */
    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * How long a claim holds before others take the attempt for abandoned. Must be longer than
     * three times the outgoing connect timeout, the outgoing timeout and 5 seconds together, which
     * is checked at start. Default: 2 minutes.
     */
    @WithDefault("PT2M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * How long to wait after each attempt in a row that was not answered for certain, give or take
     * a fifth; after one more the post stays. Default: 10 s, 1 min, 5 min, 30 min, 2 h, 6 h.
     */
    @WithDefault("PT10S,PT1M,PT5M,PT30M,PT2H,PT6H")
    @Size(min = 1, max = 20)
    List<@DurationMin(seconds = 1) @DurationMax(days = 7) Duration> retryDelays();

    /** How long shutdown waits for what is being asked. Default: 20 s. */
    @WithDefault("PT20S")
    @DurationMin
    @DurationMax(minutes = 5)
    Duration shutdownTimeout();
  }

  /** Keeping the credentials of channels fresh that end after a while. */
  interface Renewal {

    /** Whether this replica renews credentials, and tells of those that end. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** The time between two looks for credentials to be renewed. Default: 5 s. */
    @WithDefault("PT5S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration interval();

    /** The most channels claimed at a time. Default: 20. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int batchSize();

    /** The most channels whose credentials this replica renews at the same time. Default: 16. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * How long a claim holds before others take the renewal for abandoned. Must be longer than
     * three times the outgoing connect timeout, the outgoing timeout and 5 seconds together, which
     * is checked at start. Default: 2 minutes.
     */
    @WithDefault("PT2M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * How long to wait after each renewal in a row that the network neither granted nor refused for
     * certain, give or take a fifth; the last goes on being used. Default: 10 s, 30 s, 2 min, 10
     * min, 30 min.
     */
    @WithDefault("PT10S,PT30S,PT2M,PT10M,PT30M")
    @Size(min = 1, max = 20)
    List<@DurationMin(seconds = 1) @DurationMax(days = 1) Duration> retryDelays();

    /**
     * How long before people are told that credentials end which cannot be renewed, or that a
     * network ends what it renews until then. Default: 7 days.
     */
    @WithDefault("P7D")
    @DurationMin(hours = 1)
    @DurationMax(days = 50)
    Duration warnBefore();

    /**
     * How long shutdown waits for what is being renewed: as long as two requests may take, since
     * some networks want to be asked twice, and an answer that nobody reads may cost the
     * connection. Default: 40 s.
     */
    @WithDefault("PT40S")
    @DurationMin
    @DurationMax(minutes = 5)
    Duration shutdownTimeout();
  }

  /** What networks know this installation by where people connect accounts by signing in. */
  interface SignIn {

    /** As servers of the AT Protocol learn it from this installation itself. */
    @Valid
    Bluesky bluesky();

    /** As servers of the AT Protocol learn it from this installation itself. */
    interface Bluesky {

      /**
       * Signs what proves to servers who this installation is: base64 of 32 random bytes. Without
       * one, servers let nobody stay connected for more than two weeks. Default: none.
       */
      Optional<@Pattern(regexp = KEY_FORM, message = "must be the base64 form of 32 bytes") String>
          clientKey();

      /**
       * Keys used before, in the same form: what was granted with one is renewed with it, and lost
       * without it. Empty by default.
       */
      Optional<
              List<
                  @Pattern(regexp = KEY_FORM, message = "must be the base64 form of 32 bytes")
                  String>>
          previousClientKeys();

      /** The directory of identities of the kind did:plc. Default: https://plc.directory. */
      @WithDefault("https://plc.directory")
      @Pattern(
          regexp = "https?://\\S+[^/\\s]",
          message = "must be an http(s) URL without a trailing slash")
      String directory();
    }

    /** As LinkedIn has it. */
    LinkedIn linkedin();

    /** As LinkedIn has it, and how it is asked. */
    interface LinkedIn {

      /** The client id. Default: none, and LinkedIn is not offered. */
      Optional<String> clientId();

      /** The client secret. Default: none, and LinkedIn is not offered. */
      Optional<String> clientSecret();

      /**
       * The version of LinkedIn's API, a year and a month; LinkedIn switches each off after a year
       * or more. Default: 202605.
       */
      @WithDefault("202605")
      @Pattern(regexp = "20[0-9]{4}", message = "must be a year and a month, as in 202605")
      String apiVersion();
    }

    /** As Threads has it. */
    Threads threads();

    /** As Threads has it. */
    interface Threads {

      /** The Threads app id. Default: none, and Threads is not offered. */
      Optional<String> clientId();

      /** The Threads app secret. Default: none, and Threads is not offered. */
      Optional<String> clientSecret();
    }

    /** As X has it. */
    X x();

    /** As X has it, for an app that is a confidential client. */
    interface X {

      /** The OAuth 2.0 client id. Default: none, and X is not offered. */
      Optional<String> clientId();

      /** The OAuth 2.0 client secret. Default: none, and X is not offered. */
      Optional<String> clientSecret();
    }
  }
}
