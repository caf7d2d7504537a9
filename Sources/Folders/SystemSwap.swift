#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The state of a file at one moment. Any later write changes it.
package struct FileMark: Hashable {
  var size: Int
  var inode: UInt64
  /// Nanoseconds of the last change of contents or name.
  var modified: Int
  var changed: Int
  var isFolder: Bool
}

extension SystemFile {
  /// nil where there is nothing.
  package static func mark(of path: String) -> FileMark? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    return FileMark(
      size: Int(status.st_size), inode: UInt64(status.st_ino),
      modified: modified.tv_sec * 1_000_000_000 + modified.tv_nsec,
      changed: changed.tv_sec * 1_000_000_000 + changed.tv_nsec,
      isFolder: status.st_mode & S_IFMT == S_IFDIR)
  }

  /// The disk and the number of a file; nil where there is nothing.
  static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino)]
  }

  /// The permissions of a file; nil where there is nothing.
  package static func mode(of path: String) -> UInt16? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return UInt16(truncatingIfNeeded: status.st_mode & 0o777)
  }

  /// Swaps two folders' names atomically; false where the system or the disk cannot.
  package static func exchange(_ path: String, _ other: String) -> Bool {
    #if canImport(Darwin)
      return unsafe renamex_np(path, other, UInt32(RENAME_SWAP)) == 0
    #else
      // glibc and musl have renameat2, but Swift's import of <stdio.h> does not. renameat2(2) fixes its type.
      typealias Call =
        @convention(c) (Int32, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, UInt32) -> Int32
      guard let symbol = unsafe dlsym(nil, "renameat2") else { return false }
      let call = unsafe unsafeBitCast(symbol, to: Call.self)
      let exchange: UInt32 = 2
      return unsafe call(AT_FDCWD, path, AT_FDCWD, other, exchange) == 0
    #endif
  }
}
