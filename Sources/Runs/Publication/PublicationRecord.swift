import Artefacts
import DisclosureStage
import EvidenceStage
import Findings
import Folders
import FoundationEssentials
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Every figure of a council that was ever published from one store, with the exact counts behind it.
///
/// `runs/.published/AREA.csv`, in the form of `restricted/exact-figures.csv`, readable only by its owner. All pipelines
/// of a store share it, so that figures that one has printed limit what others may print, then and later. It outlives
/// runs, because somebody may have read a run that was pruned.
///
/// It has an exclusive lock: another run that publishes figures of the area waits.
final class PublicationRecord: Sendable {
  private let path: String
  private let lock: Int32

  /// - Parameters:
  ///   - root: where the runs of all pipelines are.
  ///   - codes: all codes of the council, newest first: a record keeps the code that it began with.
  /// - Throws: `RUN-003` where the folder or its lock cannot be made.
  init(_ root: String, codes: [String]) throws(Finding) {
    let folder = "\(root)/.published"
    let begun = codes.last { FileManager.default.fileExists(atPath: "\(folder)/\($0).csv") }
    let area = begun ?? codes[0]
    path = "\(folder)/\(area).csv"
    let lockPath = "\(folder)/.\(area).lock"
    do throws(SystemFailure) { try SystemFile.makeFolder(folder, mode: 0o700) } catch { throw error.finding }
    lock = unsafe open(lockPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
    guard lock >= 0 else { throw SystemFailure(path: lockPath, code: errno).finding }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SystemFailure(path: lockPath, code: errno).finding }
    }
  }

  deinit { close(lock) }

  /// The file to read; nil where nothing has been published.
  var file: String? { FileManager.default.fileExists(atPath: path) ? path : nil }

  /// Adds the figures of a run that is about to be published. Does not repeat figures.
  ///
  /// - Throws: `RUN-002` where the run kept none, `RUN-003` where they cannot be written.
  func add(_ run: String) throws(Finding) {
    let figures = "\(run)/\(FiguresFile.exactPath)"
    guard let new = FileManager.default.contents(atPath: figures) else {
      throw Finding("RUN-002", "cannot read '\(figures)'", hint: "run again with --again")
    }
    let old = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var text = Self.sayingOrigins(old)
    var known = Set(text.split(separator: "\n"))
    for line in String(decoding: new, as: UTF8.self).split(separator: "\n") where known.insert(line).inserted
    {
      text += line + "\n"
    }
    guard text != old else { return }
    do throws(SystemFailure) { try SystemFile.replace(path, with: text, mode: 0o600) } catch {
      throw error.finding
    }
  }

  /// A record with the newest column, which earlier versions did not write.
  private static func sayingOrigins(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    guard let header = lines.first, !header.hasSuffix(",\(originColumn)") else { return text }
    return "\(header),\(originColumn)"
      + lines.dropFirst().map { "\n\($0),\(Reading.Origin.counted.rawValue)" }.joined() + "\n"
  }
}
