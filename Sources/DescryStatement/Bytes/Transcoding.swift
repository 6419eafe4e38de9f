/// Turns UTF-16 files into UTF-8, which the byte readers expect.
enum Transcoding {
  /// Which byte of a pair comes first.
  enum Order { case little, big }

  /// The order that the byte order mark says, or else the zeros beside plain letters; nil when the
  /// bytes are not UTF-16.
  static func utf16(_ bytes: UnsafeRawBufferPointer) -> Order? {
    if let order = mark(bytes) { return order }
    let head = bytes.stretch(0, 512)
    guard head.count >= 8 else { return nil }
    var even = 0
    var odd = 0
    for (index, byte) in head.enumerated() where byte == 0 {
      if index.isMultiple(of: 2) { even += 1 } else { odd += 1 }
    }
    if odd * 3 > head.count, even == 0 { return .little }
    if even * 3 > head.count, odd == 0 { return .big }
    return nil
  }

  /// The text as UTF-8, without the mark; broken pairs become U+FFFD.
  static func utf8(_ bytes: UnsafeRawBufferPointer, _ order: Order) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: mark(bytes) == nil ? 0 : 2, to: bytes.count - 1, by: 2) {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(order == .little ? second << 8 | first : first << 8 | second)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func mark(_ bytes: UnsafeRawBufferPointer) -> Order? {
    switch (bytes.at(0), bytes.at(1)) {
    case (0xFF, 0xFE): .little
    case (0xFE, 0xFF): .big
    default: nil
    }
  }
}
