internal import CLibXML2
import DescryCore

/// Reads XML piece by piece with libxml2's push parser, in memory that does not grow.
///
/// Nothing is fetched, no entity is expanded, libxml2's own limits stand, and a document type
/// declaration, which no bank writes and every XML bomb needs, stops the reading at once.
final class XMLPush {
  /// Why a document is not read on.
  struct Failure: Error {
    enum Reason { case documentType, malformed(String), memory }
    let reason: Reason
    let line: Int
    let column: Int
  }

  private let context: xmlParserCtxtPtr
  /// What the parser's calls write: it calls from C, at a place of its own.
  private let found: UnsafeMutablePointer<XMLFound>
  /// The line of the file on which the document begins.
  private let firstLine: Int
  /// How many events are still not to be told, since another source has told them.
  private var known: Int

  /// A parser of UTF-8, or of what the document declares when `isUTF8` is false.
  ///
  /// - Parameters:
  ///   - firstLine: the line of the file on which the document begins.
  ///   - known: how many events of the document were told before.
  /// - Throws: `Failure` when there is no memory for one.
  init(isUTF8: Bool, firstLine: Int = 1, known: Int = 0) throws {
    self.firstLine = firstLine
    self.known = known
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { user, _, _, _ in
      XMLPush.found(user)?.pointee.hasDocumentType = true
      xmlStopParser(user?.assumingMemoryBound(to: xmlParserCtxt.self))
    }
    handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let found = XMLPush.found(user), let name else { return }
      let attributes = XMLAttributes(pointers: attributes, count: Int(count))
      found.pointee.begin(name, attributes, line: Int(xmlSAX2GetLineNumber(user)))
    }
    handler.endElementNs = { user, _, _, _ in
      guard let found = XMLPush.found(user) else { return }
      if found.pointee.end() {
        found.pointee.rootEnd = xmlByteConsumed(user?.assumingMemoryBound(to: xmlParserCtxt.self))
      }
    }
    handler.characters = { user, bytes, count in
      XMLPush.found(user)?.pointee.text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.serror = { _, _ in }
    guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw Failure(reason: .memory, line: 0, column: 0)
    }
    self.context = context
    found = .allocate(capacity: 1)
    found.initialize(to: XMLFound(lineOffset: firstLine - 1))
    let encoding = isUTF8 ? XML_PARSE_IGNORE_ENC.rawValue : 0
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | encoding))
    context.pointee._private = UnsafeMutableRawPointer(found)
  }

  deinit {
    xmlFreeParserCtxt(context)
    found.deinitialize(count: 1)
    found.deallocate()
  }

  /// How many bytes of what was pushed the root and what is before it take; nil before its end.
  var rootEnd: Int? { found.pointee.rootEnd }

  /// Reads the next piece, and the end of the document when `isLast`, and tells what is in it.
  ///
  /// - Throws: `Failure` when the document cannot be read on, or what the receiver throws.
  func push(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into receiver: inout some XMLElements & ~Copyable
  ) throws {
    let status = xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    let failure = failure(status)
    try found.pointee.tell(&receiver, isWhole: failure != nil || isLast, known: &known)
    if let failure { throw failure }
  }

  private func failure(_ status: Int32) -> Failure? {
    if found.pointee.hasDocumentType {
      return Failure(reason: .documentType, line: line, column: column)
    }
    guard status != 0, context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0 else {
      return nil
    }
    var message = "it is not well formed"
    var place = (line: line, column: column)
    if let error = xmlCtxtGetLastError(context) {
      if let text = error.pointee.message { message = String(cString: text) }
      if error.pointee.line > 0 {
        place = (Int(error.pointee.line) + firstLine - 1, max(1, Int(error.pointee.int2)))
      }
    }
    while message.last?.isWhitespace == true { message.removeLast() }
    return Failure(reason: .malformed(message), line: place.line, column: place.column)
  }

  private var line: Int { max(1, Int(xmlSAX2GetLineNumber(context))) + firstLine - 1 }
  private var column: Int { max(1, Int(xmlSAX2GetColumnNumber(context))) }

  private static func found(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLFound>? {
    user?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
      .assumingMemoryBound(to: XMLFound.self)
  }
}

/// The attributes of an element, as libxml2 gives them: local name, prefix, URI, value, end of value.
struct XMLAttributes {
  fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  fileprivate let count: Int

  /// The value of an attribute, by its local name.
  func value(_ name: StaticString) -> UnsafeRawBufferPointer? {
    guard let pointers else { return nil }
    for index in 0..<count {
      guard let key = pointers[index * 5], let from = pointers[index * 5 + 3],
        let to = pointers[index * 5 + 4], Self.isSame(key, name)
      else { continue }
      return UnsafeRawBufferPointer(start: from, count: to - from)
    }
    return nil
  }

  private static func isSame(_ key: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
    for index in 0..<name.utf8CodeUnitCount where key[index] != name.utf8Start[index] {
      // A key that is shorter ends with a zero, which differs.
      return false
    }
    return key[name.utf8CodeUnitCount] == 0
  }
}
