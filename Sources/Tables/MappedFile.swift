package import Findings

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file mapped into memory, read-only.
///
/// This is the one place that handles pointers: the only Swift API that maps a file is Foundation's `Data`, which has no
/// way to give pages back. The pointer never leaves: readers get a bounds-checked `Span` for the length of a call. A file
/// that another program shortens while it is mapped ends the process with SIGBUS, as with any mapping.
package final class MappedFile: Sendable {
  package let path: String
  package let count: Int
  /// The mapping's address, 0 for an empty file. An integer, so that the class is Sendable without `@unchecked`.
  private let address: UInt

  /// - Throws: FILE-001 when there is no file, FILE-008 when it can't be opened, isn't a regular file or can't be mapped.
  package init(path: String) throws(Finding) {
    self.path = path
    let (descriptor, size) = try RegularFile.open(path)
    defer { close(descriptor) }
    guard size <= Cell.maximumOffset else {
      throw Finding(
        "FILE-008", effect: .refusesFile, "the file is larger than 1 TiB", hint: "split it",
        location: Location(path: path))
    }
    count = size
    guard size > 0 else {
      address = 0
      return
    }
    // A private read-only mapping of `size` bytes of an open file.
    let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { throw RegularFile.refusal(errno, path) }
    address = UInt(bitPattern: start)
  }

  deinit {
    // There are no spans left: a span ends with the call it is passed to, and the call holds the file.
    if address != 0 { unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count) }
  }

  package func withSpan<Result: ~Copyable>(_ body: (Span<UInt8>) -> Result) -> Result {
    // `address` and `count` are those of the mapping, which lives as long as self, and self outlives the call.
    let buffer = unsafe UnsafeBufferPointer<UInt8>(start: UnsafePointer(bitPattern: address), count: count)
    return withExtendedLifetime(self) { body(unsafe buffer.span) }
  }

  /// Gives the whole pages in a range back to the system. Reading them maps them again.
  ///
  /// Otherwise the resident memory of a run would grow to the size of its files.
  package func release(_ range: Range<Int>) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard address != 0, page > 0 else { return }
    let start = (range.lowerBound + page - 1) / page * page
    let end = min(range.upperBound, count) / page * page
    guard start < end else { return }
    // Inside the mapping; the pages are clean, so the contents of a span do not change.
    unsafe madvise(UnsafeMutableRawPointer(bitPattern: address + UInt(start)), end - start, MADV_DONTNEED)
  }
}

/// The bytes of an extract: a mapped file, or memory for examples and tests.
package enum ExtractBytes: Sendable {
  case mapped(MappedFile)
  case memory([UInt8])

  package var count: Int {
    switch self {
    case .mapped(let file): file.count
    case .memory(let bytes): bytes.count
    }
  }

  package func withSpan<Result: ~Copyable>(_ body: (Span<UInt8>) -> Result) -> Result {
    switch self {
    case .mapped(let file): file.withSpan(body)
    case .memory(let bytes): body(bytes.span)
    }
  }

  /// Marks a range as read and not needed soon.
  package func release(_ range: Range<Int>) {
    if case .mapped(let file) = self { file.release(range) }
  }
}
