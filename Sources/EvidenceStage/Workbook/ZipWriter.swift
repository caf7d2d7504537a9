import Artefacts
import Tables

/// A ZIP file in memory. Its entries are dated 1 January 1980, so that equal input gives equal bytes.
///
/// PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: [UInt8], isStored: Bool = false) {
    let offset = bytes.count
    let path = Array(name.utf8)
    let data = isStored ? content : deflated(content)
    var check = Checksum()
    check.add(content)
    // Version 2.0, UTF-8 names (bit 11), method 0 stored or 8 deflated, 00:00:00 on 1980-01-01.
    let common: [UInt8] =
      [20, 0, 0, 8, isStored ? 0 : 8, 0, 0, 0, 0x21, 0] + little(UInt32(check.value))
      + little(UInt32(data.count))
      + little(UInt32(content.count)) + little(UInt16(path.count)) + [0, 0]
    bytes += [0x50, 0x4B, 3, 4] + common + path + data
    directory +=
      [0x50, 0x4B, 1, 2, 20, 0] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + little(UInt32(offset)) + path
    count += 1
  }

  /// What is written so far, without the directory at the end.
  var written: [UInt8] { bytes }

  func finished() -> [UInt8] {
    bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(UInt16(count)) + little(UInt16(count))
      + little(UInt32(directory.count)) + little(UInt32(bytes.count)) + [0, 0]
  }
}

private func little(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<(value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}
