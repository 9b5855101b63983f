package io.postly.gateway.conformance;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The gateway as it is, with the conformance suite's fixtures beside its own tools. */
public class ConformanceProfile implements QuarkusTestProfile {

  static final String NAME = "conformance";

  @Override
  public String getConfigProfile() {
    return NAME;
  }
}
