package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What a schedule that was taken back on several channels has become. */
@RegisterForReflection
record CancelledPublications(List<PublicationView> publications) {}
