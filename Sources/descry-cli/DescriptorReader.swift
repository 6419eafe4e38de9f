internal import ArgumentParser
internal import Glibc

/// Reads a file descriptor in large pieces.
enum DescriptorReader {
  /// Everything up to the end of standard input.
  ///
  /// - Parameter most: bytes beyond which it is refused.
  static func readAll(_ descriptor: Int32 = STDIN_FILENO, atMost most: Int = .max) throws -> [UInt8]
  {
    var bytes: [UInt8] = []
    try read(descriptor) { piece in
      guard piece.count <= most - bytes.count else {
        throw ValidationError("standard input has more than the \(most) bytes that are read")
      }
      bytes += piece
    }
    return bytes
  }

  /// Calls `each` with one piece after the other until the end.
  static func read(
    _ descriptor: Int32 = STDIN_FILENO, each: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { piece.deallocate() }
    while true {
      let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw ValidationError("standard input cannot be read: \(String(cString: strerror(errno)))")
      }
      try each(UnsafeBufferPointer(rebasing: piece[..<count]))
    }
  }
}
