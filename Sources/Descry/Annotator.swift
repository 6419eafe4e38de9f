public import DescryCore
public import DescryLookup
internal import DescryPattern
internal import DescryReport
internal import DescryText

/// Annotates batch lines: one JSON object in, one JSON object out.
///
/// One annotator serves one thread.
public final class Annotator {
  private let engine: LookupEngine
  private let context: LookupContext
  private let passThrough: Bool
  private let scratch = MatchScratch()
  /// The explanations of lines seen before, as they are printed: statements repeat themselves.
  private var known: [Charge: [UInt8]] = [:]
  private var writer = JSONWriter()
  private static let mostKnown = 20_000

  /// An annotator; with `passThrough` the input object comes back whole with an added key.
  public init(_ engine: LookupEngine, today: CalendarDate? = nil, passThrough: Bool = false) {
    self.engine = engine
    self.passThrough = passThrough
    context = LookupContext(today: today, detail: .brief)
  }

  /// Adds the output line for an input line, without line ends; whether the input is no charge.
  public func annotate(
    _ line: UnsafeBufferPointer<UInt8>, number: Int, into output: inout [UInt8]
  ) -> Bool {
    guard let problem = add(line, number: number, to: &output) else { return false }
    Self.refuse(number, problem, into: &output)
    return true
  }

  /// Adds the output line, or tells why there is none.
  private func add(
    _ line: UnsafeBufferPointer<UInt8>, number: Int, to output: inout [UInt8]
  ) -> String? {
    // RFC 8259, 8.1: JSON between systems is UTF-8. Repairing another encoding would change words.
    guard !line.contains(where: { $0 >= 0x80 }) || String(validating: line, as: UTF8.self) != nil
    else { return "not UTF-8 text" }
    var scanner = JSONScanner(line)
    var id: String?
    var fields: [String: String] = [:]
    var ignored: [String] = []
    let isObject = scanner.object { key, value in
      let name = String(decoding: line[key], as: UTF8.self)
      if name == "id" {
        id = String(decoding: line[value], as: UTF8.self)
      } else if Self.fields.contains(name) {
        // A number is read as its digits, where digits can be meant; a list or an object is no text.
        let first = line[value.lowerBound]
        let isBare =
          name != "descriptor"
          && (first == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first)
        fields[name] =
          JSONScanner.text(line, value)
          ?? (isBare ? String(decoding: line[value], as: UTF8.self) : nil)
        let isNull = line[value].count == 4 && first == UInt8(ascii: "n")
        if fields[name] == nil, !isNull { ignored.append(name) }
      }
    }
    guard isObject else { return "not a JSON object" }
    guard let descriptor = fields["descriptor"] else {
      return "the object has no text 'descriptor'"
    }
    guard descriptor.utf8.count <= 4_096 else {
      return "a descriptor of more than 4,096 bytes is no statement line"
    }
    var charge = Charge(descriptor: CardNumberMask.mask(descriptor))
    ignored += Self.fill(&charge, from: fields)
    if passThrough {
      var whole = CardNumberMask.mask(Array(line))
      while let last = whole.last, last != UInt8(ascii: "}") { whole.removeLast() }
      output += whole.dropLast()
      output += ",\"explanation\":{".utf8
    } else {
      output += "{\"id\":".utf8
      output += (id.map { CardNumberMask.mask($0) } ?? "null").utf8
      output.append(UInt8(ascii: ","))
    }
    add(explanation(charge), ignored: ignored, to: &output)
    if passThrough { output.append(UInt8(ascii: "}")) }
    return nil
  }

  private static let fields: Set<String> = [
    "descriptor", "amount", "currency", "date", "country", "mcc",
  ]

  /// Takes over what is known besides the descriptor; returns the fields that cannot be read.
  ///
  /// Only the descriptor is required: a half date (`2018-07`) must not cost the explanation, but it
  /// is said that it was not used.
  private static func fill(_ charge: inout Charge, from fields: [String: String]) -> [String] {
    var ignored: [String] = []
    func value<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
      guard let text = fields[name], !text.isEmpty else { return nil }
      let value = read(text)
      if value == nil { ignored.append(name) }
      return value
    }
    charge.amount = value("amount") { Amount($0) }
    charge.currency = value("currency") { Currency($0) }
    charge.date = value("date") { CalendarDate($0) }
    charge.country = value("country") { $0.count == 2 ? $0.uppercased() : nil }
    charge.mcc = value("mcc") { $0 }
    return ignored
  }

  /// Adds what stands in the place of an input line that is no charge.
  public static func refuse(_ number: Int, _ message: String, into output: inout [UInt8]) {
    let line = JSON.object([
      ("id", .null), ("line", .number("\(number)")), ("error", .string(message)),
    ])
    output += line.line.utf8
  }

  /// The explanation's object.
  private func explanation(_ charge: Charge) -> [UInt8] {
    if let known = known[charge] { return known }
    writer.removeAll()
    writer.explanation(engine.explain(charge, context: context, using: scratch))
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    // A copy of the right size: the writer keeps its room for the next line.
    let object = writer.bytes.withUnsafeBufferPointer { Array($0) }
    known[charge] = object
    return object
  }

  /// Adds an object behind its opening brace; `ignored` are fields of the input that could not be
  /// read.
  private func add(_ object: [UInt8], ignored: [String], to output: inout [UInt8]) {
    output += object.dropFirst()
    guard !ignored.isEmpty else { return }
    output.removeLast()
    output += ",\"ignored\":\(JSON.array(ignored.map { .string($0) }).line)}".utf8
  }
}
