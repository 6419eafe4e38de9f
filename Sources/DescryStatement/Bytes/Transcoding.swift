/// Turns UTF-16 files with a byte order mark into UTF-8, which the byte readers expect.
enum Transcoding {
  /// Which byte of a pair comes first.
  enum Order { case little, big }

  /// The order that the byte order mark says, or nil when the bytes are not UTF-16.
  static func utf16(_ bytes: UnsafeRawBufferPointer) -> Order? {
    switch (bytes.at(0), bytes.at(1)) {
    case (0xFF, 0xFE): .little
    case (0xFE, 0xFF): .big
    default: nil
    }
  }

  /// The text as UTF-8, without the mark; broken pairs become U+FFFD.
  static func utf8(_ bytes: UnsafeRawBufferPointer, _ order: Order) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(order == .little ? second << 8 | first : first << 8 | second)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
