internal import CLibXML2

/// The attributes of an element, as libxml2 gives them: local name, prefix, URI, value, end of value.
struct XMLAttributes {
  fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  fileprivate let count: Int
  fileprivate let context: UnsafeMutableRawPointer?

  /// The line on which the element begins.
  var line: Int { max(1, Int(xmlSAX2GetLineNumber(context))) }

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

  /// What the parser's calls change.
  private struct State {
    var reading: CAMTReading
    var sawDocumentType = false
  }

  private let context: xmlParserCtxtPtr
  /// The parser calls from C ten million times for a large file: it finds the reading at a place of
  /// its own, without counting references and without a check for overlapping access at each call.
  private let state: UnsafeMutablePointer<State>

  /// What is made of the elements.
  var reading: CAMTReading {
    get { state.pointee.reading }
    _modify { yield &state.pointee.reading }
  }

  /// A parser of UTF-8, or of what the document declares when `isUTF8` is false.
  ///
  /// - Throws: `Failure` when there is no memory for one.
  init(_ reading: CAMTReading, isUTF8: Bool) throws {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { user, _, _, _ in
      XMLPush.state(user)?.pointee.sawDocumentType = true
      xmlStopParser(user?.assumingMemoryBound(to: xmlParserCtxt.self))
    }
    handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let state = XMLPush.state(user), let name else { return }
      let attributes = XMLAttributes(pointers: attributes, count: Int(count), context: user)
      state.pointee.reading.begin(name, attributes)
    }
    handler.endElementNs = { user, _, _, _ in XMLPush.state(user)?.pointee.reading.end() }
    handler.characters = { user, bytes, count in
      guard let state = XMLPush.state(user), state.pointee.reading.wantsText else { return }
      state.pointee.reading.text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.serror = { _, _ in }
    guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw Failure(reason: .memory, line: 0, column: 0)
    }
    self.context = context
    state = .allocate(capacity: 1)
    state.initialize(to: State(reading: reading))
    let encoding = isUTF8 ? XML_PARSE_IGNORE_ENC.rawValue : 0
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | encoding))
    context.pointee._private = UnsafeMutableRawPointer(state)
  }

  deinit {
    xmlFreeParserCtxt(context)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Reads the next piece, and the end of the document when `isLast`.
  ///
  /// - Throws: `Failure` when the document cannot be read on.
  func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
    let status = xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    if state.pointee.sawDocumentType {
      throw Failure(reason: .documentType, line: line, column: column)
    }
    guard status != 0, context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0 else {
      return
    }
    var message = "it is not well formed"
    var place = (line: line, column: column)
    if let error = xmlCtxtGetLastError(context) {
      if let text = error.pointee.message { message = String(cString: text) }
      if error.pointee.line > 0 {
        place = (Int(error.pointee.line), max(1, Int(error.pointee.int2)))
      }
    }
    while message.last?.isWhitespace == true { message.removeLast() }
    throw Failure(reason: .malformed(message), line: place.line, column: place.column)
  }

  private var line: Int { max(1, Int(xmlSAX2GetLineNumber(context))) }
  private var column: Int { max(1, Int(xmlSAX2GetColumnNumber(context))) }

  private static func state(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<State>? {
    user?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
      .assumingMemoryBound(to: State.self)
  }
}
