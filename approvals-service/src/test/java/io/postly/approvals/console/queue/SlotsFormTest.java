package io.postly.approvals.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Slots;
import io.postly.approvals.console.api.Slots.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsFormTest {

  private final SlotsForm form = new SlotsForm();

  @Test
  void timesAreReadAsPeopleWriteThem() {
    form.monday = " 9:00,17.30 ; 23:59";
    form.sunday = "00:00";
    form.expectedVersion = "4";

    assertEquals(
        List.of(
            new Slot("monday", "09:00"),
            new Slot("monday", "17:30"),
            new Slot("monday", "23:59"),
            new Slot("sunday", "00:00")),
        form.slots());
    assertEquals(4, form.version());
  }

  @Test
  void anEmptyFormTakesAllSlotsAway() {
    form.tuesday = "  ";

    assertEquals(List.of(), form.slots());
    assertEquals(0, form.version());
  }

  @Test
  void everythingThatIsNoTimeIsNamed() {
    form.monday = "9:00, 24:00";
    form.friday = "noon, 8:00, 08:00";

    RefusedException refused = assertThrows(RefusedException.class, form::slots);

    assertEquals(
        List.of(
            "Monday: “24:00” is no time",
            "Friday: “noon” is no time",
            "Friday: “08:00” is given twice"),
        refused.problem().violations().stream()
            .map(violation -> violation.label() + ": " + violation.message())
            .toList());
  }

  @Test
  void whatWasTypedStandsInPlaceOfWhatThereIs() {
    form.monday = "noon";
    Slots slots =
        new Slots("The wall", 3, List.of(new Slot("monday", "09:00"), new Slot("monday", "17:30")));

    SlotsView current = SlotsView.of(slots);
    SlotsView typed = current.with(form);

    assertEquals("09:00, 17:30", current.days().getFirst().times());
    assertEquals("noon", typed.days().getFirst().times());
    assertEquals(3, typed.version());
  }
}
