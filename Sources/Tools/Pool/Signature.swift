package import Findings
import Folders
import FoundationEssentials

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Signatures of bundles by `ssh-keygen -Y`, with a key as for SSH. We have no cryptography of our own.
package enum BundleSignature {
  private static let namespace = "caretally-bundle"
  private static let suffix = ".sig"

  /// Signs a bundle's manifest, which has the digest of every other file.
  ///
  /// - Throws: POOL-009 where `ssh-keygen` is absent or cannot use the key.
  package static func sign(_ folder: String, with key: String) throws(Finding) {
    let manifest = "\(folder)/\(Contribution.manifestPath)"
    try? FileManager.default.removeItem(atPath: manifest + suffix)
    guard run(["-q", "-Y", "sign", "-f", key, "-n", namespace, manifest], reading: nil) == 0 else {
      throw Finding(
        "POOL-009", "ssh-keygen could not sign '\(manifest)' with '\(key)'",
        hint: "name a private key that this account may read, and install OpenSSH")
    }
  }

  /// Checks that a bundle was signed by its council's key.
  ///
  /// - Parameters:
  ///   - council: the code of the council, which is the name of its key in the file.
  ///   - signers: a file as `ssh-keygen` reads it: a council's code and its public key in each line.
  /// - Throws: POOL-010 where it was not.
  package static func verify(_ folder: String, of council: String, by signers: String) throws(Finding) {
    let manifest = "\(folder)/\(Contribution.manifestPath)"
    let words = [
      "-q", "-Y", "verify", "-f", signers, "-I", council, "-n", namespace, "-s", manifest + suffix,
    ]
    guard run(words, reading: manifest) == 0 else {
      throw Finding(
        "POOL-010", "'\(folder)' is not signed by \(council)",
        hint:
          "ask the council to contribute again with --sign-with; its key belongs in '\(signers)' as '\(council) ssh-ed25519 …'"
      )
    }
  }

  /// - Returns: its exit status; nil where it cannot be started. It prints nothing.
  private static func run(_ words: [String], reading input: String?) -> Int32? {
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    for output in [Int32(1), 2] {
      unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var texts: [UnsafeMutablePointer<CChar>?] =
      unsafe (["ssh-keygen"] + words).map { unsafe strdup($0) } + [nil]
    defer { unsafe texts.forEach { unsafe free($0) } }
    var child = pid_t()
    guard unsafe posix_spawnp(&child, "ssh-keygen", &actions, nil, &texts, environ) == 0 else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    return status
  }
}
