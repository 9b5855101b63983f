package io.postly.scheduling.content;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What scheduling needs of a part of a thread in {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record PartCopy(String text) {}
