import DescryCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file, mapped into memory: they cost none until they are touched.
///
/// What cannot be mapped (a pipe, standard input) is read whole.
public final class MappedFile {
  private let base: UnsafeMutableRawPointer?
  private let count: Int
  private let isMapped: Bool
  private var released = 0

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: `StatementError` when there is no such file, or it cannot be read.
  public init(path: String) throws {
    let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Self.refusal(path, "cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.refusal(path, "cannot be read") }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw StatementError(
        "S001 unreadable", "is a folder, not a statement file", file: path,
        help: "name the files in it")
    }
    let size = Int(status.st_size)
    if status.st_mode & S_IFMT == S_IFREG, size > 0,
      let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED
    {
      base = mapped
      count = size
      isMapped = true
      madvise(mapped, size, Int32(MADV_SEQUENTIAL))
    } else {
      (base, count) = try Self.drain(descriptor, path)
      isMapped = false
    }
  }

  deinit {
    if isMapped {
      munmap(base, count)
    } else {
      free(base)
    }
  }

  /// Gives the bytes to `body`; they must not outlive it.
  public func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: base, count: count)) }
  }

  /// Gives back the memory of what was passed; the bytes come back from the file if asked for again.
  ///
  /// This is what keeps memory flat however long the file is.
  public func release(upTo offset: Int) {
    guard isMapped, let base else { return }
    if offset < released { released = 0 }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let to = min(offset, count) / page * page
    guard to > released else { return }
    madvise(base + released, to - released, Int32(MADV_DONTNEED))
    released = to
  }

  private static func drain(
    _ descriptor: Int32, _ path: String
  ) throws -> (UnsafeMutableRawPointer?, Int) {
    var capacity = 1 << 16
    var count = 0
    guard var buffer = malloc(capacity) else { throw refusal(path, "does not fit in memory") }
    while true {
      if count == capacity {
        capacity *= 2
        guard let larger = realloc(buffer, capacity) else {
          free(buffer)
          throw refusal(path, "does not fit in memory")
        }
        buffer = larger
      }
      let got = read(descriptor, buffer + count, capacity - count)
      if got == 0 { return (buffer, count) }
      if got < 0 {
        if errno == EINTR { continue }
        free(buffer)
        throw refusal(path, "cannot be read")
      }
      count += got
    }
  }

  private static func refusal(_ path: String, _ what: String) -> StatementError {
    StatementError(
      "S001 unreadable", "\(what): \(String(cString: strerror(errno)))", file: path)
  }
}
