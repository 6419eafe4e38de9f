extension String {
  /// The text with the value of each `{name}` in its place, in one pass; names without a value stay.
  ///
  /// Every charge of a statement gets some sentences so: this looks at bytes, not at characters.
  public func filled(_ value: (Substring) -> String?) -> String {
    var text = self
    let filled = text.withUTF8 { bytes -> [UInt8]? in
      guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 64)
      var start = 0
      while let end = bytes[(open + 1)...].firstIndex(where: {
        $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{")
      }) {
        if bytes[end] == UInt8(ascii: "{") {
          open = end
          continue
        }
        let name = String(decoding: bytes[(open + 1)..<end], as: UTF8.self)
        if let text = value(name[...]) {
          result += bytes[start..<open]
          result += text.utf8
          start = end + 1
        }
        guard let next = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "{")) else { break }
        open = next
      }
      result += bytes[start...]
      return result
    }
    return filled.map { String(decoding: $0, as: UTF8.self) } ?? self
  }
}
