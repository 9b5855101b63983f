package io.postly.approvals.console.confirmation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.approvals.console.api.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationViewTest {

  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "PT10M, in 10 minutes",
    "PT1M59S, in 1 minute",
    "PT59S, in less than a minute",
    "PT0S, now",
    "PT-1M, now"
  })
  void nobodyIsPromisedMoreTimeThanThereIs(Duration remaining, String words) {
    assertEquals(words, ConfirmationView.words(remaining));
  }

  @Test
  void timesAreShownInTheWorkspacesZoneAndInUtc() throws JsonProcessingException {
    ConfirmationView view =
        view(
            "{\"publications\":[{\"channel_name\":\"Sandbox\",\"network\":\"sandbox\",\"due_at\":\"2027-07-01T07:00:00Z\"}]}");

    ConfirmationView.GoingOut out = view.times().getFirst();
    assertEquals("Sandbox", out.channel());
    assertEquals("Thu 1 Jul 2027, 09:00", out.due().local());
    assertEquals("Thu 1 Jul 2027, 07:00 UTC", out.due().utc());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"publication\":{\"due_at\":\"2027-07-01T07:00:00Z\"}} | 1",
        "{\"publications\":[{\"due_at\":\"soon\"}]} | 0",
        "{\"state\":\"approved\"} | 0",
        "null | 0"
      })
  void aPreviewIsReadAsFarAsItIsKnown(String preview, int times) throws JsonProcessingException {
    assertEquals(times, view(preview).times().size());
  }

  @Test
  void aSeriesHasAllItsTimes() throws JsonProcessingException {
    ConfirmationView view =
        view(
            """
            {"publications":[{"channel_name":"One","due_at":"2027-03-22T08:00:00Z"},
                             {"channel_name":"Two","due_at":"2027-03-22T08:00:00Z"}],
             "series":{"posts":4,
                       "due_at_local":["2027-03-22T09:00:00+01:00","2027-03-29T09:00:00+02:00"]}}
            """);

    assertEquals(
        List.of("Mon 22 Mar 2027, 09:00", "Mon 29 Mar 2027, 09:00"),
        view.times().stream().map(out -> out.due().local()).toList());
    assertEquals("One, Two", view.times().getFirst().channel());
  }

  @ParameterizedTest
  @CsvSource({
    "delete_post, What would be deleted",
    "update_post, 'What stands, and what would stand'"
  })
  void whatStandsAlreadyHasNoTimeToGoOut(String action, String heading)
      throws JsonProcessingException {
    ConfirmationView view = view(action, "{\"publication\":{\"due_at\":\"2027-07-01T07:00:00Z\"}}");

    assertEquals(List.of(), view.times());
    assertEquals(heading, view.contentHeading());
  }

  private static ConfirmationView view(String preview) throws JsonProcessingException {
    return view("schedule_post", preview);
  }

  private static ConfirmationView view(String action, String preview)
      throws JsonProcessingException {
    JsonNode json = new ObjectMapper().readTree(preview);
    return ConfirmationView.of(
        new Confirmation(
            "scheduling-1",
            action,
            "Schedule post",
            "open",
            null,
            json,
            List.of(),
            "hash",
            "chat",
            NOW,
            NOW.plusSeconds(600)),
        BERLIN,
        NOW);
  }
}
