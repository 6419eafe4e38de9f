/// Gets the text out of a PDF, with its layout: the reader reads text, and asks for it here, so that
/// the process that makes it is started at the rim of the program and nowhere else.
public struct PDFText: Sendable {
  private let extract: @Sendable (UnsafeRawBufferPointer) throws -> [UInt8]

  /// A way to get the text; it gives UTF-8, laid out with blanks, pages ended by form feeds.
  public init(_ extract: @escaping @Sendable (UnsafeRawBufferPointer) throws -> [UInt8]) {
    self.extract = extract
  }

  /// The text of a PDF.
  ///
  /// - Throws: what the extraction throws.
  public func text(of bytes: UnsafeRawBufferPointer) throws -> [UInt8] { try extract(bytes) }
}
