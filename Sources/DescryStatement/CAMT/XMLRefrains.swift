/// A stretch of markup between two texts that was read and checked once, and may come again.
///
/// It begins behind a text or a start tag, with the end of the element that is open there or with the
/// first element in it, and ends behind a start tag whose content is not known.
struct XMLRefrain {
  /// What one of its tags tells.
  struct Event {
    enum Kind { case begin, leaf, end }

    var kind: Kind
    var tag = XMLTag(element: .unknown)
    /// The element that begins; its name is counted from the beginning of the stretch.
    var open = XMLOpen(name: 0, length: 0, place: XMLPlaces.nowhere)
    /// How many lines end in the stretch before the tag does.
    var lineEnds = 0
  }

  /// Whether it begins with the end of the element that is open.
  let endsLeaf: Bool
  /// What it tells after that.
  let events: UnsafeMutableBufferPointer<Event>
  /// The element that begins last, and may be a leaf.
  let last: Event
  /// How many bytes it has.
  let length: Int
  /// Its bytes, with zeros behind them in the last number.
  fileprivate let words: UnsafeMutableBufferPointer<UInt64>
  /// Another one of its place.
  fileprivate let next: UnsafeMutablePointer<XMLRefrain>?
}

/// The markup of a document that may come again.
///
/// Statements are written by programs, with the same tags in the same order for each entry and the same
/// blanks between them. What was checked once need not be taken apart again where it comes again at the
/// same place, so that the same elements are open: that the bytes are the same says everything.
struct XMLRefrains: ~Copyable {
  /// The longest stretch that is kept, in bytes and in events.
  static let longest = (bytes: 1 << 10, events: 64)
  /// How many stretches are kept of one place: all of them are compared where none fits.
  private static let mostOfPlace = 16

  private let first = UnsafeMutablePointer<UnsafeMutablePointer<XMLRefrain>?>.allocate(
    capacity: XMLPlaces.most)
  private var counts = Array(repeating: 0, count: XMLPlaces.most)

  init() { first.initialize(repeating: nil, count: XMLPlaces.most) }

  deinit {
    for place in 0..<XMLPlaces.most {
      var rest = first[place]
      while let refrain = rest {
        rest = refrain.pointee.next
        refrain.pointee.events.deallocate()
        refrain.pointee.words.deallocate()
        refrain.deallocate()
      }
    }
    first.deallocate()
  }

  /// The stretch of a place that stands at an offset.
  @inline(__always)
  func find(_ place: Int, _ bytes: XMLBytes, at offset: Int) -> UnsafeMutablePointer<XMLRefrain>? {
    var rest = first[place]
    while let refrain = rest {
      if Self.stands(refrain, bytes, at: offset) { return refrain }
      rest = refrain.pointee.next
    }
    return nil
  }

  @inline(__always)
  private static func stands(
    _ refrain: UnsafeMutablePointer<XMLRefrain>, _ bytes: XMLBytes, at offset: Int
  ) -> Bool {
    let words = refrain.pointee.words
    guard offset &+ 8 &* words.count <= bytes.count else { return false }
    var index = 0
    var at = offset
    while index &+ 1 < words.count {
      if bytes.inner(at) != words[index] { return false }
      index &+= 1
      at &+= 8
    }
    // Of the last number only what is in the stretch counts.
    let beyond = UInt64(8 &* words.count &- refrain.pointee.length)
    return (bytes.inner(at) ^ words[index]) &<< (8 &* beyond) == 0
  }

  /// Whether another stretch of a place may be kept.
  func hasRoom(_ place: Int) -> Bool {
    place != XMLPlaces.nowhere && counts[place] < Self.mostOfPlace
  }

  /// Keeps a stretch of a place, as it stands between two offsets.
  ///
  /// - Parameter events: what it tells, the beginning of the last element too.
  mutating func keep(
    _ place: Int, _ bytes: XMLBytes, _ from: Int, _ to: Int, endsLeaf: Bool,
    _ events: [XMLRefrain.Event]
  ) -> UnsafeMutablePointer<XMLRefrain>? {
    guard let last = events.last else { return nil }
    let kept = UnsafeMutableBufferPointer<XMLRefrain.Event>.allocate(capacity: events.count - 1)
    _ = kept.initialize(from: events.dropLast())
    let words = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: (to - from + 7) / 8)
    words.initialize(repeating: 0)
    UnsafeMutableRawBufferPointer(words).copyMemory(from: bytes.stretch(from, to))
    // `inner` gives the first byte lowest, whatever the machine's own order is.
    for index in words.indices { words[index] = UInt64(littleEndian: words[index]) }
    let refrain = UnsafeMutablePointer<XMLRefrain>.allocate(capacity: 1)
    refrain.initialize(
      to: XMLRefrain(
        endsLeaf: endsLeaf, events: kept, last: last, length: to - from,
        words: words, next: first[place]))
    first[place] = refrain
    counts[place] += 1
    return refrain
  }
}
