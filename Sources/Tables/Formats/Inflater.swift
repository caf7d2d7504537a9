import CZlib
import Findings

/// Undoes deflate a piece at a time, with zlib, so that no file is ever held whole.
///
/// zlib keeps a pointer to its own state, so the state has an address of its own for as long as this lives.
@safe final class Inflater {
  enum Format {
    /// As in a ZIP entry: no header.
    case raw
    /// RFC 1952; several members may follow each other, as `cat a.gz b.gz` makes.
    case gzip
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let format: Format
  private(set) var isAtEnd = false
  private(set) var consumed = 0
  private(set) var produced = 0
  /// Output of this many times the input is not a table: real extracts shrink by 5 to 50 times, deflate at most 1,032.
  static let greatestRatio = 400
  /// Below this much output the ratio is not looked at.
  static let ratioFloor = 16 << 20
  /// More text than this from one compressed file is refused.
  static let greatestOutput = 16 << 30
  private static let pieceBytes = 64 << 10

  init(_ format: Format) {
    self.format = format
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window; 16 more asks for the gzip wrapper, and a minus for none (zlib.h, inflateInit2).
    let window: Int32 = format == .gzip ? 15 + 16 : -15
    let status = unsafe inflateInit2_(stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib could not be started")
  }

  deinit {
    // Started in init, and ended only here.
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Takes in some compressed bytes from an index on and appends what they come to; returns how many were used.
  ///
  /// At most `pieceBytes` come out of one call. Throws FILE-014 where the data are damaged or a bomb.
  func inflate(_ bytes: Span<UInt8>, from start: Int, into output: inout [UInt8]) throws(Finding) -> Int {
    let before = output.count
    output.append(contentsOf: repeatElement(0, count: Self.pieceBytes))
    let given = min(bytes.count - start, 1 << 20)
    var status = Z_OK
    var used = 0
    var made = 0
    do {
      let piece = bytes.extracting(start..<start + given)
      var out = output.mutableSpan
      // The pointers are used during the call only: zlib reads `given` bytes and writes at most `pieceBytes`.
      unsafe piece.withUnsafeBufferPointer { source in
        unsafe out.withUnsafeMutableBufferPointer { target in
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(given)
          unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + before }
          unsafe stream.pointee.avail_out = UInt32(Self.pieceBytes)
          status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
          used = given - Int(unsafe stream.pointee.avail_in)
          made = Self.pieceBytes - Int(unsafe stream.pointee.avail_out)
        }
      }
    }
    output.removeLast(Self.pieceBytes - made)
    consumed += used
    produced += made
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: try endMember(bytes, at: start + used)
    default:
      throw Finding(
        "FILE-014", effect: .refusesFile, "the compressed data are damaged",
        hint: "fetch the file again, or save it again")
    }
    guard produced <= Self.greatestOutput,
      produced < Self.ratioFloor || produced / max(1, consumed) <= Self.greatestRatio
    else {
      throw Finding(
        "FILE-014", effect: .refusesFile,
        "the compressed file holds \(Self.greatestRatio) times its size or more: it is not a table",
        hint: "save the extract again")
    }
    return used
  }

  private func endMember(_ bytes: Span<UInt8>, at next: Int) throws(Finding) {
    isAtEnd = true
    guard format == .gzip, next + 1 < bytes.count, bytes[next] == 0x1F, bytes[next + 1] == 0x8B else {
      return
    }
    isAtEnd = false
    unsafe inflateReset(stream)
  }
}

/// CRC-32 as ZIP has it (ISO 3309), of bytes that come in pieces.
package struct Checksum {
  package private(set) var value: UInt = 0

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    // zlib reads the bytes during the call only.
    value = unsafe bytes.withUnsafeBufferPointer { unsafe crc32(value, $0.baseAddress, UInt32($0.count)) }
  }
}
