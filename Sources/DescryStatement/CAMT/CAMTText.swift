/// A text of a document, trimmed, in UTF-8 and without controls, that lives as long as its entry.
struct CAMTText {
  let bytes: UnsafeRawBufferPointer

  /// No text.
  static var none: CAMTText { CAMTText(bytes: UnsafeRawBufferPointer(start: nil, count: 0)) }

  var isEmpty: Bool { bytes.isEmpty }

  /// The text; nil when there is none.
  var string: String? {
    isEmpty ? nil : String(decoding: bytes.bindMemory(to: UInt8.self), as: UTF8.self)
  }

  /// This text, or another where there is none.
  func or(_ other: CAMTText) -> CAMTText { isEmpty ? other : self }

  func isSame(as other: CAMTText) -> Bool {
    bytes.count == other.bytes.count && bytes.elementsEqual(other.bytes)
  }
}

/// Makes lasting texts of those of a document.
///
/// A text that stands in the file as it is stays there; any other is copied, into memory that is used
/// again for the next entry.
final class CAMTTexts {
  private static let block = 1 << 16
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var used = 0

  deinit { for block in blocks { block.deallocate() } }

  /// Forgets all texts.
  func clear() {
    used = 0
    while blocks.count > 1 { blocks.removeLast().deallocate() }
  }

  /// A text without blanks around it, cut to the longest that is kept.
  func text(_ text: XMLText) -> CAMTText {
    var bytes = text.bytes
    if bytes.count > XMLText.longest {
      var end = XMLText.longest
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes = bytes.stretch(0, end)
    }
    bytes = bytes.trimmed
    if bytes.isEmpty || text.isLasting { return CAMTText(bytes: bytes) }
    return copy(bytes)
  }

  /// A copy in which controls, such as line ends, are blanks.
  private func copy(_ bytes: UnsafeRawBufferPointer) -> CAMTText {
    if blocks.last.map({ used + bytes.count > $0.count }) ?? true {
      blocks.append(.allocate(byteCount: Self.block, alignment: 1))
      used = 0
    }
    guard let block = blocks.last else { return .none }
    for (index, byte) in bytes.enumerated() { block[used + index] = byte < 0x20 ? 0x20 : byte }
    defer { used += bytes.count }
    return CAMTText(bytes: UnsafeRawBufferPointer(block).stretch(used, used + bytes.count))
  }
}
