/// An element that is open: where its name stands, prefix and all, and its place.
struct XMLOpen {
  var name: Int
  var length: Int
  var place: Int
}

/// The places of a document's elements: one for all whose names, and the names of all around them, are
/// the same.
struct XMLPlaces {
  /// The place of the document itself.
  static let document = 0
  /// The place of elements of which there are too many kinds.
  static let nowhere = 1
  /// How many places are told apart.
  static let most = 1 << 9

  private struct Place {
    var name: [UInt8] = []
    /// The places of the elements in it.
    var inner: [Int] = []
  }

  private var places = [Place(), Place()]

  /// The place of an element of a name within a place.
  mutating func place(of name: UnsafeRawBufferPointer, in outer: Int) -> Int {
    guard outer != Self.nowhere else { return Self.nowhere }
    if let known = places[outer].inner.first(where: { places[$0].name.elementsEqual(name) }) {
      return known
    }
    guard places.count < Self.most else { return Self.nowhere }
    places.append(Place(name: Array(name)))
    places[outer].inner.append(places.count - 1)
    return places.count - 1
  }
}
