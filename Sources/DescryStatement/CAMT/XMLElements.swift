import DescryCore

/// Takes what an XML document of account messages consists of, in its order.
///
/// Two sources tell the same of the same document: `XMLScanner` of the plain XML that banks write, and
/// `XMLPush`, which is libxml2, of everything else.
protocol XMLElements: ~Copyable {
  /// An element begins that holds others.
  mutating func begin(_ tag: XMLTag) throws

  /// An element begins and ends that holds none.
  mutating func leaf(_ tag: XMLTag, _ text: XMLText) throws

  /// The element ends that began last.
  mutating func end() throws

  /// The document was read up to an offset of the file; said every megabyte or so.
  mutating func pass(_ offset: Int)
}

/// The tag that an element begins with.
struct XMLTag: Equatable {
  /// The element, by its local name.
  var element: CAMTElement
  /// The attribute `Ccy`, which an amount has.
  var currency: Currency?
  /// The line on which the tag ends, for elements that become rows; 0 for others.
  var line = 0
}

/// The text of an element, in UTF-8, its references resolved.
struct XMLText {
  /// A text is read up to here: the longest in the schema has 500 characters.
  static let longest = 1 << 14

  /// The bytes, up to a few more than `longest`.
  let bytes: UnsafeRawBufferPointer
  /// Whether the bytes stand in the file itself, and so stay where they are.
  let isLasting: Bool

  /// No text.
  static var empty: XMLText {
    XMLText(bytes: UnsafeRawBufferPointer(start: nil, count: 0), isLasting: true)
  }
}
