#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file system says of a file.
struct FileStatus {
  /// What tells that a file is as it was: whoever writes to it, or puts another in its place, changes a part of
  /// this, the last of which no program can set.
  let identity: String
  /// When it was last written: nanoseconds since 1970.
  let written: Int64

  /// Nil when there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (written, changed) = (status.st_mtim, status.st_ctim)
    #endif
    identity = """
      \(status.st_dev) \(status.st_ino) \(status.st_size) \(written.tv_sec).\(written.tv_nsec) \
      \(changed.tv_sec).\(changed.tv_nsec)
      """
    self.written = Int64(written.tv_sec) * 1_000_000_000 + Int64(written.tv_nsec)
  }
}
