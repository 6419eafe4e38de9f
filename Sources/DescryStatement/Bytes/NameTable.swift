/// What names stand for in a format; one case stands for all others.
protocol Named: CaseIterable, RawRepresentable where RawValue == String {
  static var unknown: Self { get }
}

/// Finds elements by the bytes of their names, sixteen letters in two numbers.
struct NameTable<Element: Named>: ~Copyable {
  /// The first sixteen letters of a name, the first one lowest, zeros behind the last.
  struct Key: Equatable {
    var low: UInt64
    var high: UInt64

    @inline(__always)
    init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }

    init(_ name: UnsafeRawBufferPointer) {
      low = 0
      high = 0
      for (index, byte) in name.prefix(16).enumerated() {
        if index < 8 {
          low |= UInt64(byte) << UInt64(8 * index)
        } else {
          high |= UInt64(byte) << UInt64(8 * index - 64)
        }
      }
    }
  }

  private struct Slot {
    var key: Key
    var element: Element
  }

  private static var size: Int { 512 }
  private let slots: UnsafeMutablePointer<Slot>
  private var used = 0
  /// The elements with names of more than sixteen letters.
  private var long: [Element] = []

  init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(
      repeating: Slot(key: Key(low: 0, high: 0), element: .unknown), count: Self.size)
    for element in Element.allCases {
      var name = element.rawValue
      name.withUTF8 {
        let name = UnsafeRawBufferPointer($0)
        if name.count > 16 {
          long.append(element)
        } else if !name.isEmpty {
          learn(Key(name), element)
        }
      }
    }
  }

  deinit { slots.deallocate() }

  /// The element of a name of up to sixteen letters; nil for one that was not learnt.
  @inline(__always)
  func known(_ key: Key) -> Element? {
    var slot = Self.slot(key)
    while true {
      if slots[slot].key == key { return slots[slot].element }
      if slots[slot].key.low == 0 { return nil }
      slot = (slot &+ 1) & (Self.size &- 1)
    }
  }

  /// The element of a name of any length.
  func element(_ name: UnsafeRawBufferPointer) -> Element {
    if name.count <= 16 { return known(Key(name)) ?? .unknown }
    return long.first { $0.rawValue.utf8.elementsEqual(name) } ?? .unknown
  }

  /// Keeps a name, so that it is found at once when it comes again.
  mutating func learn(_ key: Key, _ element: Element) {
    // A file may have any number of names: half of the slots stay free, so that each search ends.
    guard key.low != 0, used < Self.size / 2, known(key) == nil else { return }
    used += 1
    var slot = Self.slot(key)
    while slots[slot].key.low != 0 { slot = (slot + 1) & (Self.size - 1) }
    slots[slot] = Slot(key: key, element: element)
  }

  @inline(__always)
  private static func slot(_ key: Key) -> Int {
    let mixed = (key.low ^ (key.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xE703_7ED1_A0B4_28DB
    return Int(truncatingIfNeeded: mixed &>> 55)
  }
}
