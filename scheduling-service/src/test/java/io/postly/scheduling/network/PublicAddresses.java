package io.postly.scheduling.network;

import io.quarkus.test.junit.QuarkusMock;
import java.net.URI;

/** Installations that networks reach. */
public final class PublicAddresses {

  /** One. */
  public static final PublicAddress PUBLIC = of("https://postly.example/console");

  private PublicAddresses() {}

  /** That of a console at that address. */
  public static PublicAddress of(String console) {
    return new PublicAddress(URI.create(console));
  }

  /** Lets networks reach the service until the end of the test. */
  public static void install() {
    QuarkusMock.installMockForType(PUBLIC, PublicAddress.class);
  }
}
