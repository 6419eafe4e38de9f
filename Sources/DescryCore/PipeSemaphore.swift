#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A counting semaphore made of a pipe: a byte in the pipe is a permit.
///
/// Two file descriptors are plain numbers, which threads may share without any unsafe promise.
package struct PipeSemaphore: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  /// A semaphore without a permit; nil when the process may open no more files.
  package init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  /// Gives permits.
  package func signal(_ count: Int = 1) {
    for _ in 0..<count {
      var byte: UInt8 = 1
      while write(writeEnd, &byte, 1) < 0, errno == EINTR {}
    }
  }

  /// Waits for a permit and takes it.
  package func wait() {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) < 0, errno == EINTR {}
  }

  /// Gives the pipe back, once no thread waits any more.
  package func end() {
    close(readEnd)
    close(writeEnd)
  }
}
