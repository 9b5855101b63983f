package io.postly.local.workflow;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Where pictures are on this machine, each time another one. */
final class PictureServer implements AutoCloseable {

  private static final AtomicInteger PICTURES = new AtomicInteger();

  private final HttpServer server;

  private PictureServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] picture = picture();
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    server.start();
  }

  static PictureServer start() {
    return new PictureServer();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/picture.png";
  }

  /** A picture that nobody has seen. */
  static byte[] picture() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, PICTURES.incrementAndGet());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
