internal import CLibXML2

/// What receives the events of an XML document.
protocol XMLReceiver: AnyObject {
  /// Elements begin; `name` is the local name, the same pointer for the same name.
  func begin(_ name: UnsafePointer<UInt8>, _ attributes: XMLAttributes, line: Int)
  /// Part of a text.
  func text(_ bytes: UnsafeRawBufferPointer)
  /// The innermost element ends.
  func end()
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

  private let receiver: any XMLReceiver
  private let context: xmlParserCtxtPtr
  private var sawDocumentType = false

  /// A parser of UTF-8, or of what the document declares when `isUTF8` is false.
  ///
  /// - Throws: `Failure` when there is no memory for one.
  init(_ receiver: any XMLReceiver, isUTF8: Bool) throws {
    self.receiver = receiver
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { user, _, _, _ in XMLPush.of(user)?.refuseDocumentType() }
    handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let parser = XMLPush.of(user), let name else { return }
      parser.receiver.begin(
        name, XMLAttributes(pointers: attributes, count: Int(count)), line: parser.line)
    }
    handler.endElementNs = { user, _, _, _ in XMLPush.of(user)?.receiver.end() }
    handler.characters = { user, bytes, count in
      XMLPush.of(user)?.receiver.text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.serror = { _, _ in }
    guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw Failure(reason: .memory, line: 0, column: 0)
    }
    self.context = context
    let encoding = isUTF8 ? XML_PARSE_IGNORE_ENC.rawValue : 0
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | encoding))
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Reads the next piece, and the end of the document when `isLast`.
  ///
  /// - Throws: `Failure` when the document cannot be read on.
  func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
    let status = xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    if sawDocumentType {
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

  private func refuseDocumentType() {
    sawDocumentType = true
    xmlStopParser(context)
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLPush? {
    guard let context = user?.assumingMemoryBound(to: xmlParserCtxt.self),
      let parser = context.pointee._private
    else { return nil }
    return Unmanaged<XMLPush>.fromOpaque(parser).takeUnretainedValue()
  }
}
