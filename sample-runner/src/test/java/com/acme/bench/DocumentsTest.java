package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private final Documents documents = new Documents(1, 2, new SplittableRandom(1));

  @Test
  void pickOfNothingIsADocumentThatDoesNotExist() {
    Document picked = documents.pick();
    documents.updated();
    documents.deleted();

    assertThat(documents.pick().id()).isNotEqualTo(picked.id());
  }

  @Test
  void updateRaisesTheKnownVersion() {
    documents.created(documents.fresh());
    documents.pick();
    documents.updated();

    assertThat(documents.pick().version()).isEqualTo(2);
  }

  @Test
  void deletedDocumentIsNotPickedAgain() {
    documents.created(documents.fresh());
    documents.created(documents.fresh());
    assertThat(documents.isFull()).isTrue();

    Document deleted = documents.pick();
    documents.deleted();

    assertThat(documents.isFull()).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(documents.pick().id()).isNotEqualTo(deleted.id());
    }
  }

  @Test
  void workersHaveRangesOfTheirOwn() {
    Documents other = new Documents(2, 2, new SplittableRandom(1));

    assertThat(documents.fresh().id()).isLessThan(other.fresh().id());
  }
}
