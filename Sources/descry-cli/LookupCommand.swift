internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLookup
internal import DescryPattern
internal import DescryReport

/// Explains one charge.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Explain one charge.",
    discussion: """
      TEXT may be a bare descriptor or a whole pasted statement line: the date, amount and currency \
      found in it are used.

      EXAMPLE: descry lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'
      EXAMPLE: descry lookup 'APPLE.COM/BILL' --amount 9.99 --currency EUR --country FR --why
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "The line as the bank prints it, or any part of it; - reads standard input.")
  var text: [String]
  @Option(help: "The amount, as 49.90.") var amount: String?
  @Option(help: "Its currency, as EUR.") var currency: String?
  @Option(help: "The booking date, as 2026-11-24.") var date: String?
  @Option(help: "The cardholder's country, as FR.") var country: String?
  @Option(help: "The merchant category code, as 5942.") var mcc: String?
  @Option(help: "text or json.") var format = Format.text
  @Flag(help: "Print the worked sum: priors, ratios, sources.") var why = false
  @OptionGroup var display: DisplayOptions

  func run() throws {
    let scratch = MatchScratch()
    let engine = LookupEngine(try shared.ruleBook())
    let line = text == ["-"] ? try InputFile.standardInputText() : text.joined(separator: " ")
    let charge = try charge(line, using: scratch)
    let parsed = engine.parse(charge.descriptor, using: scratch)
    let context = LookupContext(isAskedAbout: true, today: try shared.today())
    let explanation = engine.explain(charge, context: context, using: scratch)
    switch format {
    case .text:
      let text = LookupText(shared.language, display.style).render(explanation, why: why)
      Output.standard.line(text)
    case .json:
      var writer = JSONWriter(indented: true)
      writer.object { writer in
        writer.put("query", .query(charge, parsed))
        writer.key("explanation")
        writer.fullExplanation(explanation, shared.language)
      }
      Output.standard.line(writer.text)
    }
  }

  private func charge(_ line: String, using scratch: MatchScratch) throws -> Charge {
    guard !line.allSatisfy(\.isWhitespace) else {
      throw ValidationError("there is nothing to look up; give the line as the bank prints it")
    }
    guard line.utf8.count <= 100_000 else {
      throw ValidationError("a line of more than 100,000 bytes is no statement line")
    }
    var charge = PastedLine(line, using: scratch).charge
    if let amount {
      guard let value = Amount(amount.replacing(",", with: ".")) else {
        throw ValidationError("--amount is a number, as 49.90, not '\(amount)'")
      }
      charge.amount = value.isNegative ? value : -value
    }
    if let currency {
      guard let value = Currency(currency) else {
        throw ValidationError("--currency is three letters, as EUR, not '\(currency)'")
      }
      charge.currency = value
    }
    if let date {
      guard let value = CalendarDate(date) else {
        throw ValidationError("--date is a day, as 2026-11-24, not '\(date)'")
      }
      charge.date = value
    }
    if let country {
      guard country.count == 2 else {
        throw ValidationError("--country is two letters, as FR, not '\(country)'")
      }
      charge.country = country.uppercased()
    }
    charge.mcc = mcc
    return charge
  }
}

extension JSON {
  /// What was understood of a query.
  static func query(_ charge: Charge, _ parsed: ParsedDescriptor) -> JSON {
    .known([
      ("descriptor", .string(charge.descriptor)),
      ("amount", .text((charge.amount ?? parsed.amount).map { "\($0)" })),
      ("currency", .text((charge.currency ?? parsed.currency)?.code)),
      ("date", .text((charge.date ?? parsed.date)?.description)),
      (
        "dayAndMonth",
        parsed.date == nil
          ? .text(parsed.dayAndMonth.map { "\($0.day)/\($0.month)" }) : nil
      ),
      ("country", .text(charge.country ?? parsed.bankCountry)),
      ("mcc", .text(charge.mcc)),
      ("rail", .text(parsed.rail?.rawValue)),
      ("core", .string(parsed.coreText)),
      ("name", .text(parsed.name)),
      ("reference", .text(parsed.reference)),
      ("phone", .text(parsed.phone)),
      ("url", .text(parsed.url)),
      ("city", .text(parsed.city)),
      ("state", .text(parsed.state)),
      ("merchantCountry", .text(parsed.country)),
      ("creditor", .text(parsed.creditorID)),
      ("cardTail", .text(parsed.cardTail)),
    ])
  }
}
