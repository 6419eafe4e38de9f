/// A picture of a screen that a page can hold: PNG or JPEG.
struct Screenshot {
  /// The width in the picture's own pixels, above 0.
  let width: Int
  /// The height in the picture's own pixels, above 0.
  let height: Int
  private let type: String
  private let bytes: [UInt8]

  /// Nil for bytes that are no such picture.
  init?(_ bytes: [UInt8]) {
    let size: (width: Int, height: Int)?
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      type = "image/png"
      size = Self.sizeOfPNG(bytes)
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      type = "image/jpeg"
      size = Self.sizeOfJPEG(bytes)
    } else {
      return nil
    }
    guard let size, size.width > 0, size.height > 0 else { return nil }
    (width, height) = size
    self.bytes = bytes
  }

  /// The picture as an address (RFC 2397), so that a page needs no other file.
  var address: String { "data:\(type);base64,\(Self.base64(bytes))" }

  /// PNG, section 11.2.1: `IHDR` is the first chunk.
  private static func sizeOfPNG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    return (number(bytes[16..<20]), number(bytes[20..<24]))
  }

  /// ITU-T T.81, section B.2.2: the frame header stands behind `SOFn`.
  private static func sizeOfJPEG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    var index = 2
    while index + 9 <= bytes.count, bytes[index] == 0xFF {
      let marker = bytes[index + 1]
      // Any marker may be filled up with 0xFF.
      if marker == 0xFF {
        index += 1
        continue
      }
      if 0xC0...0xCF ~= marker, ![0xC4, 0xC8, 0xCC].contains(marker) {
        return (
          number(bytes[(index + 7)..<(index + 9)]), number(bytes[(index + 5)..<(index + 7)])
        )
      }
      index += 2 + number(bytes[(index + 2)..<(index + 4)])
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for offset in 0..<3 {
        bits = bits << 8 | (offset < left ? UInt32(bytes[start + offset]) : 0)
      }
      for digit in 0..<4 {
        let value = Int(bits >> UInt32(18 - 6 * digit)) & 0x3F
        text.append(digit <= left ? digits[value] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
