package io.postly.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import jakarta.inject.Singleton;

/** Writes problems of the gateway's own as they go over the wire: in the form of the services'. */
@Singleton
public class ProblemJson {

  private final ObjectMapper mapper;

  ProblemJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The problem response's body. */
  public String write(ProblemException failure) {
    try {
      return mapper.writeValueAsString(Problem.of(failure));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem is always JSON", e);
    }
  }
}
