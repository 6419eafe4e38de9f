internal import DescryCore
public import DescryRules
internal import FoundationEssentials

/// Lines that somebody labelled in words, in a file of any place: the instrument's own data need no
/// catalogue ids.
///
/// A file is tab-separated with a header. Columns: `descriptor`, `merchant` (a catalogue id, or the
/// name that somebody would say; empty where nobody knows it), `product` (the same for the
/// subscription) and, as far as known, `amount`, `currency`, `date` (YYYY-MM or YYYY-MM-DD),
/// `country`. A merchant in brackets, as `(a PayPal seller)`, is a kind of seller and no label. A
/// cell that cannot be read is taken as not known: foreign exports hold many.
public enum LabelledLines {
  /// Reads the labelled lines of a file, and how many lines it has in all.
  ///
  /// - Throws: `Corpus.Refusal` when it cannot be read or has no column `descriptor`.
  public static func read(_ path: String, _ book: RuleBook) throws -> (
    lines: [CorpusLine], count: Int
  ) {
    let table = try TabbedFile(path)
    let catalogue = LabelCatalogue(book)
    let lines = table.rows.compactMap { row -> CorpusLine? in
      guard let descriptor = row["descriptor"], let label = row["merchant"],
        !label.hasPrefix("(")
      else { return nil }
      let owners = catalogue.owners(named: label)
      let product = row["product"]
      let subscriptions =
        product.map { catalogue.subscriptions(named: $0, of: owners.merchants) } ?? []
      // "Amazon, AWS": who sells the product is right, too.
      let sellers = subscriptions.compactMap { $0.split(separator: "/").first.map(String.init) }
      return CorpusLine(
        location: row.location, charge: charge(descriptor, row),
        merchants: owners.merchants.union(sellers),
        intermediaries: owners.intermediaries,
        subscriptions: subscriptions, name: label, product: product, isInWords: true)
    }
    return (lines, table.rows.count)
  }

  private static func charge(_ descriptor: String, _ row: TabbedFile.Row) -> Charge {
    let day = row["date"].map { $0.count == 7 ? $0 + "-15" : $0 }
    let country = row["country"].map { $0 == "UK" ? "GB" : $0 }
    let isCountry = country.map { $0.count == 2 && $0.allSatisfy(\.isUppercase) } ?? false
    return Charge(
      descriptor: descriptor,
      amount: row["amount"].flatMap { Amount($0.replacing(",", with: ".")) },
      currency: row["currency"].flatMap { Currency($0) },
      date: day.flatMap { CalendarDate($0) }, country: isCountry ? country : nil,
      // Exports differ in whether what is paid is negative.
      isSigned: false)
  }
}
