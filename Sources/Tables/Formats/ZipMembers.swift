package import Findings

/// The files of a ZIP archive that holds extracts, and is not itself one workbook.
package enum ZipMembers {
  /// The paths in the archive, in its order; none of folders, and none that a Mac adds. Nil where it is a workbook or a document.
  ///
  /// - Throws: FILE-015 where the archive is damaged or has a password.
  package static func names(in file: ExtractBytes) throws(Finding) -> [String]? {
    let archive = try ZipArchive(file)
    let marks = ["[Content_Types].xml", "_rels/.rels", "mimetype", "xl/workbook.xml"]
    guard !marks.contains(where: { archive.entry($0) != nil }) else { return nil }
    return archive.entries.map(\.name).filter { name in
      let last = name.split(separator: "/").last ?? ""
      return !name.hasSuffix("/") && !name.hasPrefix("__MACOSX/") && !last.hasPrefix(".")
    }
  }

  /// A file of an archive: its first bytes, and the whole of it where its end must be read before its beginning.
  static func open(_ name: String, of file: ExtractBytes) throws(Finding) -> (
    entry: ZipArchive.Entry, start: [UInt8], unpacked: ExtractBytes?
  ) {
    guard let entry = try ZipArchive(file).entries.first(where: { $0.name == name }) else {
      throw Finding("FILE-001", effect: .refusesFile, "the archive has no file of that name")
    }
    var stream = ByteStream(entry, of: file)
    var bytes = try stream.next() ?? []
    let start = Array(bytes.prefix(64))
    let isText = ![[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B]].contains {
      start.starts(with: $0)
    }
    guard !isText else { return (entry, start, nil) }
    guard entry.count <= mostUnpacked else {
      throw Finding(
        "FILE-015", effect: .refusesFile,
        "the workbook in the archive is larger than \(mostUnpacked >> 20) MB",
        hint: "unpack the archive, and give the file that was in it")
    }
    while let piece = try stream.next() { bytes += piece }
    return (entry, start, .memory(bytes))
  }

  /// Texts pass through; a workbook is held in memory.
  private static let mostUnpacked = 1 << 30
}
