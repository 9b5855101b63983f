package io.postly.action.blob;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where blobs, such as the pictures of drafts, are kept. */
@ConfigMapping(prefix = "postly.blobs")
public interface BlobConfig {

  /**
   * {@code directory}, or {@code s3} for an object store that speaks S3. All services that work
   * with blobs need the same one.
   */
  @WithDefault("directory")
  BlobStoreKind kind();

  /**
   * The directory that holds the blobs, with {@code directory}. All services that work with blobs,
   * and all their replicas, need the same one; it is made if it is not there, and drafts must be
   * able to write to it. Back it up with the databases.
   */
  @WithDefault("blobs")
  Path directory();

  /** The largest blob that is kept; not less than {@code postly.action.largest-upload}. */
  @WithDefault("16M")
  MemorySize largest();

  /**
   * The most bytes of blobs that one replica takes or sends at the same time; what is more waits
   * some seconds, and is then refused or sent later. Of memory they need about three times as much.
   * A file or a post that is larger goes alone.
   */
  @WithDefault("32M")
  MemorySize inFlight();

  /** The object store, with {@code s3}. */
  S3 s3();

  /** An object store that speaks S3. */
  interface S3 {

    /**
     * The address of the store, without the bucket: {@code https}, or {@code http} for one on this
     * machine. Required with {@code s3}.
     */
    Optional<
            @Pattern(
                regexp = "https?://[^/?#@\\s]+",
                message = "must be a scheme, a host and a port, without a path")
            String>
        endpoint();

    /**
     * Whether {@code http} is taken for a store on another machine. Whoever is on the way reads
     * pictures then, though nobody changes them unnoticed; the secret is never sent.
     */
    @WithDefault("false")
    boolean allowHttp();

    /** The store's region, which signatures name. Stores that have none take any. */
    @WithDefault("us-east-1")
    @Pattern(regexp = "[A-Za-z0-9-]{1,63}", message = "must be the name of a region")
    String region();

    /** The bucket; it has to be there. Required with {@code s3}. */
    Optional<
            @Pattern(
                regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                message = "must be the name of a bucket")
            String>
        bucket();

    /** What names of objects begin with, such as {@code postly/}. */
    Optional<
            @Pattern(
                regexp = "([A-Za-z0-9][A-Za-z0-9._-]{0,62}/){1,5}",
                message = "must be names of folders, each with a slash behind it")
            String>
        prefix();

    /**
     * Whether the bucket stands in the path of requests, which nearly every store takes. Otherwise
     * it stands in front of the endpoint's host.
     */
    @WithDefault("true")
    boolean pathStyle();

    /** The access key's identifier. Required with {@code s3}. */
    Optional<@Pattern(regexp = "\\S+", message = "must have no spaces") String> accessKeyId();

    /**
     * Its secret. The key lets drafts read, write and list in the bucket, the others read and list.
     * Required with {@code s3}.
     */
    Optional<@Pattern(regexp = "\\S+", message = "must have no spaces") String> secretAccessKey();

    /** How long connecting, TLS included, may take. */
    @WithDefault("PT3S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** How long reading or writing one blob may take, with what is tried again in between. */
    @WithDefault("PT10S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration timeout();
  }
}
