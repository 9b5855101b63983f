package io.postly.scheduling.network;

import java.util.List;
import java.util.stream.LongStream;

/** How a connector gives the files of a post's pictures to its network. */
public enum PictureSending {
  /** All of them in one request. */
  TOGETHER {
    @Override
    long bytes(LongStream files) {
      return files.sum();
    }
  },
  /** Each in a request of its own, one after the other. */
  ONE_BY_ONE {
    @Override
    long bytes(LongStream files) {
      return files.max().orElse(0);
    }
  },
  /** Not at all: the network fetches them. */
  FETCHED {
    @Override
    long bytes(LongStream files) {
      return 0;
    }
  };

  abstract long bytes(LongStream files);

  /** The most bytes of files that the connector has in memory at the same time. */
  public long bytesAtOnce(List<Picture> pictures) {
    return bytes(pictures.stream().mapToLong(Picture::bytes));
  }
}
