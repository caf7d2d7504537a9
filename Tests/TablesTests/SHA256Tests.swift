import Tables
import TestKit
import Testing

@Suite struct SHA256Tests {
  /// FIPS 180-4's examples, and lengths about the padding's edges from Python's hashlib.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func agreesWithTheStandard(_ message: String, digest: String) {
    #expect(SHA256.hexDigest(of: Array(message.utf8)) == digest)
    #expect(SHA256.firstWord(of: Array(message.utf8)) == UInt64(digest.prefix(16), radix: 16))
  }

  @Test func piecesGiveTheSameDigestAsTheWhole() {
    forAll(count: 100) { generator in
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        (0..<Int.random(in: 0...150, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      }
    } holds: { pieces in
      var hash = SHA256()
      for piece in pieces { hash.update(piece.span) }
      return hash.hexDigest() == SHA256.hexDigest(of: Array(pieces.joined()))
    }
  }
}
