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
  /// The explanations of lines seen before: statements repeat themselves.
  private var known: [Charge: String] = [:]
  private static let mostKnown = 20_000

  /// An annotator; with `passThrough` the input object comes back whole with an added key.
  public init(_ engine: LookupEngine, today: CalendarDate? = nil, passThrough: Bool = false) {
    self.engine = engine
    self.passThrough = passThrough
    context = LookupContext(today: today)
  }

  /// The output line for an input line, without line ends; `isError` when the input is no charge.
  public func annotate(
    _ line: UnsafeBufferPointer<UInt8>, number: Int
  ) -> (line: String, isError: Bool) {
    // RFC 8259, 8.1: JSON between systems is UTF-8. Repairing another encoding would change words.
    guard !line.contains(where: { $0 >= 0x80 }) || String(validating: line, as: UTF8.self) != nil
    else { return Self.refusal(number, "not UTF-8 text") }
    var scanner = JSONScanner(line)
    var id: String?
    var fields: [String: String] = [:]
    var wrong: String?
    let isObject = scanner.object { key, value in
      let name = String(decoding: line[key], as: UTF8.self)
      if name == "id" {
        id = String(decoding: line[value], as: UTF8.self)
      } else if Self.fields.contains(name) {
        // A number is read as its digits; a list or an object is no text.
        let first = line[value.lowerBound]
        let isBare = first == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first
        fields[name] =
          JSONScanner.text(line, value)
          ?? (isBare ? String(decoding: line[value], as: UTF8.self) : nil)
        if fields[name] == nil, line[value].count != 4 || first != UInt8(ascii: "n") {
          wrong = wrong ?? "'\(name)' is a text"
        }
      }
    }
    guard isObject else { return Self.refusal(number, "not a JSON object") }
    if let wrong { return Self.refusal(number, wrong) }
    guard let descriptor = fields["descriptor"] else {
      return Self.refusal(number, "the object has no text 'descriptor'")
    }
    guard descriptor.utf8.count <= 4_096 else {
      return Self.refusal(number, "a descriptor of more than 4,096 bytes is no statement line")
    }
    var charge = Charge(descriptor: CardNumberMask.mask(descriptor))
    if let wrong = Self.fill(&charge, from: fields) { return Self.refusal(number, wrong) }
    let explanation = explanation(charge)
    if passThrough {
      var whole = CardNumberMask.mask(Array(line))
      while let last = whole.last, last != UInt8(ascii: "}") { whole.removeLast() }
      whole.removeLast()
      let object = String(decoding: whole, as: UTF8.self)
      return ("\(object),\"explanation\":{\(explanation)}", false)
    }
    let masked = id.map { CardNumberMask.mask($0) } ?? "null"
    return ("{\"id\":\(masked),\(explanation)", false)
  }

  private static let fields: Set<String> = [
    "descriptor", "amount", "currency", "date", "country", "mcc",
  ]

  /// Takes over what is known besides the descriptor; returns what is wrong with it.
  private static func fill(_ charge: inout Charge, from fields: [String: String]) -> String? {
    func known(_ name: String) -> String? {
      fields[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let amount = known("amount") {
      charge.amount = Amount(amount)
      if charge.amount == nil { return "'amount' is a decimal number, as \"-49.90\"" }
    }
    if let currency = known("currency") {
      charge.currency = Currency(currency)
      if charge.currency == nil { return "'currency' is three letters, as \"EUR\"" }
    }
    if let date = known("date") {
      charge.date = CalendarDate(date)
      if charge.date == nil { return "'date' is a day, as \"2018-07-10\"" }
    }
    if let country = known("country") {
      guard country.count == 2 else { return "'country' is two letters, as \"FR\"" }
      charge.country = country.uppercased()
    }
    charge.mcc = known("mcc")
    return nil
  }

  /// What stands in the place of an input line that is no charge.
  public static func refusal(_ number: Int, _ message: String) -> (line: String, isError: Bool) {
    let line = JSON.object([
      ("id", .null), ("line", .number("\(number)")), ("error", .string(message)),
    ])
    return (line.line, true)
  }

  /// The explanation's object behind its opening brace.
  private func explanation(_ charge: Charge) -> String {
    if let text = known[charge] { return text }
    let explanation = engine.explain(charge, context: context, using: scratch)
    let text = String(JSON.explanation(explanation).line.dropFirst())
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[charge] = text
    return text
  }
}
