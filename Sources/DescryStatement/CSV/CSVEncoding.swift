/// Which alphabet a CSV file is written in.
enum CSVEncoding {
  /// The eight-bit alphabet of fields that are not UTF-8: Central European when letters that only it
  /// has at these places outweigh the Western ones.
  static func alphabet(_ bytes: UnsafeRawBufferPointer) -> WrittenText.Alphabet {
    var central = 0
    var western = 0
    let head = bytes.stretch(0, 1 << 20)
    var index = 0
    func isPlain(_ offset: Int) -> Bool {
      head.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    }
    while index < head.count {
      if index + 32 <= head.count, isPlain(index), isPlain(index + 8), isPlain(index + 16),
        isPlain(index + 24)
      {
        index += 32
        continue
      }
      if index + 8 <= head.count, isPlain(index) {
        index += 8
        continue
      }
      switch head[index] {
      // ą ę ł ś ż ź ć ń, Ł Ś Ż in windows-1250.
      case 0xB9, 0xEA, 0xB3, 0x9C, 0xBF, 0x9F, 0xE6, 0xF1, 0xA3, 0x8C, 0xAF, 0xF8, 0xEC, 0x9A, 0x9E:
        central += 1
      // é è à ç ä ö ü ß ñ: the letters of Western texts.
      case 0xE9, 0xE8, 0xE0, 0xE7, 0xE4, 0xF6, 0xFC, 0xDF, 0xEE, 0xF4, 0xE5: western += 1
      default: break
      }
      index += 1
    }
    return central > western * 2 ? .windows1250 : .windows1252
  }
}
