import Findings
import Folders
import FoundationEssentials
import Tables

/// What was pooled before: which contributions each published sum had. It holds no figure.
///
/// A contribution is a council and a digest of what it gave, so that a corrected figure is another contribution.
struct PoolRecord {
  struct Entry: Hashable {
    var pool: String
    var key: BundleRow.Key
    var council: String
    var digest: String
  }

  private(set) var entries: Set<Entry> = []
  static let header = [
    "pool", "measure", "period_kind", "period_start", "period_end", "council", "contribution",
  ]

  /// - Parameter path: nil, or a file that does not exist yet, for no pools before.
  init(_ path: String?) throws {
    guard let path, FileManager.default.fileExists(atPath: path) else { return }
    let table = try TextTable.read(try PlainFile.bytes(path), path: path)
    guard table.header == Self.header else {
      throw Finding(
        "POOL-007", "'\(path)' is not a record of pools", hint: "name the file that pool --record wrote")
    }
    for row in table.rows {
      let cells = row.cells
      entries.insert(
        Entry(
          pool: cells[0], key: BundleRow.Key(cells[1], cells[2], cells[3], cells[4]), council: cells[5],
          digest: cells[6]))
    }
  }

  /// The earlier sums, by what they are of.
  var sums: [BundleRow.Key: [Set<Entry>]] {
    var pools: [BundleRow.Key: [String: Set<Entry>]] = [:]
    for entry in entries {
      var own = entry
      own.pool = ""
      pools[entry.key, default: [:]][entry.pool, default: []].insert(own)
    }
    return pools.mapValues { $0.sorted { $0.key < $1.key }.map(\.value) }
  }

  mutating func add(_ more: Set<Entry>) {
    let pool = SHA256.hexDigest(of: [UInt8](Self.lines(more).utf8))
    for entry in more {
      var own = entry
      own.pool = pool
      entries.insert(own)
    }
  }

  private static func cells(_ entry: Entry) -> [String] {
    [entry.pool] + entry.key.texts + [entry.council, entry.digest]
  }

  private static func lines(_ entries: Set<Entry>) -> String {
    entries.map { cells($0).joined(separator: ",") }.sorted().joined(separator: "\n")
  }

  var bytes: [UInt8] {
    var csv = CSVWriter(header: Self.header)
    for cells in entries.map(Self.cells).sorted(by: { $0.lexicographicallyPrecedes($1) }) { csv.row(cells) }
    return csv.bytes
  }
}
