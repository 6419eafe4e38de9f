internal import CZlib

/// Reads the members of a zip archive by its central directory (APPNOTE 6.3, sections 4.3 and 4.4).
struct ZipArchive {
  /// Why an archive or a member cannot be read.
  struct Fault: Error {
    let reason: String
    /// Whether a limit was met.
    var isTooLarge = false
  }

  struct Member {
    let name: String
    let method: Int
    let packed: Int
    let size: Int
    /// Where its local header stands.
    let offset: Int
  }

  private let bytes: [UInt8]
  /// The members in the order of the directory.
  let members: [Member]

  /// Whether the bytes begin as a zip archive does.
  static func recognizes(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  init(_ bytes: [UInt8]) throws(Fault) {
    self.bytes = bytes
    members = try Self.directory(bytes)
  }

  /// The content of a member.
  ///
  /// - Parameter limit: bytes beyond which it is refused, whatever the directory says of its size.
  func content(of member: Member, limit: Int) throws(Fault) -> [UInt8] {
    guard member.offset + 30 <= bytes.count, Self.number(bytes, member.offset, 4) == 0x0403_4B50
    else { throw Fault(reason: "has no header where the directory says") }
    let start =
      member.offset + 30 + Self.number(bytes, member.offset + 26, 2)
      + Self.number(bytes, member.offset + 28, 2)
    guard start <= bytes.count, member.packed <= bytes.count - start else {
      throw Fault(reason: "is cut off")
    }
    let packed = bytes[start..<(start + member.packed)]
    switch member.method {
    case 0:
      guard packed.count <= limit else {
        throw Fault(reason: "is larger than \(limit) bytes", isTooLarge: true)
      }
      return Array(packed)
    case 8: return try Self.inflate(packed, limit: limit)
    default: throw Fault(reason: "is packed by method \(member.method), which is not known")
    }
  }

  private static func directory(_ bytes: [UInt8]) throws(Fault) -> [Member] {
    guard bytes.count >= 22 else { throw Fault(reason: "is too short for a zip archive") }
    // The end record stands before a comment of at most 65,535 bytes.
    var end = bytes.count - 22
    let lowest = max(0, bytes.count - 22 - 65_535)
    while number(bytes, end, 4) != 0x0605_4B50 {
      guard end > lowest else { throw Fault(reason: "is cut off: its directory is missing") }
      end -= 1
    }
    let count = number(bytes, end + 10, 2)
    var at = number(bytes, end + 16, 4)
    var members: [Member] = []
    for _ in 0..<count {
      guard at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50 else {
        throw Fault(reason: "has a broken directory")
      }
      let nameLength = number(bytes, at + 28, 2)
      let next = at + 46 + nameLength + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
      guard next <= bytes.count else { throw Fault(reason: "has a broken directory") }
      members.append(
        Member(
          name: String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self),
          method: number(bytes, at + 10, 2), packed: number(bytes, at + 20, 4),
          size: number(bytes, at + 24, 4), offset: number(bytes, at + 42, 4)))
      at = next
    }
    return members
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset >= 0, offset + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  /// Inflates a raw deflate stream (RFC 1951) block by block, so that a bomb is met at the limit.
  private static func inflate(_ packed: ArraySlice<UInt8>, limit: Int) throws(Fault) -> [UInt8] {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw Fault(reason: "cannot be inflated") }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var status = Z_OK
    var isTooLarge = false
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(truncatingIfNeeded: input.count)
      repeat {
        let room = block.count
        let written = block.withUnsafeMutableBufferPointer { buffer -> Int in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(room)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return room - Int(stream.avail_out)
        }
        output += block[..<written]
        if output.count > limit { isTooLarge = true }
        if written == 0, status != Z_STREAM_END { break }
      } while status == Z_OK && !isTooLarge
    }
    if isTooLarge {
      throw Fault(reason: "inflates to more than \(limit) bytes", isTooLarge: true)
    }
    guard status == Z_STREAM_END else { throw Fault(reason: "is damaged: it cannot be inflated") }
    return output
  }
}
