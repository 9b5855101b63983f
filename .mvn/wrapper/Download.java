import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Downloads one file, for machines that have a JDK and neither curl nor wget. */
class Download {

  public static void main(String[] arguments) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(15))
            .build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    int status = client.send(request, BodyHandlers.ofFile(Path.of(arguments[1]))).statusCode();
    System.exit(status == 200 ? 0 : 1);
  }
}
