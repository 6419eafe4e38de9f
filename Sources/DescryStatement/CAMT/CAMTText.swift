/// A text of a document, trimmed, in UTF-8 and without controls, that lives as long as its entry.
struct CAMTText {
  let bytes: UnsafeRawBufferPointer

  /// No text.
  static var none: CAMTText { CAMTText(bytes: UnsafeRawBufferPointer(start: nil, count: 0)) }

  var isEmpty: Bool { bytes.isEmpty }

  /// The text; nil when there is none.
  var string: String? { isEmpty ? nil : bytes.string }

  /// This text, or another where there is none.
  func or(_ other: CAMTText) -> CAMTText { isEmpty ? other : self }

  func isSame(as other: CAMTText) -> Bool { bytes.isSame(as: other.bytes) }
}

extension TextStore {
  /// A text of a document that lasts: one that stands in the file as it is stays there, any other is
  /// copied.
  mutating func lasting(_ text: XMLText) -> CAMTText {
    var bytes = text.bytes
    if text.isLasting, bytes.count <= XMLText.longest, let first = bytes.first, first > 0x20,
      bytes[bytes.count &- 1] > 0x20
    {
      return CAMTText(bytes: bytes)
    }
    if bytes.count > XMLText.longest {
      var end = XMLText.longest
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes = bytes.stretch(0, end)
    }
    bytes = bytes.trimmed
    return CAMTText(
      bytes: bytes.isEmpty || text.isLasting ? bytes : copyWithoutControls(bytes))
  }
}
