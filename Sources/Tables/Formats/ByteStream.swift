import Findings

/// The bytes of a file or of a part of it, as they are or inflated, a piece at a time.
struct ByteStream {
  private let file: ExtractBytes
  private var at: Int
  private let end: Int
  private let inflater: Inflater?
  private let expected: (checksum: UInt, count: Int)?
  private var checksum = Checksum()
  private var count = 0
  private var isFinished = false
  private static let pieceBytes = 64 << 10

  /// A whole file as it is.
  init(_ file: ExtractBytes) {
    self.file = file
    (at, end, inflater, expected) = (0, file.count, nil, nil)
  }

  init(gzip file: ExtractBytes) {
    self.file = file
    (at, end, inflater, expected) = (0, file.count, Inflater(.gzip), nil)
  }

  /// One file of an archive.
  init(_ entry: ZipArchive.Entry, of file: ExtractBytes) {
    self.file = file
    (at, end) = (entry.range.lowerBound, entry.range.upperBound)
    inflater = entry.isDeflated ? Inflater(.raw) : nil
    expected = (entry.checksum, entry.count)
  }

  /// The next bytes; nil at the end. Throws FILE-014 where compressed data are damaged, cut short or a bomb.
  mutating func next() throws(Finding) -> [UInt8]? {
    var out: [UInt8] = []
    while out.isEmpty {
      guard !isFinished else { return nil }
      if let inflater {
        try inflate(with: inflater, into: &out)
      } else {
        let stop = min(end, at + Self.pieceBytes)
        let start = at
        out = file.withSpan { bytes in
          // The buffer lives for the length of the call, and an array copies it whole.
          unsafe bytes.extracting(start..<stop).withUnsafeBufferPointer { unsafe Array($0) }
        }
        file.release(start..<stop)
        at = stop
        isFinished = at == end
      }
      try check(out)
    }
    return out
  }

  private mutating func inflate(with inflater: Inflater, into out: inout [UInt8]) throws(Finding) {
    let start = at
    let outcome = file.withSpan { bytes -> (used: Int, out: [UInt8], wrong: Finding?) in
      var piece: [UInt8] = []
      do throws(Finding) {
        let used = try inflater.inflate(bytes.extracting(0..<end), from: start, into: &piece)
        return (used, piece, nil)
      } catch {
        return (0, piece, error)
      }
    }
    if let wrong = outcome.wrong { throw wrong }
    file.release(start..<start + outcome.used)
    at += outcome.used
    out = outcome.out
    isFinished = inflater.isAtEnd
    guard isFinished || at < end || !out.isEmpty else {
      throw Finding(
        "FILE-014", effect: .refusesFile, "the compressed data end in the middle",
        hint: "the file was cut short on its way; fetch it again")
    }
  }

  private mutating func check(_ piece: [UInt8]) throws(Finding) {
    guard let expected else { return }
    checksum.add(piece)
    count += piece.count
    guard
      count > expected.count || (isFinished && (count, checksum.value) != (expected.count, expected.checksum))
    else { return }
    throw Finding(
      "FILE-014", effect: .refusesFile, "a part of the file does not agree with its checksum",
      hint: "the file was damaged on its way; fetch it again, or save it again")
  }
}
