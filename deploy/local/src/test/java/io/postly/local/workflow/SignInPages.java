package io.postly.local.workflow;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/**
 * A person in front of the identity provider's pages: fills in the forms, as a browser sends them.
 */
final class SignInPages {

  private static final int MOST_PAGES = 8;

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String person;

  private SignInPages(String person) {
    this.person = person;
  }

  /** What the client gets at its redirect address once the person has signed in and agreed. */
  static Map<String, String> through(URI authorization, String redirect, String person) {
    return People.alone(() -> new SignInPages(person).walk(authorization, redirect));
  }

  private Map<String, String> walk(URI authorization, String redirect) {
    HttpResponse<String> page = send(HttpRequest.newBuilder(authorization));
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      URI location = location(page);
      if (location == null) {
        page = submit(page);
      } else if (location.toString().startsWith(redirect)) {
        return query(location);
      } else {
        page = send(HttpRequest.newBuilder(location));
      }
    }
    throw new AssertionError("The sign-in does not end: " + page + " " + page.body());
  }

  private HttpResponse<String> submit(HttpResponse<String> page) {
    Document document = Jsoup.parse(page.body(), page.uri().toString());
    if (!(document.selectFirst("form[action]") instanceof FormElement form)) {
      throw new AssertionError("A page without a form: " + page + " " + document.text());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (Connection.KeyVal field : form.formData()) {
      fields.put(field.key(), field.value());
    }
    if (form.selectFirst("input[name=password]") == null) {
      fields.put("accept", "Yes");
    } else {
      fields.put("username", person);
      fields.put("password", People.PASSWORD);
    }
    return send(
        HttpRequest.newBuilder(URI.create(form.absUrl("action")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Web.encode(fields))));
  }

  /** The provider's cookies are for https alone, which a browser waives for this machine. */
  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response = Web.send(request);
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String[] parts = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(parts[0], parts[1]);
    }
    return response;
  }

  private static URI location(HttpResponse<String> page) {
    return page.headers().firstValue("Location").map(page.uri()::resolve).orElse(null);
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : address.getRawQuery().split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
