/// Memory for texts that do not stand in a file as they are, used again row after row.
///
/// A text stays where it is until the store is cleared.
struct TextStore: ~Copyable {
  private static let block = 1 << 16
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var used = 0

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// Forgets all texts.
  mutating func clear() {
    used = 0
    while blocks.count > 1 { blocks.removeLast().deallocate() }
  }

  /// A copy of a text.
  mutating func copy(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let room = room(text.count)
    room.copyMemory(from: text)
    used += text.count
    return UnsafeRawBufferPointer(room)
  }

  /// A copy of a text in which controls, such as line ends, are blanks.
  mutating func copyWithoutControls(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let room = room(text.count)
    for (index, byte) in text.enumerated() { room[index] = byte < 0x20 ? 0x20 : byte }
    used += text.count
    return UnsafeRawBufferPointer(room)
  }

  /// A text with more behind it, after a blank or not.
  mutating func extend(
    _ text: UnsafeRawBufferPointer, by more: UnsafeRawBufferPointer, blank: Bool
  ) -> UnsafeRawBufferPointer {
    let count = text.count + (blank ? 1 : 0) + more.count
    var start = text.count
    // The text that was made last grows where it is.
    let isLast = blocks.last.map { block in
      UnsafeRawPointer(block.baseAddress.map { $0 + used }) == text.baseAddress.map { $0 + start }
        && used >= start && used - start + count <= block.count
    }
    if isLast == true { used -= start }
    let room = room(count)
    if isLast != true { room.copyMemory(from: text) }
    if blank {
      room[start] = 0x20
      start += 1
    }
    UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(from: more)
    used += count
    return UnsafeRawBufferPointer(room)
  }

  /// The next bytes that are free.
  private mutating func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if let block = blocks.last, used + count <= block.count {
      return UnsafeMutableRawBufferPointer(rebasing: block[used..<(used + count)])
    }
    // A long text most often grows on, and must not move each time.
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(count * 2, Self.block), alignment: 1)
    blocks.append(block)
    used = 0
    return UnsafeMutableRawBufferPointer(rebasing: block[..<count])
  }
}
