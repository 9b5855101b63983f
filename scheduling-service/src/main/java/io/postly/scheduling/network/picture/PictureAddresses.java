package io.postly.scheduling.network.picture;

import io.postly.action.blob.BlobId;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PublicAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Public addresses of pictures, for networks that take no files and fetch pictures themselves. An
 * address is of one picture, ends with the time in which its post may be sent, and nobody can guess
 * it. Nothing is kept of it: it says all, and proves it.
 */
@ApplicationScoped
public class PictureAddresses {

  /** Where pictures are, below the console's host. */
  static final String PATH = "/media/";

  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** By how much the clocks of replicas may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final PublicAddress address;
  private final CapabilitySeal seal;
  private final Clock clock;

  @Inject
  PictureAddresses(PublicAddress address, SchedulingConfig config, Clock clock) {
    this(
        address,
        Stream.concat(
                Stream.of(config.credentialsKey()),
                config.previousCredentialsKeys().orElse(List.of()).stream())
            .toList(),
        clock);
  }

  /**
   * Below that address.
   *
   * @param keys base64 of 32 random bytes each: the first is for new addresses, the others for
   *     those that were made before it took their place
   */
  public PictureAddresses(PublicAddress address, List<String> keys, Clock clock) {
    this.address = address;
    this.seal = new CapabilitySeal(keys);
    this.clock = clock;
  }

  /** Whether networks can fetch anything of this installation. */
  public boolean areReachable() {
    return address.origin().isPresent();
  }

  /**
   * A picture's address; not to be logged.
   *
   * @param until when it ends, at most a quarter of an hour from now
   * @throws java.util.NoSuchElementException unless they {@link #areReachable}
   */
  public String of(Picture picture, Instant until) {
    Instant latest = clock.instant().plus(LONGEST);
    Instant expiresAt = until.isBefore(latest) ? until : latest;
    Capability capability =
        new Capability(
            new BlobId(picture.sha256()),
            PictureFormat.of(picture.type()),
            picture.bytes(),
            expiresAt.truncatedTo(ChronoUnit.SECONDS));
    return address.origin().orElseThrow() + PATH + seal.seal(capability);
  }

  /**
   * What the last part of an address lets fetch; empty if it lets nothing, or not any more, or for
   * longer than Postly lets anybody: whoever had got a key could not make one that lasts.
   */
  Optional<Capability> opened(String last) {
    Instant now = clock.instant();
    Instant latest = now.plus(LONGEST).plus(SKEW);
    return seal.open(last)
        .filter(capability -> now.isBefore(capability.expiresAt()))
        .filter(capability -> !capability.expiresAt().isAfter(latest));
  }
}
