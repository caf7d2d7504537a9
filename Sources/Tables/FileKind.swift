package import Findings

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What kind of thing a path leads to.
package enum FileKind: Sendable {
  case file, folder, link, pipe, device, socket, other

  /// nil where there is nothing, or it may not be read.
  ///
  /// - Parameter followsLinks: false to describe a link itself rather than its target.
  package init?(of path: String, followsLinks: Bool = true) {
    var status = stat()
    guard unsafe (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFCHR, S_IFBLK: self = .device
    case S_IFSOCK: self = .socket
    default: self = .other
    }
  }

  /// Such as `a folder`, for messages.
  package var words: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a link"
    case .pipe: "a pipe"
    case .device: "a device"
    case .socket: "a socket"
    case .other: "not a regular file"
    }
  }
}

/// Opens regular files, and only those.
enum RegularFile {
  /// A descriptor for reading, and the file's size.
  ///
  /// The kind is checked before the file is opened: opening a pipe waits for a writer, and opening a device may have
  /// effects.
  /// - Throws: `FILE-001` where there is no such file, `FILE-008` where it is something else or cannot be opened.
  static func open(_ path: String) throws(Finding) -> (descriptor: Int32, size: Int) {
    if let kind = FileKind(of: path), kind != .file { throw refusal(of: kind, path) }
    // Without O_NONBLOCK this would wait if a pipe has replaced the file since.
    let descriptor = openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw refusal(errno, path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw refusal(code, path)
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else {
      close(descriptor)
      throw refusal(of: kind, path)
    }
    return (descriptor, Int(status.st_size))
  }

  private static func openFile(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Darwin)
      unsafe Darwin.open(path, flags)
    #elseif canImport(Glibc)
      unsafe Glibc.open(path, flags)
    #else
      unsafe Musl.open(path, flags)
    #endif
  }

  private static func refusal(of kind: FileKind, _ path: String) -> Finding {
    Finding(
      "FILE-008", effect: .refusesFile,
      kind == .other ? "this is not a regular file" : "this is \(kind.words), not a file",
      hint: "name a file that can be read from its beginning to its end", location: Location(path: path))
  }

  static func refusal(_ code: Int32, _ path: String) -> Finding {
    let place = Location(path: path)
    switch code {
    case ENOENT, ENOTDIR:
      return Finding(
        "FILE-001", effect: .refusesFile, "there is no such file",
        hint: "check the name, and that the extract has been delivered", location: place)
    case EACCES, EPERM:
      return Finding(
        "FILE-008", effect: .refusesFile, "permission to read the file is refused",
        hint: "give the account that runs this permission to read it", location: place)
    case ENOMEM:
      return Finding(
        "FILE-008", effect: .refusesFile, "there is not enough memory to read the file",
        hint: "raise the limit on memory of the account that runs this (ulimit -v)", location: place)
    default:
      return Finding(
        "FILE-008", effect: .refusesFile, "the file can't be read: system error \(code)",
        hint: "check the disk or the network share", location: place)
    }
  }
}

/// Reads whole files that a user names.
package enum PlainFile {
  /// All bytes of a file.
  ///
  /// - Throws: `FILE-001` where there is no such file, `FILE-008` where it is not a regular file or cannot be read.
  package static func bytes(_ path: String) throws(Finding) -> [UInt8] {
    let (file, size) = try RegularFile.open(path)
    defer { close(file) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    let stretch = 1 << 20
    while true {
      var part = [UInt8](repeating: 0, count: min(stretch, max(size - bytes.count, 0) + 1))
      // The kernel writes into the buffer only during the call.
      let got = unsafe part.withUnsafeMutableBytes { buffer in
        unsafe read(file, buffer.baseAddress, buffer.count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw RegularFile.refusal(errno, path) }
      guard got > 0 else { return bytes }
      bytes += part[..<got]
    }
  }

  /// As `bytes`, but nil where there is no such file.
  ///
  /// - Throws: `FILE-008` where there is something that is not a regular file, or that cannot be read.
  package static func bytesIfThere(_ path: String) throws(Finding) -> [UInt8]? {
    FileKind(of: path) == nil ? nil : try bytes(path)
  }
}
