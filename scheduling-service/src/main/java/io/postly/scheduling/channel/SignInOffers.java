package io.postly.scheduling.channel;

import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;

/** At which networks people can sign in by now. */
@ApplicationScoped
class SignInOffers {

  private final ChannelAnnouncements announcements;

  SignInOffers(ChannelAnnouncements announcements) {
    this.announcements = announcements;
  }

  /** Whether people can sign in there. */
  boolean isOffered(SignIn way) {
    return way.isOffered() && !isTooEarly(way);
  }

  /** Whether it is only for replicas of the release before that nobody can. */
  boolean isTooEarly(SignIn way) {
    return way.isNew() && !announcements.mayPeopleSignIn();
  }
}
