import Findings
import Foundation

@testable import Tables

/// The files of a run that anybody may read, and every text that is in them.
struct PublicTree {
  /// By path, all but `restricted/`.
  var files: [String: [UInt8]]

  init(files: [String: [UInt8]]) { self.files = files }

  /// - Parameter folder: a run's.
  init(ofRun folder: String) throws {
    files = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard !path.hasPrefix("restricted"),
        let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
      else { continue }
      files[path] = Array(data)
    }
  }

  /// The paths of files that hold one of these, in their names or their bytes, packed or not.
  func paths(with needles: [String]) throws -> [String] {
    let needles = needles.map { ($0, Data($0.utf8)) }
    var found: [String] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      for part in try Self.parts(of: bytes, path) {
        for (text, needle) in needles where path.contains(text) || Data(part).range(of: needle) != nil {
          found.append("\(path): \(text)")
        }
      }
    }
    return found
  }

  /// The paths of files that are not in both trees with the same bytes.
  func differences(from other: PublicTree) -> [String] {
    Set(files.keys).union(other.files.keys).sorted().filter { files[$0] != other.files[$0] }
  }

  /// A file's bytes, or those of every file in it where it is an archive, such as a workbook.
  static func parts(of bytes: [UInt8], _ path: String) throws -> [[UInt8]] {
    guard bytes.starts(with: [0x50, 0x4B, 3, 4]) else { return [bytes] }
    return try unpacked(bytes).map { Array($0.name.utf8) + $0.bytes }
  }

  static func unpacked(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    let file = ExtractBytes.memory(bytes)
    return try ZipArchive(file).entries.map { entry in
      var stream = ByteStream(entry, of: file)
      var out: [UInt8] = []
      while let piece = try stream.next() { out += piece }
      return (entry.name, out)
    }
  }

  static func texts(of bytes: [UInt8], _ path: String) throws -> [String] {
    try parts(of: bytes, path).map { String(decoding: $0, as: UTF8.self) }
  }
}
