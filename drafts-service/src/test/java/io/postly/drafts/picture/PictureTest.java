package io.postly.drafts.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

  static Stream<Arguments> pictures() {
    return Stream.of(
        arguments(PictureType.JPEG, Samples.jpeg(40, 30), 40, 30),
        arguments(PictureType.PNG, Samples.png(40, 30), 30, 40),
        arguments(PictureType.WEBP, Samples.webp(), 1, 1));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void shouldRecognizePictureByContentAndSizeAsShown(
      PictureType type, byte[] file, int width, int height) throws PictureRefusedException {
    // When
    Picture cleaned = Picture.clean(file);

    // Then
    assertEquals(type, cleaned.type());
    assertEquals(width, cleaned.width());
    assertEquals(height, cleaned.height());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void shouldLeaveNothingOfWhatIsNotThePicture(PictureType type, byte[] file)
      throws PictureRefusedException {
    // Given
    assertTrue(text(file).contains(Samples.SECRET));

    // When
    byte[] cleaned = Picture.clean(file).content();

    // Then
    for (String trace : List.of("52.5163", "adobe", "ICC_PROFILE", "iCCP", "tEXt", "tIME", "XMP")) {
      assertFalse(text(cleaned).contains(trace), trace);
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void shouldCleanWhatIsCleanToTheSameBytes(PictureType type, byte[] file)
      throws PictureRefusedException {
    // Given
    byte[] cleaned = Picture.clean(file).content();

    // Then
    assertArrayEquals(cleaned, Picture.clean(cleaned).content());
  }

  @Test
  void shouldLeavePixelsOfJpegAsTheyAre() throws PictureRefusedException {
    assertSamePixels(Samples.jpegTurned(40, 30, 3));
  }

  @Test
  void shouldTakeRestartsOfJpegThatAreFilledUpBefore() throws PictureRefusedException {
    assertArrayEquals(Samples.jpegFilled(), Picture.clean(Samples.jpegFilled()).content());
  }

  @Test
  void shouldLeavePixelsOfPngAsTheyAre() throws PictureRefusedException {
    assertSamePixels(Samples.png(40, 30));
  }

  private static void assertSamePixels(byte[] file) throws PictureRefusedException {
    BufferedImage before = Samples.read(file);
    BufferedImage after = Samples.read(Picture.clean(file).content());
    assertArrayEquals(
        before.getRGB(0, 0, 40, 30, null, 0, 40), after.getRGB(0, 0, 40, 30, null, 0, 40));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void shouldKeepOrientationAndNothingElseOfExif(int orientation) throws PictureRefusedException {
    // When
    Picture cleaned = Picture.clean(Samples.jpegTurned(40, 30, orientation));

    // Then
    assertEquals(2, text(cleaned.content()).split("Exif", -1).length);
    assertFalse(text(cleaned.content()).contains("52.5163"));
    assertEquals(orientation >= 5 ? 30 : 40, cleaned.width());
    assertArrayEquals(cleaned.content(), Picture.clean(cleaned.content()).content());
  }

  @Test
  void shouldBelieveTheFirstOrientation() throws PictureRefusedException {
    assertEquals(40, Picture.clean(Samples.jpegTurned(40, 30, 1, 6)).width());
    assertEquals(30, Picture.clean(Samples.jpegTurned(40, 30, 6, 1)).width());
  }

  @Test
  void shouldReadOrientationOfWebpWhateverItsExifBeginsWith() throws PictureRefusedException {
    assertArrayEquals(
        Picture.clean(Samples.webp()).content(),
        Picture.clean(Samples.webpWithNamedExif()).content());
  }

  @Test
  void shouldKeepNoExifOfUprightPicture() throws PictureRefusedException {
    assertFalse(text(Picture.clean(Samples.jpeg(4, 3)).content()).contains("Exif"));
  }

  @Test
  void shouldRefuseMorePixelsThanReadersHaveMemoryFor() {
    assertRefused(Samples.pngDeclaring(12_001, 1), "12001 × 1 pixels");
    assertRefused(Samples.pngDeclaring(10_000, 5_001), "at most 12000 on a side");
    assertRefused(Samples.pngDeclaring(-1, -1), "4294967295 × 4294967295 pixels");
    assertRefused(Samples.pngDeclaring(0, 1), "damaged");
  }

  @Test
  void shouldRefuseMoreScansThanReadersHaveTimeFor() throws PictureRefusedException {
    assertEquals(9, Picture.clean(Samples.jpegOfScans(200)).width());
    assertRefused(Samples.jpegOfScans(201), "more than 200 scans");
  }

  @Test
  void shouldRefuseColoursThatNetworksDoNotShow() {
    assertRefused(Samples.jpegOfPrint(), "save it as RGB");
  }

  @Test
  void shouldRefusePicturesThatMove() {
    assertRefused(Samples.pngMoving(), "only still pictures are taken");
    assertRefused(Samples.webpMoving(), "only still pictures are taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GIF89a",
        "%PDF-1.7",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<html><script>alert(1)</script></html>"
      })
  void shouldRefuseWhatIsNoPicture(String content) {
    assertRefused(
        content.getBytes(StandardCharsets.UTF_8), "neither a JPEG, a PNG nor a WebP picture");
  }

  private static void assertRefused(byte[] file, String reason) {
    PictureRefusedException refused =
        assertThrows(PictureRefusedException.class, () -> Picture.clean(file));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  /** Whatever is done to a file, it is cleaned or refused, and never grows. */
  @Property(tries = 3_000)
  void shouldCleanOrRefuseWhateverItIsGiven(@ForAll("mangled") byte[] file) {
    Picture cleaned;
    try {
      cleaned = Picture.clean(file);
    } catch (PictureRefusedException e) {
      assertTrue(e.getMessage().matches("(?:is|has|moves).*"), e.getMessage());
      return;
    }
    assertTrue(cleaned.content().length <= file.length + 64);
    long pixels = (long) cleaned.width() * cleaned.height();
    assertTrue(pixels >= 1 && pixels <= Picture.MOST_PIXELS);
  }

  @Provide
  Arbitrary<byte[]> mangled() {
    Arbitrary<byte[]> whole =
        Arbitraries.of(
            Samples.jpeg(9, 7), Samples.jpegTurned(9, 7, 6), Samples.png(9, 7), Samples.webp());
    Arbitrary<int[]> changes = Arbitraries.integers().array(int[].class).ofMaxSize(6);
    return Combinators.combine(whole, changes, Arbitraries.doubles().between(0.2, 1))
        .as(PictureTest::mangled);
  }

  /** Cut off at that part of its length, with bytes changed mostly where the structure stands. */
  private static byte[] mangled(byte[] whole, int[] changes, double part) {
    byte[] file = Arrays.copyOf(whole, (int) (whole.length * Math.sqrt(part)));
    for (int change : changes) {
      int place =
          Math.floorMod(change >> 8, change % 2 == 0 ? Math.min(64, file.length) : file.length);
      file[place] = (byte) change;
    }
    return file;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
