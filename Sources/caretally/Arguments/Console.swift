import FoundationEssentials

/// Standard output and standard error.
struct Console {
  func print(_ text: String) { FileHandleText.write(text + "\n", to: .output) }
  func complain(_ text: String) { FileHandleText.write(text + "\n", to: .error) }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

private enum FileHandleText {
  case output, error

  static func write(_ text: String, to handle: FileHandleText) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // The kernel reads the bytes during the call only.
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe writeBytes(handle == .output ? 1 : 2, bytes.baseAddress, bytes.count)
      }
      // A reader that has gone away, as `| head` does, wants no more.
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  private static func writeBytes(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      return unsafe Glibc.write(file, start, count)
    #elseif canImport(Musl)
      return unsafe Musl.write(file, start, count)
    #else
      return unsafe Darwin.write(file, start, count)
    #endif
  }
}
