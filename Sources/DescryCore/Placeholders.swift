extension String {
  /// The text with the value of each `{name}` in its place, in one pass; names without a value stay.
  ///
  /// Every charge of a statement gets some sentences so: this looks at bytes, not at characters.
  public func filled(_ value: (Substring) -> String?) -> String {
    let bytes = utf8
    guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return self }
    var result = ""
    result.reserveCapacity(bytes.count + 32)
    var start = startIndex
    while let end = bytes[open...].dropFirst().firstIndex(where: {
      $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{")
    }) {
      if bytes[end] == UInt8(ascii: "{") {
        open = end
        continue
      }
      let behind = bytes.index(after: end)
      if let text = value(self[bytes.index(after: open)..<end]) {
        result += self[start..<open]
        result += text
        start = behind
      }
      guard let next = bytes[behind...].firstIndex(of: UInt8(ascii: "{")) else { break }
      open = next
    }
    result += self[start...]
    return result
  }
}
