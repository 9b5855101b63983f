package io.postly.action.blob;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.Startup;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Opens the store that is configured. A service that works with blobs says so with the build
 * property {@code action-layer.blobs}, and does not start where it is certain that none can be
 * read.
 */
class BlobStores {

  /** Has the certificate authority of an object store. */
  private static final String TLS = "blobs";

  @Produces
  @Startup
  @ApplicationScoped
  @IfBuildProperty(name = "action-layer.blobs", stringValue = "true")
  BlobStore configured(BlobConfig config, TlsConfigurationRegistry tls, Clock clock) {
    return open(config, tls.get(TLS).map(BlobStores::trusted), clock);
  }

  /**
   * Opens it.
   *
   * @param trusted tells whether a certificate is an object store's, where not every Java platform
   *     does
   * @throws IllegalStateException if the settings do not fit together, or nothing can be read
   */
  static BlobStore open(BlobConfig config, Optional<SSLContext> trusted, Clock clock) {
    long largest = config.largest().asLongValue();
    return switch (config.kind()) {
      case DIRECTORY -> new DirectoryBlobs(config.directory(), largest, clock);
      case S3 -> new S3Blobs(S3Bucket.of(config.s3(), trusted, clock), largest);
    };
  }

  private static SSLContext trusted(TlsConfiguration tls) {
    try {
      return tls.createSSLContext();
    } catch (Exception e) {
      throw new IllegalStateException("quarkus.tls.blobs cannot be used", e);
    }
  }
}
